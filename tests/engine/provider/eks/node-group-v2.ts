import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { userDataOf, type UserData } from "./user-data";

/** The part of the component's inputs that the stand-in takes; the others have no effect on what it makes. */
export interface NodeGroupV2Inputs extends UserData {
  readonly amiId?: pulumi.Input<string>;
  readonly autoScalingGroupTags?: pulumi.Input<Record<string, string>>;
  readonly clusterIngressRuleId?: pulumi.Input<string>;
  readonly clusterIngressRule?: pulumi.Input<pulumi.Resource>;
  readonly defaultInstanceWarmup?: pulumi.Input<number>;
  readonly desiredCapacity?: pulumi.Input<number>;
  readonly enableDetailedMonitoring?: boolean;
  readonly extraNodeSecurityGroups?: pulumi.Input<pulumi.Input<{ readonly id: pulumi.Input<string> }>[]>;
  readonly ignoreScalingChanges?: boolean;
  readonly instanceProfileName?: pulumi.Input<string>;
  readonly instanceProfile?: pulumi.Input<{ readonly name: pulumi.Input<string> }>;
  readonly instanceType?: pulumi.Input<string>;
  readonly keyName?: pulumi.Input<string>;
  readonly launchTemplateTagSpecifications?: pulumi.Input<aws.types.input.ec2.LaunchTemplateTagSpecification[]>;
  readonly maxSize?: pulumi.Input<number>;
  readonly metadataOptions?: pulumi.Input<aws.types.input.ec2.LaunchTemplateMetadataOptions>;
  readonly minRefreshPercentage?: pulumi.Input<number>;
  readonly minSize?: pulumi.Input<number>;
  readonly nodeAssociatePublicIpAddress?: boolean;
  readonly nodeRootVolumeDeleteOnTermination?: boolean;
  readonly nodeRootVolumeEncrypted?: boolean;
  readonly nodeRootVolumeIops?: number;
  readonly nodeRootVolumeSize?: number;
  readonly nodeRootVolumeThroughput?: number;
  readonly nodeRootVolumeType?: string;
  readonly nodeSecurityGroup?: pulumi.Input<{ readonly id: pulumi.Input<string> }>;
  readonly nodeSecurityGroupId?: pulumi.Input<string>;
  readonly nodeSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  readonly spotPrice?: pulumi.Input<string>;
}

/**
 * Stands in for `eks:index:NodeGroupV2`: a launch template and an Auto Scaling group, by the names and with the defaults
 * that the component has. It makes no security group, no instance profile and finds no image: these have to be given.
 * @see https://www.pulumi.com/registry/packages/eks/api-docs/nodegroupv2/
 */
