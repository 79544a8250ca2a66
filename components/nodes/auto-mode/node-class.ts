import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../../encryption/customer-key";
import type { NodeVolume } from "../group-settings";
import { securityGroupTerms, subnetTerms } from "../node-pools/discovery";

/** What the nodes of pools have in common, as far as EKS leaves a choice. Plain values, so that a file can state them. */
export interface AutoModeNodeClassSettings {
  /** Not `default`, which is that of EKS. */
  readonly name: string;
  /** The one volume of a node; 3000-16000 IOPS, 125-1000 MiB/s. */
  readonly volume?: NodeVolume;
}

export interface AutoModeNodeClassArgs {
  readonly clusterName: string;
  readonly settings: AutoModeNodeClassSettings;
  readonly roleName: string;
  readonly podSubnets: readonly { readonly id: pulumi.Input<string> }[];
  readonly volumeKey: CustomerKey;
  readonly networkPolicies: "standard" | "strict";
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A NodeClass of Auto Mode: volumes, network and tags of nodes. Image, metadata (version 2, one hop) and user data are
 * EKS's own affair.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export function createAutoModeNodeClass(
  name: string,
  { clusterName, settings, roleName, podSubnets, volumeKey, networkPolicies, tags }: AutoModeNodeClassArgs,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  const { sizeGiB = 80, iops = 3000, throughputMiBs = 125 } = settings.volume ?? {};
  const securityGroups = securityGroupTerms(clusterName);
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "eks.amazonaws.com/v1",
      kind: "NodeClass",
      metadata: { name: settings.name },
      spec: {
        role: roleName,
        subnetSelectorTerms: subnetTerms(clusterName),
        securityGroupSelectorTerms: securityGroups,
        ...(podSubnets.length === 0
          ? {}
          : {
              podSubnetSelectorTerms: podSubnets.map(({ id }) => ({ id })),
              podSecurityGroupSelectorTerms: securityGroups,
            }),
        networkPolicy: networkPolicies === "strict" ? "DefaultDeny" : "DefaultAllow",
        ephemeralStorage: {
          size: `${String(sizeGiB)}Gi`,
          iops,
          throughput: throughputMiBs,
          kmsKeyID: volumeKey.arn,
        },
        tags: { ...tags, Name: `${clusterName}-${settings.name}` },
      },
    },
    { ...opts, customTimeouts: { delete: "20m" } },
  );
}
