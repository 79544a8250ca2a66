import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { endpointSuffix, type Location } from "../../arn";

const name = "ecr-charts";

/** Host of the account's registry. */
export function registryHost(location: Location): string {
  return `${location.accountId}.dkr.ecr.${location.region}.${endpointSuffix(location)}`;
}

/**
 * What the repo-server pulls charts from the account's registry with. It takes a user and a password and asks AWS for none,
 * whatever its pods' identity, and a password of ECR holds for twelve hours: the External Secrets Operator asks for one every
 * hour, as the role of the namespace, and the repo-server reads it anew for each pull.
 * @see https://external-secrets.io/latest/api/generator/ecr/
 */
export function registryCredentials(
  logicalName: string,
  { location, namespace, roleArn }: { location: Location; namespace: string; roleArn: string },
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const generator = new k8s.apiextensions.CustomResource(
    `${logicalName}-token`,
    {
      apiVersion: "generators.external-secrets.io/v1alpha1",
      kind: "ECRAuthorizationToken",
      metadata: { name, namespace },
      spec: { region: location.region, role: roleArn },
    },
    opts,
  );
  return new k8s.apiextensions.CustomResource(
    logicalName,
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name, namespace },
      spec: {
        refreshInterval: "1h",
        target: {
          name,
          creationPolicy: "Owner",
          deletionPolicy: "Retain",
          template: {
            metadata: { labels: { "argocd.argoproj.io/secret-type": "repo-creds" } },
            data: {
              type: "helm",
              enableOCI: "true",
              url: registryHost(location),
              username: "{{ .username }}",
              password: "{{ .password }}",
            },
          },
        },
        dataFrom: [
          {
            sourceRef: {
              generatorRef: {
                apiVersion: "generators.external-secrets.io/v1alpha1",
                kind: "ECRAuthorizationToken",
                name,
              },
            },
          },
        ],
      },
    },
    { ...opts, dependsOn: [generator] },
  );
}
