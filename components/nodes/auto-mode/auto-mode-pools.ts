import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../arn";
import type { CustomerKey } from "../../encryption/customer-key";
import type { RoleSettings } from "../../identity/role";
import { nodeAccess } from "../node-access";
import { createNodePool } from "../node-pools/node-pool";
import type { NodePoolSettings } from "../node-pools/node-pool-settings";
import { NodeRole } from "../node-role";
import { autoModeProblems } from "./auto-mode-problems";
import { createAutoModeNodeClass, type AutoModeNodeClassSettings } from "./node-class";

/** A cluster in Auto Mode. `Cluster` satisfies it. */
export interface AutoModeCluster {
  readonly name: string;
  readonly location: Location;
  readonly kubernetes: k8s.Provider;
  readonly resource: pulumi.Resource;
}

export interface AutoModePoolsArgs {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: AutoModeCluster;
  /** Routes, gateways and endpoints without which a node never joins. */
  readonly networkReady: readonly pulumi.Resource[];
  /** Subnets for pods only. Default none: pods share those of their nodes. */
  readonly podSubnets?: readonly { readonly id: pulumi.Input<string> }[];
  /** Encrypts the nodes' volumes. Its policy must hold the statements of `autoModeLaunches`. */
  readonly volumeKey: CustomerKey;
  readonly nodeClasses: readonly AutoModeNodeClassSettings[];
  readonly pools: readonly NodePoolSettings[];
  /** What a pod may do before its network policies reach its node: everything, or with `strict` nothing. Default `standard`. */
  readonly networkPolicies?: "standard" | "strict";
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  /** On everything, and on instances and volumes: the cluster's role may do so by its statements about tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Node classes and pools of one's own in Auto Mode, with a role for their nodes: EKS runs the Karpenter that makes them, so
 * there is no controller, queue or chart. It also switches on what enforces network policies, for all nodes.
 * Pools are deleted and awaited before the cluster, although EKS would end their nodes with it: what drains ends well.
 * Idle cost: none; nodes cost about 12 % more than their instances alone.
 * @throws when the settings contradict themselves or each other, listing every problem.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
 */
export class AutoModePools extends pulumi.ComponentResource {
  /** Undefined where only the pools that EKS brings are used. */
  readonly nodeRole: NodeRole | undefined;
  readonly nodeClasses: readonly k8s.apiextensions.CustomResource[];
  readonly pools: readonly k8s.apiextensions.CustomResource[];
  /** What pods wait for, and are deleted before. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: AutoModePoolsArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseBadSettings(args);
    super("platform:nodes:AutoModePools", name, describe(args), opts);
    const policies = enforceNetworkPolicies(this, name, args);
    this.nodeRole = args.nodeClasses.length === 0 ? undefined : createNodeRole(this, name, args);
    const before = this.nodeRole === undefined ? [] : admitNodes(this, name, args, this.nodeRole);
    this.nodeClasses = createNodeClasses(this, name, args, before, this.nodeRole);
    this.pools = args.pools.map((settings) =>
      createNodePool(`${name}-${settings.name}`, settings, "auto-mode", {
        parent: this,
        provider: args.cluster.kubernetes,
        dependsOn: [args.cluster.resource, policies, ...this.nodeClasses],
      }),
    );
    this.ready = [policies, ...this.pools];
    this.registerOutputs({ pools: args.pools.map((pool) => pool.name) });
  }
}

function refuseBadSettings(args: AutoModePoolsArgs): void {
  const problems = autoModeProblems(args);
  if (problems.length > 0)
    throw new Error(`Auto Mode:\n${problems.map(({ path, message }) => `- ${path.join(".")}: ${message}`).join("\n")}`);
}

/** What a reader of a plan asks first. */
function describe({ cluster, pools }: AutoModePoolsArgs): pulumi.Inputs {
  return {
    clusterName: cluster.name,
    pools: pools.map(({ name, limits, weight, instances }) => ({
      name,
      capacityTypes: instances.capacityTypes ?? ["on-demand"],
      limits,
      weight: weight ?? 0,
    })),
  };
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html */
function enforceNetworkPolicies(parent: AutoModePools, name: string, { cluster }: AutoModePoolsArgs) {
  return new k8s.core.v1.ConfigMap(
    `${name}-network-policies`,
    {
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    },
    { parent, provider: cluster.kubernetes, deletedWith: cluster.resource },
  );
}

/** Not that of the pools that EKS brings, whose access entry EKS makes and takes away itself. */
function createNodeRole(parent: AutoModePools, name: string, args: AutoModePoolsArgs): NodeRole {
  return new NodeRole(
    `${name}-nodes`,
    {
      name: `${args.prefix}-auto-pools`,
      location: args.cluster.location,
      minimal: true,
      description: "Nodes of Auto Mode hand out credentials and pull images",
      roles: args.roles,
      tags: args.tags,
    },
    { parent },
  );
}

function admitNodes(
  parent: AutoModePools,
  name: string,
  { cluster, networkReady, volumeKey, tags }: AutoModePoolsArgs,
  role: NodeRole,
): readonly pulumi.Resource[] {
  const access = nodeAccess(
    `${name}-nodes`,
    { cluster, roleArn: role.arn, role: role.resource, type: "EC2", tags },
    parent,
  );
  return [cluster.resource, ...networkReady, ...role.attachments, ...access, volumeKey.key];
}

function createNodeClasses(
  parent: AutoModePools,
  name: string,
  args: AutoModePoolsArgs,
  before: readonly pulumi.Resource[],
  role: NodeRole | undefined,
): readonly k8s.apiextensions.CustomResource[] {
  if (role === undefined) return [];
  const { cluster, podSubnets = [], volumeKey, networkPolicies = "standard", tags } = args;
  return args.nodeClasses.map((settings) =>
    createAutoModeNodeClass(
      `${name}-${settings.name}`,
      { clusterName: cluster.name, settings, roleName: role.name, podSubnets, volumeKey, networkPolicies, tags },
      { parent, provider: cluster.kubernetes, dependsOn: [...before] },
    ),
  );
}
