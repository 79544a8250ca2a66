import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../../encryption/customer-key";
import type { Capacity, CapacityReservation } from "../capacity/capacity";
import type { NodeOs } from "../images/ami-type";
import type { NodeVolume } from "../group-settings";

export interface LaunchTemplateArgs {
  /** Physical name, 3-128 characters. */
  readonly name: string;
  readonly os: NodeOs;
  readonly volume?: NodeVolume;
  /** Encrypts every volume. Its policy must let Auto Scaling launch instances. */
  readonly volumeKey: CustomerKey;
  /** Not encoded. Default none. */
  readonly userData?: pulumi.Input<string> | undefined;
  /** An own image. Default one that EKS chooses and updates. */
  readonly imageId?: pulumi.Input<string> | undefined;
  /** Only for a capacity block, whose template has to name it. */
  readonly instanceType?: string | undefined;
  readonly capacity?: Capacity | undefined;
  readonly capacityReservation?: CapacityReservation | undefined;
  readonly placementGroup?: pulumi.Input<string> | undefined;
  /** With their security groups. Default one, to which EKS gives the cluster's. */
  readonly networkInterfaces?: readonly aws.types.input.ec2.LaunchTemplateNetworkInterface[] | undefined;
  /** On instances, volumes and network interfaces, which the provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
}

type BlockDevices = NonNullable<aws.ec2.LaunchTemplateArgs["blockDeviceMappings"]>;

/** GiB of Bottlerocket's system disk, which holds two copies of the read-only image and never grows. */
const bottlerocketSystemGiB = 4;

/**
 * The launch template of a managed node group: only what EKS lets a template say. Without need it names no image, so that
 * EKS keeps choosing and updating it, and no security group, so that EKS attaches the cluster's; and never a subnet, role,
 * key pair or spot market, which belong to the group or nowhere.
 * Pods can't reach the instance metadata: one hop ends on the node.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function createLaunchTemplate(
  name: string,
  args: LaunchTemplateArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.LaunchTemplate {
  const tags = { ...args.tags, Name: args.name };
  return new aws.ec2.LaunchTemplate(
    name,
    {
      name: args.name,
      description: `Nodes of ${args.name}`,
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      blockDeviceMappings: blockDevices(args),
      ...(args.userData === undefined ? {} : { userData: base64(args.userData) }),
      ...(args.imageId === undefined ? {} : { imageId: args.imageId }),
      ...(args.placementGroup === undefined ? {} : { placement: { groupName: args.placementGroup } }),
      ...(args.networkInterfaces === undefined ? {} : { networkInterfaces: [...args.networkInterfaces] }),
      ...reservation(args),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    opts,
  );
}

function base64(text: pulumi.Input<string>): pulumi.Input<string> {
  return typeof text === "string" ? encode(text) : pulumi.output(text).apply(encode);
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64");
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html */
function reservation({ capacity, capacityReservation, instanceType }: LaunchTemplateArgs) {
  if (capacityReservation === undefined) return {};
  const target =
    "id" in capacityReservation
      ? { capacityReservationId: capacityReservation.id }
      : { capacityReservationResourceGroupArn: capacityReservation.resourceGroupArn };
  return {
    capacityReservationSpecification: { capacityReservationTarget: target },
    ...(capacity === "capacity-block" && instanceType !== undefined
      ? { instanceMarketOptions: { marketType: "capacity-block" }, instanceType }
      : {}),
  };
}

/** Every disk is named by the image's own device names: under any other name EC2 adds an empty disk beside it. */
export function blockDevices({
  os,
  volume = {},
  volumeKey,
}: Pick<LaunchTemplateArgs, "os" | "volume" | "volumeKey">): BlockDevices {
  const encrypted = { encrypted: "true", kmsKeyId: volumeKey.arn, deleteOnTermination: "true", volumeType: "gp3" };
  const data = {
    ...encrypted,
    volumeSize: volume.sizeGiB ?? 80,
    iops: volume.iops ?? 3000,
    throughput: volume.throughputMiBs ?? 125,
  };
  return os === "bottlerocket"
    ? [
        { deviceName: "/dev/xvda", ebs: { ...encrypted, volumeSize: bottlerocketSystemGiB } },
        { deviceName: "/dev/xvdb", ebs: data },
      ]
    : [{ deviceName: "/dev/xvda", ebs: data }];
}
