import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../../encryption/customer-key";
import { deviceLabels, deviceTaints } from "../devices/device-nodes";
import { imageId, nodeOs } from "../images/custom-image";
import { imageParameter } from "../images/image-parameter";
import { nodeArchitecture } from "../instances/instance-type";
import { taintEffects } from "../launch/bootstrap";
import { blockDevices } from "../launch/launch-template";
import type { NodeCluster, NodeSubnet } from "../node-cluster";
import type { NodeRole } from "../node-role";
import { terminationTag } from "../termination-handler/termination-tag";
import { bootstrapInputs } from "./bootstrap-inputs";
import { childTransform } from "./child-transform";
import { selfManagedProblems } from "./self-managed-problems";
import type { SelfManagedSettings } from "./self-managed-settings";

/** What the component of `@pulumi/eks` reads of a cluster. */
export interface SelfManagedCluster extends NodeCluster {
  readonly resource: aws.eks.Cluster;
  readonly role: { readonly resource: aws.iam.Role };
  readonly kubernetes: k8s.Provider;
}

export interface SelfManagedNodeGroupArgs {
  /** What physical names begin with. */
  readonly prefix: string;
  readonly cluster: SelfManagedCluster;
  readonly role: NodeRole;
  readonly instanceProfile: aws.iam.InstanceProfile;
  readonly subnets: readonly NodeSubnet[];
  /** What nodes wait for besides the cluster: routes, gateways, endpoints, and the entry of their role. */
  readonly ready: readonly pulumi.Resource[];
  readonly volumeKey: CustomerKey;
  readonly settings: SelfManagedSettings;
  /** Whether the role lets Systems Manager reach the nodes. */
  readonly ssm: boolean;
  /** Whether a `TerminationHandler` drains the nodes, whose instances it knows by a tag. */
  readonly drained: boolean;
  /** Every tag that instances, volumes and network interfaces must carry: default tags don't reach them. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Nodes of an Auto Scaling group that no service manages: on-demand and spot capacity mixed in one group, and images of
 * any release. A change of template or image replaces the nodes by an instance refresh, which asks disruption budgets only
 * where a `TerminationHandler` drains them.
 * Idle cost: the instances, those of a warm pool too, and their volumes.
 * @throws when AWS would refuse the settings, listing every problem.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/worker.html
 */
export class SelfManagedNodeGroup extends pulumi.ComponentResource {
  /** Physical name of the Auto Scaling group and of its launch template, known at preview. */
  readonly name: string;
  readonly resource: eks.NodeGroupV2;

  constructor(name: string, args: SelfManagedNodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { settings } = args;
    const { instanceTypes, onDemand, minSize, maxSize } = settings;
    const os = nodeOs(settings);
    super("platform:nodes:SelfManagedNodeGroup", name, { os, instanceTypes, onDemand, minSize, maxSize }, opts);
    const problems = selfManagedProblems(settings);
    if (problems.length > 0) throw new Error(`Node group "${settings.name}":\n- ${problems.join("\n- ")}`);
    this.name = `${args.prefix}-${settings.name}`;
    this.resource = createNodes(this, name, args, this.name);
    this.registerOutputs({ name: this.name });
  }
}

function createNodes(
  parent: SelfManagedNodeGroup,
  name: string,
  args: SelfManagedNodeGroupArgs,
  physicalName: string,
): eks.NodeGroupV2 {
  const { cluster, role, settings, tags, ssm, volumeKey } = args;
  const os = nodeOs(settings);
  const subnetIds = args.subnets.map(({ id }) => id);
  const [instanceType = ""] = settings.instanceTypes;
  const devices = blockDevices({ os, volumeKey, ...(settings.volume ? { volume: settings.volume } : {}) });
  return new eks.NodeGroupV2(
    name,
    {
      cluster: coreData(cluster, role, subnetIds),
      version: cluster.version,
      amiId: imageOf(args, parent),
      operatingSystem: os === "bottlerocket" ? "Bottlerocket" : "AL2023",
      instanceType,
      instanceProfileName: args.instanceProfile.name,
      // Its members are open to each other and to the control plane, so there is no rule to wait for: the input that
      // stands for one has to have a value.
      nodeSecurityGroupId: cluster.securityGroupId,
      clusterIngressRuleId: cluster.securityGroupId,
      nodeSubnetIds: subnetIds,
      nodeAssociatePublicIpAddress: false,
      nodeRootVolumeEncrypted: true,
      enableDetailedMonitoring: true,
      ...bootstrapInputs(settings, ssm),
      labels: { ...deviceLabels(settings) },
      taints: Object.fromEntries(
        deviceTaints(settings).map(({ key, value = "", effect }) => [key, { value, effect: taintEffects[effect] }]),
      ),
      minSize: settings.minSize,
      maxSize: settings.maxSize,
      desiredCapacity: settings.desiredSize ?? settings.minSize,
      ignoreScalingChanges: true,
      minRefreshPercentage: settings.refresh?.minHealthyPercentage ?? 90,
      launchTemplateTagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: {
          ...tags,
          ...(args.drained && resourceType === "instance" ? { [terminationTag(cluster.name)]: "true" } : {}),
          Name: physicalName,
        },
      })),
      autoScalingGroupTags: { ...tags },
    },
    {
      parent,
      transforms: [childTransform({ name: physicalName, settings, blockDevices: devices, tags })],
      dependsOn: [
        cluster.resource,
        ...cluster.beforeNodes,
        ...args.ready,
        ...role.attachments,
        args.instanceProfile,
        volumeKey.key,
      ],
    },
  );
}

function coreData(
  cluster: SelfManagedCluster,
  role: NodeRole,
  subnetIds: readonly pulumi.Input<string>[],
): eks.NodeGroupV2Args["cluster"] {
  return {
    cluster: cluster.resource,
    clusterIamRole: cluster.role.resource,
    endpoint: cluster.endpoint,
    instanceRoles: [role.resource],
    provider: cluster.kubernetes,
    subnetIds: [...subnetIds],
    vpcId: cluster.vpcId,
    nodeGroupOptions: {},
  };
}

function imageOf({ settings, cluster }: SelfManagedNodeGroupArgs, parent: SelfManagedNodeGroup): pulumi.Input<string> {
  const { image, variant = "standard", release } = settings;
  if (image !== undefined) return imageId(image, parent);
  const architecture = nodeArchitecture(settings);
  const name = imageParameter({ os: nodeOs(settings), architecture, variant, version: cluster.version, release });
  return aws.ssm.getParameterOutput({ name }, { parent }).insecureValue;
}
