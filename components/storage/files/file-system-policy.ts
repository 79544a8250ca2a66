import { arn, type Location } from "../../arn";
import { policyDocument } from "../../identity/policy-document";

const clientActions = [
  "elasticfilesystem:ClientMount",
  "elasticfilesystem:ClientWrite",
  "elasticfilesystem:ClientRootAccess",
];

/**
 * The policy of a file system for pods. Clients come through a mount target, whose security group says which, and
 * through an access point, which confines them to one directory and one user, as the driver's claims do; they need no
 * credentials of their own, and none is root. A mount of the whole file system is refused, and so is one without TLS.
 * The resource is every file system, since the policy hangs on one and the id is unknown before it exists.
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function fileSystemPolicy(location: Location): string {
  const resources = [arn(location, "elasticfilesystem", "file-system/*")];
  const principals = { AWS: "*" };
  return policyDocument([
    {
      sid: "MountAccessPoints",
      principals,
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources,
      conditions: {
        Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        StringLike: { "elasticfilesystem:AccessPointArn": arn(location, "elasticfilesystem", "access-point/*") },
      },
    },
    {
      sid: "DenyWithoutTls",
      effect: "Deny",
      principals,
      actions: clientActions,
      resources,
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
