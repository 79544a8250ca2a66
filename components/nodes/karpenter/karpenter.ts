import * as aws from "@pulumi/aws";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ChartRelease } from "../../charts";
import { WorkloadIdentity } from "../../identity/workload-identity";
import { InterruptionQueue } from "../interruptions/interruption-queue";
import { nodeAccess } from "../node-access";
import { createNodePool } from "../node-pools/node-pool";
import { spotOnlyNotes } from "../node-pools/node-pool-problems";
import { NodeRole } from "../node-role";
import { chartValues } from "./chart-values";
import { controllerPermissions } from "./controller-permissions";
import type { KarpenterArgs } from "./karpenter-args";
import { karpenterProblems } from "./karpenter-problems";
import { createNodeClass } from "./node-class";

/**
 * Karpenter, which starts the instance that waiting pods need and ends it when they are gone: its controller with its
 * rights, the queue that tells it of interruptions, a role for its nodes, and the node classes and pools.
 *
 * It is deleted from the outside in. A pool is gone when the instances of its nodes are; then go the classes, then the
 * controller, then its definitions, queue and rights, and the cluster at last. Nothing here vanishes with the cluster
 * unseen, so that no instance is left behind.
 * Idle cost: none but that of the nodes its two pods run on.
 * @throws when the settings contradict themselves or each other, listing every problem.
 * @see https://karpenter.sh/docs/
 */
