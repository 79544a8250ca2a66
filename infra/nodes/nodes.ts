import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import type { AutoModeArgs, Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
import { ManagedNodeGroups, NodeRole, type ManagedNodeGroup } from "../../components/nodes";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { autoModeSettings, managedGroupSettings } from "../config/nodes";
import type { Keys } from "../keys";

/** The nodes of a platform, whoever makes them. */
export interface PlatformNodes {
  /** What pods wait for, and are deleted before. */
  readonly ready: readonly pulumi.Resource[];
  /** Undefined where neither groups nor Auto Mode make nodes. */
  readonly role: NodeRole | undefined;
  /** The managed groups: none in Auto Mode and where the first pods run on Fargate. */
  readonly groups: readonly ManagedNodeGroup[];
}

/** Auto Mode, as the cluster is told of it. */
export interface AutoMode {
  readonly args: AutoModeArgs;
  /** Role of the nodes of the pools that EKS brings, where it is to bring any. */
  readonly role: NodeRole | undefined;
}

/** Auto Mode, where the configuration asks for it, with the role that its own nodes need before the cluster. */
export function prepareAutoMode(
  { prefix, access, cluster: { autoMode } }: Config,
  { location, tags }: { readonly location: Location; readonly tags: Readonly<Record<string, string>> },
  opts: pulumi.ComponentResourceOptions,
): AutoMode | undefined {
  if (autoMode === undefined) return undefined;
  const nodePools = autoMode.builtInPools;
  if (nodePools.length === 0) return { args: {}, role: undefined };
  const role = new NodeRole(
    "auto-nodes",
    {
      name: `${prefix}-auto-nodes`,
      location,
      minimal: true,
      description: "Nodes of Auto Mode hand out credentials and pull images",
      roles: roleSettings(access),
      tags,
    },
    opts,
  );
  return { args: { nodePools, nodeRole: { arn: role.arn, ready: [role.resource, ...role.attachments] } }, role };
}

/** The parts of the platform that nodes are built on. */
export interface NodeSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly keys: Keys;
  readonly autoMode: AutoMode | undefined;
  /** What instances are tagged with. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The nodes that the platform itself runs on: managed groups, whatever Auto Mode makes, or none where
 * its first pods run on Fargate.
 */
export async function createNodes(
  config: Config,
  { cluster, network, keys, autoMode, tags }: NodeSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<PlatformNodes> {
  if (config.cluster.autoMode === undefined && config.nodes.groups.length === 0)
    return { ready: [], role: undefined, groups: [] };
  const { prefix } = config;
  const shared = { prefix, cluster, volumeKey: keys.volumes, roles: roleSettings(config.access), tags };
  if (config.cluster.autoMode === undefined || autoMode === undefined)
    return new ManagedNodeGroups(
      "nodes",
      {
        ...shared,
        network,
        groups: config.nodes.groups.map(managedGroupSettings),
        ssm: config.nodes.sessionManager,
      },
      opts,
    );
  const { AutoModePools } = await import("../../components/nodes/auto-mode/auto-mode-pools");
  const { ready, nodeRole } = new AutoModePools(
    "auto-mode",
    {
      ...shared,
      networkReady: network.ready,
      podSubnets: network.podSubnets,
      networkPolicies: config.cluster.networkPolicies,
      ...autoModeSettings(config.cluster.autoMode),
    },
    opts,
  );
  const role = autoMode.role ?? nodeRole;
  // The configuration is refused where neither EKS nor the stack has pools.
  if (role === undefined) throw new Error("Auto Mode has no pools, and so no role of nodes.");
  return { ready: [cluster.resource, ...network.ready, ...ready], role, groups: [] };
}
