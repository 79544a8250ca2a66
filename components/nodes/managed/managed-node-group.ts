import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../../encryption/customer-key";
import { amiType, type AmiType } from "../images/ami-type";
import { nodeArchitecture } from "../instances/instance-type";
import { createLaunchTemplate } from "../launch/launch-template";
import { nodeGroupName } from "./node-group-name";
import { nodeGroupProblems } from "./node-group-problems";
import type { NodeGroupSettings } from "./node-group-settings";
import type { NodeCluster, NodeSubnet } from "../node-cluster";
import type { NodeRole } from "../node-role";
import { userData } from "../launch/user-data";

export interface ManagedNodeGroupArgs {
  /** What the names of launch templates begin with. */
  readonly prefix: string;
  readonly cluster: NodeCluster;
  readonly role: NodeRole;
  /** Where this one group launches; `perZone` of the settings is for whoever makes several groups. */
  readonly subnets: readonly NodeSubnet[];
  /** Routes, gateways and endpoints without which a node never joins. */
  readonly networkReady: readonly pulumi.Resource[];
  readonly volumeKey: CustomerKey;
  readonly settings: NodeGroupSettings;
  /** Whether the role lets Systems Manager reach the nodes. Default false. */
  readonly ssm?: boolean;
  /** Every tag that instances, volumes and network interfaces must carry: default tags don't reach them. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A managed node group on a launch template of our own.
 * A change of labels, taints, sizes or the template updates it in place; a change of instance types, image, capacity or
 * subnets makes a new group beside the old one, whose pods then move (see `nodeGroupName`).
 * Idle cost: the instances and their volumes; the group itself is free.
 * @throws when AWS would refuse the settings, listing every problem.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export class ManagedNodeGroup extends pulumi.ComponentResource {
  /** Physical name, known at preview. */
  readonly name: string;
  readonly launchTemplate: aws.ec2.LaunchTemplate;
  readonly resource: aws.eks.NodeGroup;

  constructor(name: string, args: ManagedNodeGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:ManagedNodeGroup", name, describe(args.settings), opts);
    refuseBadSettings(args.settings);
    const templateName = `${args.prefix}-${args.settings.name}`;
    this.name = physicalName(args, templateName);
    this.launchTemplate = createTemplate(this, name, args, templateName);
    this.resource = createNodeGroup(this, name, args, this.name, this.launchTemplate);
    this.registerOutputs({ name: this.name });
  }
}

function describe({ os = "bottlerocket", capacity = "on-demand", ...settings }: NodeGroupSettings): pulumi.Inputs {
  const { instanceTypes, minSize, maxSize } = settings;
  return { os, capacity, instanceTypes, minSize, maxSize };
}

function refuseBadSettings(settings: NodeGroupSettings): void {
  const problems = nodeGroupProblems(settings);
  if (problems.length > 0) throw new Error(`Node group "${settings.name}":\n- ${problems.join("\n- ")}`);
}

function imageOf(settings: NodeGroupSettings): AmiType {
  return amiType(settings.os ?? "bottlerocket", nodeArchitecture(settings), settings.variant);
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

function createTemplate(
  parent: ManagedNodeGroup,
  name: string,
  { settings, ...args }: ManagedNodeGroupArgs,
  templateName: string,
): aws.ec2.LaunchTemplate {
  const os = settings.os ?? "bottlerocket";
  return createLaunchTemplate(
    name,
    {
      name: templateName,
      os,
      volumeKey: args.volumeKey,
      userData: userData({ os, ssm: args.ssm ?? false, ...(settings.kubelet ? { kubelet: settings.kubelet } : {}) }),
      tags: args.tags,
      ...(settings.volume ? { volume: settings.volume } : {}),
    },
    { parent },
  );
}

function createNodeGroup(
  parent: ManagedNodeGroup,
  name: string,
  { cluster, role, settings, ...args }: ManagedNodeGroupArgs,
  nodeGroup: string,
  template: aws.ec2.LaunchTemplate,
): aws.eks.NodeGroup {
  const { strategy, ...unavailable } = settings.update ?? { maxUnavailablePercentage: 33 };
  return new aws.eks.NodeGroup(
    name,
    {
      nodeGroupName: nodeGroup,
      clusterName: cluster.name,
      version: cluster.version,
      nodeRoleArn: role.arn,
      subnetIds: args.subnets.map(({ id }) => id),
      amiType: imageOf(settings),
      capacityType: settings.capacity === "spot" ? "SPOT" : "ON_DEMAND",
      instanceTypes: [...settings.instanceTypes],
      ...(settings.releaseVersion === undefined ? {} : { releaseVersion: settings.releaseVersion }),
      // As a number: EKS reads `$Latest` back as one, which would show a difference in every preview.
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: {
        minSize: settings.minSize,
        maxSize: settings.maxSize,
        desiredSize: settings.desiredSize ?? settings.minSize,
      },
      updateConfig: { ...unavailable, ...(strategy === undefined ? {} : { updateStrategy: strategy }) },
      nodeRepairConfig: { enabled: settings.repair ?? true },
      labels: { ...settings.labels },
      taints: (settings.taints ?? []).map((taint) => ({ ...taint })),
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
      ],
      // An autoscaler moves it, and setting it back would end the pods of the nodes it added.
      ignoreChanges: ["scalingConfig.desiredSize"],
      // A group whose nodes can't join fails by itself after half an hour; draining a large group in waves takes hours.
      customTimeouts: { create: "45m", update: "3h", delete: "1h" },
    },
  );
}