export class Karpenter extends pulumi.ComponentResource {
  readonly nodeRole: NodeRole;
  readonly queue: InterruptionQueue;
  readonly controller: ChartRelease;
  readonly nodeClasses: readonly k8s.apiextensions.CustomResource[];
  readonly pools: readonly k8s.apiextensions.CustomResource[];
  /** What pods that run on its nodes wait for, and are deleted before. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseBadSettings(args);
    super("platform:nodes:Karpenter", name, describe(args), opts);
    for (const note of spotOnlyNotes(args.pools)) void pulumi.log.warn(note, this);
    this.nodeRole = createNodeRole(this, name, args);
    const profile = createInstanceProfile(this, name, args, this.nodeRole);
    const access = admitNodes(this, name, args, this.nodeRole);
    this.queue = createQueue(this, name, args);
    this.controller = createController(this, name, args, this);
    const before = [
      ...args.networkReady,
      ...args.cluster.beforeNodes,
      ...this.nodeRole.attachments,
      ...access,
      profile,
      args.volumeKey.key,
      this.controller.release,
    ];
    this.nodeClasses = createNodeClasses(this, name, args, before);
    this.pools = createPools(this, name, args, [...this.nodeClasses, this.controller.release]);
    this.ready = this.pools;
    this.registerOutputs({ queueName: this.queue.queueName, nodeRoleArn: this.nodeRole.arn });
  }
}

function refuseBadSettings(args: KarpenterArgs): void {
  const problems = karpenterProblems(args);
  if (problems.length > 0)
    throw new Error(`Karpenter:\n${problems.map(({ path, message }) => `- ${path.join(".")}: ${message}`).join("\n")}`);
}

/** What a reader of a plan asks first. */
function describe({ cluster, controller, nodeClasses, pools }: KarpenterArgs): pulumi.Inputs {
  return {
    clusterName: cluster.name,
    controllerOn: controller.kind,
    images: Object.fromEntries(nodeClasses.map(({ name, image }) => [name, image])),
    pools: pools.map(({ name, limits, weight, instances }) => ({
      name,
      capacityTypes: instances.capacityTypes ?? ["on-demand"],
      limits,
      weight: weight ?? 0,
    })),
  };
}

function nodesName({ prefix }: KarpenterArgs): string {
  return `${prefix}-karpenter-nodes`;
}

/** Not that of managed groups: EKS takes its access entry away together with the last group. */
function createNodeRole(parent: Karpenter, name: string, args: KarpenterArgs): NodeRole {
  return new NodeRole(
    `${name}-nodes`,
    {
      name: nodesName(args),
      location: args.cluster.location,
      ssm: args.ssm ?? false,
      description: "Nodes that Karpenter starts join their cluster and pull images",
      roles: args.roles,
      tags: args.tags,
    },
    { parent },
  );
}

/**
 * Made here and not by Karpenter: so it needs no rights in IAM, nor a way to IAM, and no profile is left holding the role
 * when everything goes.
 */
function createInstanceProfile(
  parent: Karpenter,
  name: string,
  args: KarpenterArgs,
  role: NodeRole,
): aws.iam.InstanceProfile {
  return new aws.iam.InstanceProfile(
    `${name}-nodes`,
    { name: nodesName(args), path: args.roles?.path ?? "/", role: role.resource.name, tags: { ...args.tags } },
    // The name is fixed, so a replacement cannot exist beside its predecessor.
    { parent, deleteBeforeReplace: true },
  );
}

function admitNodes(parent: Karpenter, name: string, args: KarpenterArgs, role: NodeRole): readonly pulumi.Resource[] {
  return nodeAccess(
    `${name}-nodes`,
    { cluster: args.cluster, roleArn: role.arn, role: role.resource, type: "EC2_LINUX", tags: args.tags },
    parent,
  );
}

/** @see https://karpenter.sh/docs/concepts/disruption/#interruption */
const announcements = {
  health: { source: "aws.health", detailType: "AWS Health Event" },
  spot: { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  state: { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  reservation: { source: "aws.ec2", detailType: "EC2 Capacity Reservation Instance Interruption Warning" },
} as const;

function createQueue(parent: Karpenter, name: string, { prefix, cluster, tags }: KarpenterArgs): InterruptionQueue {
  return new InterruptionQueue(
    `${name}-queue`,
    { name: `${prefix}-karpenter`, location: cluster.location, announcements, reader: "karpenter", tags },
    { parent },
  );
}

/** The definitions first: they are a chart of their own, which upgrades them; those inside of the controller's never change. */
function createController(
  parent: Karpenter,
  name: string,
  args: KarpenterArgs,
  { nodeRole, queue }: Karpenter,
): ChartRelease {
  const { cluster, controller, roles, tags, zonalShift = false } = args;
  const statements = controllerPermissions({
    location: cluster.location,
    cluster,
    nodeRoleArn: nodeRole.arn,
    instanceProfileName: nodesName(args),
    instanceProfilePath: roles?.path ?? "/",
    queueArn: queue.queueArn,
    volumeKeyAlias: args.volumeKey.aliasName,
    spot: args.pools.some(({ instances }) => instances.capacityTypes?.includes("spot") === true),
    zonalShift,
  });
  const serviceAccount = "karpenter";
  const shared = { cluster, makesAwsResources: true, roles, tags };
  const definitions = new ChartRelease(
    `${name}-crd`,
    { ...shared, chart: "karpenter-crd", values: {} },
    { parent, dependsOn: [...controller.ready] },
  );
  // The agent of Pod Identity is on nodes only.
  const irsa =
    controller.kind === "nodes"
      ? undefined
      : new WorkloadIdentity(
          `${name}-controller`,
          {
            name: `${cluster.name}-${serviceAccount}`,
            location: cluster.location,
            cluster,
            namespace: "kube-system",
            serviceAccount,
            mechanism: "irsa",
            statements,
            ...roles,
            tags,
          },
          { parent },
        );
  return new ChartRelease(
    name,
    {
      ...shared,
      chart: "karpenter",
      values: chartValues(args, queue.queueName, irsa?.annotations ?? {}),
      identities: irsa === undefined ? [{ serviceAccount, statements }] : [],
    },
    {
      parent,
      dependsOn: [
        ...controller.ready,
        definitions.release,
        ...queue.ready,
        ...(irsa === undefined ? [] : [irsa.role, ...irsa.ready]),
      ],
    },
  );
}

function createNodeClasses(
  parent: Karpenter,
  name: string,
  args: KarpenterArgs,
  dependsOn: pulumi.Resource[],
): readonly k8s.apiextensions.CustomResource[] {
  const { cluster, volumeKey, ssm = false, tags } = args;
  return args.nodeClasses.map((settings) =>
    createNodeClass(
      `${name}-${settings.name}`,
      { clusterName: cluster.name, settings, instanceProfileName: nodesName(args), volumeKey, ssm, tags },
      { parent, provider: cluster.kubernetes, dependsOn },
    ),
  );
}

function createPools(
  parent: Karpenter,
  name: string,
  { cluster, pools }: KarpenterArgs,
  dependsOn: pulumi.Resource[],
): readonly k8s.apiextensions.CustomResource[] {
  return pools.map((settings) =>
    createNodePool(`${name}-${settings.name}`, settings, "karpenter", {
      parent,
      provider: cluster.kubernetes,
      dependsOn,
    }),
  );
}
