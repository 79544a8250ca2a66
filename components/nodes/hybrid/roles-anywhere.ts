import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Role } from "../../identity/role";

/** Who signs the certificates of machines: an authority of AWS Private CA, or one whose certificates are given, as PEM. */
export type CertificateAuthority = { readonly privateCaArn: string } | { readonly certificates: string };

type Tags = Readonly<Record<string, string>> | undefined;

/** Trusts an authority in this account and region. */
export function trustAnchor(
  name: string,
  prefix: string,
  authority: CertificateAuthority,
  parent: pulumi.Resource,
  tags: Tags,
): aws.rolesanywhere.TrustAnchor {
  const source =
    "privateCaArn" in authority
      ? { sourceType: "AWS_ACM_PCA", sourceData: { acmPcaArn: authority.privateCaArn } }
      : { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData: authority.certificates } };
  return new aws.rolesanywhere.TrustAnchor(
    name,
    { name: `${prefix}-machines`, enabled: true, source, tags: { ...tags } },
    { parent },
  );
}

/**
 * The profile by which certificates get sessions of the role. It takes names of sessions, which is how machines have names of
 * their own in the cluster.
 * @see https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html
 */
export function createRolesAnywhere(
  name: string,
  prefix: string,
  { anchor, role }: { readonly anchor: aws.rolesanywhere.TrustAnchor; readonly role: Role },
  parent: pulumi.Resource,
  tags: Tags,
): aws.rolesanywhere.Profile {
  return new aws.rolesanywhere.Profile(
    name,
    {
      name: `${prefix}-machines`,
      enabled: true,
      acceptRoleSessionName: true,
      durationSeconds: 3600,
      roleArns: [role.arn],
      tags: { ...tags },
    },
    { parent, dependsOn: [anchor, role.resource, ...role.policies] },
  );
}
