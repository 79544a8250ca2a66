import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { warmPoolStates, type Capacity } from "../capacity/capacity";
import { deviceLabels, deviceTaints } from "../devices/device-nodes";
import { amiType, type AmiType } from "../images/ami-type";
import { nodeOs } from "../images/custom-image";
import { nodeArchitecture } from "../instances/instance-type";
import { createGroupTemplate, type GroupTemplate } from "./group-template";
import type { ManagedNodeGroupArgs } from "./managed-node-group-args";
import { nodeGroupName } from "./node-group-name";
import { nodeGroupProblems } from "./node-group-problems";
import type { NodeGroupSettings } from "./node-group-settings";

/**
 * A managed node group on a launch template of our own.
 * A change of labels, taints, sizes or the template updates it in place; a change of instance types, image, capacity or
 * subnets makes a new group beside the old one, whose pods then move (see `nodeGroupName`).
 * Idle cost: the instances, those of a warm pool too, and their volumes; the group itself is free.
 * @throws when AWS would refuse the settings, listing every problem.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export class ManagedNodeGroup extends pulumi.ComponentResource {
  /** Physical name, known at preview. */
  readonly name: string;
  readonly launchTemplate: aws.ec2.LaunchTemplate;
  readonly resource: aws.eks.NodeGroup;
  readonly settings: NodeGroupSettings;
  /** Names of the zones that it launches in. */
  readonly zones: readonly string[];

  constructor(name: string, args: ManagedNodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:ManagedNodeGroup", name, describe(args.settings), opts);
    refuseBadSettings(args.settings);
    const templateName = `${args.prefix}-${args.settings.name}`;
    this.settings = args.settings;
    this.zones = args.subnets.map(({ availabilityZone }) => availabilityZone);
    this.name = physicalName(args, templateName);
    const template = createGroupTemplate(this, name, args, templateName);
    this.launchTemplate = template.resource;
    this.resource = createNodeGroup(this, name, args, this.name, template);
    this.registerOutputs({ name: this.name });
  }
}

function describe({ capacity = "on-demand", ...settings }: NodeGroupSettings): pulumi.Inputs {
  const { instanceTypes, minSize, maxSize } = settings;
  return { os: nodeOs(settings), capacity, instanceTypes, minSize, maxSize };
}

function refuseBadSettings(settings: NodeGroupSettings): void {
  const problems = nodeGroupProblems(settings);
  if (problems.length > 0) throw new Error(`Node group "${settings.name}":\n- ${problems.join("\n- ")}`);
}

function imageOf(settings: NodeGroupSettings): AmiType | "CUSTOM" {
  if (settings.image !== undefined) return "CUSTOM";
  return amiType(nodeOs(settings), nodeArchitecture(settings), settings.variant);
}

function physicalName({ settings, cluster, role, subnets }: ManagedNodeGroupArgs, launchTemplate: string): string {
  return nodeGroupName(settings.name, {
    cluster: cluster.name,
    role: role.arn,
    launchTemplate,
    amiType: imageOf(settings),
    capacity: settings.capacity ?? "on-demand",
    instanceTypes: settings.instanceTypes,
    subnets,
  });
}

function createNodeGroup(
  parent: ManagedNodeGroup,
  name: string,
  { cluster, role, settings, ...args }: ManagedNodeGroupArgs,
  nodeGroup: string,
  template: GroupTemplate,
): aws.eks.NodeGroup {
  const { strategy, ...unavailable } = settings.update ?? { maxUnavailablePercentage: 33 };
  return new aws.eks.NodeGroup(
    name,
    {
      nodeGroupName: nodeGroup,
      clusterName: cluster.name,
      nodeRoleArn: role.arn,
      subnetIds: args.subnets.map(({ id }) => id),
      ...imageInputs(settings, cluster.version),
      capacityType: capacityTypes[settings.capacity ?? "on-demand"],
      ...(settings.capacity === "capacity-block" ? {} : { instanceTypes: [...settings.instanceTypes] }),
      // As a number: EKS reads `$Latest` back as one, which would show a difference in every preview.
      launchTemplate: { id: template.resource.id, version: template.resource.latestVersion.apply(String) },
      scalingConfig: {
        minSize: settings.minSize,
        maxSize: settings.maxSize,
        desiredSize: settings.desiredSize ?? settings.minSize,
      },
      updateConfig: { ...unavailable, ...(strategy === undefined ? {} : { updateStrategy: strategy }) },
      nodeRepairConfig: repairInputs(settings),
      ...warmPoolInputs(settings),
      labels: { ...deviceLabels(settings) },
      taints: deviceTaints(settings).map((taint) => ({ ...taint })),
      tags: { ...args.tags, Name: nodeGroup },
    },
    {
      parent,
      // The role is named by its ARN, the cluster by its name: neither carries the order.
      dependsOn: [
        cluster.resource,
        ...cluster.beforeNodes,
        ...args.networkReady,
        ...role.attachments,
        args.volumeKey.key,
        ...template.ready,
      ],
      // An autoscaler moves it, and setting it back would end the pods of the nodes it added.
      ignoreChanges: ["scalingConfig.desiredSize"],
      // A group whose nodes can't join fails by itself after half an hour; draining a large group in waves takes hours.
      customTimeouts: { create: "45m", update: "3h", delete: "1h" },
    },
  );
}

const capacityTypes: Readonly<Record<Capacity, string>> = {
  "on-demand": "ON_DEMAND",
  spot: "SPOT",
  "capacity-block": "CAPACITY_BLOCK",
};

/** With an image of the template's own EKS takes neither type nor version. */
function imageInputs(settings: NodeGroupSettings, version: string) {
  const { image, releaseVersion } = settings;
  if (image !== undefined) return {};
  return { version, amiType: imageOf(settings), ...(releaseVersion === undefined ? {} : { releaseVersion }) };
}

function repairInputs({ repair = true }: NodeGroupSettings): aws.types.input.eks.NodeGroupNodeRepairConfig {
  if (typeof repair === "boolean") return { enabled: repair };
  const { maxParallelPercentage, maxUnhealthyPercentage } = repair;
  return {
    enabled: true,
    ...(maxParallelPercentage === undefined ? {} : { maxParallelNodesRepairedPercentage: maxParallelPercentage }),
    ...(maxUnhealthyPercentage === undefined ? {} : { maxUnhealthyNodeThresholdPercentage: maxUnhealthyPercentage }),
  };
}

function warmPoolInputs({ warmPool }: NodeGroupSettings) {
  if (warmPool === undefined) return {};
  const { minSize = 0, maxPrepared, state = "stopped", reuse = false } = warmPool;
  return {
    warmPoolConfig: {
      minSize,
      poolState: warmPoolStates[state],
      reuseOnScaleIn: reuse,
      ...(maxPrepared === undefined ? {} : { maxGroupPreparedCapacity: maxPrepared }),
    },
  };
}