export class NodeGroupV2 extends pulumi.ComponentResource {
  readonly autoScalingGroup: aws.autoscaling.Group;
  readonly nodeSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, inputs: NodeGroupV2Inputs, options: pulumi.ComponentResourceOptions) {
    super("eks:index:NodeGroupV2", name, inputs, options);
    this.nodeSecurityGroupId = pulumi.output(
      needed(inputs.nodeSecurityGroupId ?? idOf(inputs.nodeSecurityGroup), "nodeSecurityGroup or nodeSecurityGroupId"),
    );
    const template = this.#createTemplate(name, inputs);
    const clusterName = pulumi.output(inputs.cluster).apply(({ cluster }) => cluster.name);
    this.autoScalingGroup = new aws.autoscaling.Group(
      name,
      {
        minSize: inputs.minSize ?? 1,
        maxSize: inputs.maxSize ?? 2,
        desiredCapacity: inputs.desiredCapacity ?? 2,
        launchTemplate: { name: template.name, version: template.latestVersion.apply(String) },
        vpcZoneIdentifiers: needed(inputs.nodeSubnetIds, "nodeSubnetIds"),
        instanceRefresh: {
          strategy: "Rolling",
          preferences: { minHealthyPercentage: inputs.minRefreshPercentage ?? 50 },
        },
        tags: pulumi
          .all([clusterName, inputs.autoScalingGroupTags])
          .apply(([cluster, tags]) =>
            Object.entries({ ...tags, [`kubernetes.io/cluster/${cluster}`]: "owned", Name: `${cluster}-worker` }).map(
              ([key, value]) => ({ key, value, propagateAtLaunch: true }),
            ),
          ),
        ...(inputs.defaultInstanceWarmup !== undefined && { defaultInstanceWarmup: inputs.defaultInstanceWarmup }),
      },
      { parent: this, ...(inputs.ignoreScalingChanges === true && { ignoreChanges: ["desiredCapacity"] }) },
    );
    this.registerOutputs({
      autoScalingGroup: this.autoScalingGroup,
      nodeSecurityGroupId: this.nodeSecurityGroupId,
    });
  }

  #createTemplate(name: string, inputs: NodeGroupV2Inputs): aws.ec2.LaunchTemplate {
    const { spotPrice, metadataOptions, launchTemplateTagSpecifications, keyName } = inputs;
    const ingressRule = needed(
      inputs.clusterIngressRuleId ?? inputs.clusterIngressRule,
      "clusterIngressRule or clusterIngressRuleId",
    );
    const extraGroups = pulumi
      .output(inputs.extraNodeSecurityGroups ?? [])
      .apply((groups) => groups.map(({ id }) => id));
    const profile = inputs.instanceProfileName ?? pulumi.output(inputs.instanceProfile).apply((given) => given?.name);
    const disk = volumeOf(inputs);
    return new aws.ec2.LaunchTemplate(
      `${name}-launchTemplate`,
      {
        imageId: needed(inputs.amiId, "amiId"),
        instanceType: inputs.instanceType ?? "t3.medium",
        iamInstanceProfile: { name: pulumi.output(profile).apply((found) => needed(found, "instanceProfileName")) },
        blockDeviceMappings: Object.keys(disk).length === 0 ? [] : [{ deviceName: deviceOf(inputs), ebs: disk }],
        networkInterfaces: [
          {
            associatePublicIpAddress: String(inputs.nodeAssociatePublicIpAddress ?? true),
            // Nodes must not start before the rule that lets them reach the control plane.
            securityGroups: pulumi
              .all([this.nodeSecurityGroupId, extraGroups, ingressRule])
              .apply(([own, extra]) => [own, ...extra]),
          },
        ],
        userData: userDataOf(inputs).apply((text) => Buffer.from(text).toString("base64")),
        ...(keyName !== undefined && { keyName }),
        ...(metadataOptions !== undefined && { metadataOptions }),
        ...(launchTemplateTagSpecifications !== undefined && { tagSpecifications: launchTemplateTagSpecifications }),
        ...(spotPrice !== undefined && {
          instanceMarketOptions: { marketType: "spot", spotOptions: { maxPrice: spotPrice } },
        }),
        ...(inputs.enableDetailedMonitoring !== undefined && {
          monitoring: { enabled: inputs.enableDetailedMonitoring },
        }),
      },
      { parent: this },
    );
  }
}

function volumeOf(inputs: NodeGroupV2Inputs): aws.types.input.ec2.LaunchTemplateBlockDeviceMappingEbs {
  const stated = {
    encrypted: inputs.nodeRootVolumeEncrypted?.toString(),
    volumeSize: inputs.nodeRootVolumeSize,
    volumeType: inputs.nodeRootVolumeType,
    iops: inputs.nodeRootVolumeIops,
    throughput: inputs.nodeRootVolumeThroughput,
    deleteOnTermination: inputs.nodeRootVolumeDeleteOnTermination?.toString(),
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}

/** Images of Bottlerocket keep data on a second disk. */
function deviceOf({ operatingSystem, amiType }: NodeGroupV2Inputs): string {
  return `${operatingSystem ?? ""}${amiType ?? ""}`.toLowerCase().includes("bottlerocket") ? "/dev/xvdb" : "/dev/xvda";
}

function idOf(group: NodeGroupV2Inputs["nodeSecurityGroup"]): pulumi.Output<string> | undefined {
  return group === undefined ? undefined : pulumi.output(group).apply(({ id }) => id);
}

/** @throws Error that names the input that the real component would make something of its own for */
function needed<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`eks:index:NodeGroupV2: the stand-in needs ${name} to be given.`);
  return value;
}
