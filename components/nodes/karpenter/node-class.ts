import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../../encryption/customer-key";
import { userData } from "../launch/user-data";
import type { NodeVolume } from "../group-settings";
import { securityGroupTerms, subnetTerms } from "../node-pools/discovery";

/** What the nodes of pools have in common. Plain values, so that a configuration file can state them. */
export interface NodeClassSettings {
  readonly name: string;
  /** Image and its release, such as `bottlerocket@v1.66.0` or `al2023@v20260911`. A new one replaces nodes, by budget. */
  readonly image: string;
  readonly volume?: NodeVolume;
  /**
   * Most pods of a node. Default 110, which instances of two vCPUs and more have addresses for with the prefixes that the
   * VPC CNI hands out; Karpenter itself reckons with single addresses.
   */
  readonly maxPods?: number;
}

export interface NodeClassArgs {
  readonly clusterName: string;
  readonly settings: NodeClassSettings;
  readonly instanceProfileName: string;
  readonly volumeKey: CustomerKey;
  /** Whether Systems Manager may open sessions on the nodes. */
  readonly ssm: boolean;
  /** On instances, volumes and network interfaces, which the provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
}

/** GiB of Bottlerocket's system disk, which holds two copies of the read-only image and never grows. */
const bottlerocketSystemGiB = 4;

/**
 * An EC2NodeClass: image, disks, network and metadata of the nodes of Karpenter's pools. It is gone when Karpenter has
 * removed the launch templates that it made for it.
 * @see https://karpenter.sh/docs/concepts/nodeclasses/
 */
export function createNodeClass(
  name: string,
  { clusterName, settings, instanceProfileName, volumeKey, ssm, tags }: NodeClassArgs,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  const os = osOf(settings);
  const own = userData({ os, ssm });
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "karpenter.k8s.aws/v1",
      kind: "EC2NodeClass",
      metadata: { name: settings.name },
      spec: {
        amiSelectorTerms: [{ alias: settings.image }],
        instanceProfile: instanceProfileName,
        subnetSelectorTerms: subnetTerms(clusterName),
        securityGroupSelectorTerms: securityGroupTerms(clusterName),
        associatePublicIPAddress: false,
        // Pods can't reach the instance metadata: one hop ends on the node.
        metadataOptions: {
          httpEndpoint: "enabled",
          httpProtocolIPv6: "disabled",
          httpPutResponseHopLimit: 1,
          httpTokens: "required",
        },
        blockDeviceMappings: blockDevices(settings, volumeKey),
        kubelet: { maxPods: settings.maxPods ?? 110 },
        detailedMonitoring: true,
        ...(own === undefined ? {} : { userData: own }),
        tags: { ...tags, Name: `${clusterName}-${settings.name}` },
      },
    },
    { ...opts, customTimeouts: { delete: "20m" } },
  );
}

function osOf({ image }: NodeClassSettings): "bottlerocket" | "al2023" {
  return image.startsWith("bottlerocket@") ? "bottlerocket" : "al2023";
}

/** Every disk is named by the image's own device names: under any other name EC2 adds an empty disk beside it. */
function blockDevices(settings: NodeClassSettings, volumeKey: CustomerKey) {
  const { sizeGiB = 80, iops = 3000, throughputMiBs = 125 } = settings.volume ?? {};
  const encrypted = { encrypted: true, kmsKeyID: volumeKey.arn, deleteOnTermination: true, volumeType: "gp3" };
  const data = { ...encrypted, volumeSize: `${String(sizeGiB)}Gi`, iops, throughput: throughputMiBs };
  return osOf(settings) === "bottlerocket"
    ? [
        { deviceName: "/dev/xvda", ebs: { ...encrypted, volumeSize: `${String(bottlerocketSystemGiB)}Gi` } },
        { deviceName: "/dev/xvdb", ebs: data },
      ]
    : [{ deviceName: "/dev/xvda", ebs: data }];
}
