import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
import type { SelfManagedNodeGroup } from "../../components/nodes/self-managed/self-managed-node-group";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { selfManagedSettings } from "../config/nodes";
import type { Keys } from "../keys";

/** The parts of the platform that nodes are built on. */
export interface SelfManagedSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly keys: Keys;
  /** What instances are tagged with. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Nodes that no service manages. */
export interface SelfManaged {
  /** What their pods wait for. */
  readonly ready: readonly pulumi.Resource[];
  readonly groups: readonly SelfManagedNodeGroup[];
}

/** Nodes that no service manages, where the configuration asks for them. */
export async function createSelfManaged(
  config: Config,
  { cluster, network, keys, tags }: SelfManagedSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<SelfManaged> {
  const { selfManaged, sessionManager, drainSelfManaged } = config.nodes;
  if (selfManaged.length === 0) return { ready: [], groups: [] };
  const { SelfManagedNodeGroups } = await import("../../components/nodes/self-managed/self-managed-node-groups");
  return new SelfManagedNodeGroups(
    "self-managed",
    {
      prefix: config.prefix,
      cluster,
      network,
      volumeKey: keys.volumes,
      groups: selfManaged.map(selfManagedSettings),
      ssm: sessionManager,
      drained: drainSelfManaged,
      roles: roleSettings(config.access),
      tags,
    },
    opts,
  );
}

/** What empties such nodes before they go, unless the configuration leaves it out. */
export async function createTerminationHandler(
  config: Config,
  {
    cluster,
    groups,
    ready,
    tags,
  }: Pick<SelfManagedSurroundings, "cluster" | "tags"> &
    Pick<SelfManaged, "groups"> & {
      /** What the handler's own pods wait for. */
      readonly ready: readonly pulumi.Resource[];
    },
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  if (groups.length === 0 || !config.nodes.drainSelfManaged) return [];
  const { TerminationHandler } = await import("../../components/nodes/termination-handler/termination-handler");
  const { hooks } = new TerminationHandler(
    "termination",
    { prefix: config.prefix, cluster, groups, ready, roles: roleSettings(config.access), tags },
    opts,
  );
  return hooks;
}
