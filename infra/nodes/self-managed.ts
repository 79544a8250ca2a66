import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
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

/** Nodes that no service manages, where the configuration asks for them. Returns what their pods wait for. */
export async function createSelfManaged(
  config: Config,
  { cluster, network, keys, tags }: SelfManagedSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  const { selfManaged, sessionManager } = config.nodes;
  if (selfManaged.length === 0) return [];
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
      roles: roleSettings(config.access),
      tags,
    },
    opts,
  ).ready;
}
