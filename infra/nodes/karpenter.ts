import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { karpenterSettings } from "../config/nodes";
import type { Keys } from "../keys";

/** The parts of the platform that Karpenter is built on. */
export interface KarpenterSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly keys: Keys;
  /** What its own pods wait for: nodes that it does not make. */
  readonly ready: readonly pulumi.Resource[];
  /** What instances are tagged with. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Nodes that come with pods, where the configuration asks for them. Returns what such pods wait for. */
export async function createKarpenter(
  config: Config,
  { cluster, network, keys, ready, tags }: KarpenterSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  const { karpenter, sessionManager } = config.nodes;
  if (karpenter === undefined) return [];
  const { Karpenter } = await import("../../components/nodes/karpenter/karpenter");
  return new Karpenter(
    "karpenter",
    {
      prefix: config.prefix,
      cluster,
      controller: { kind: karpenter.controllerOn, ready },
      networkReady: network.ready,
      volumeKey: keys.volumes,
      ...karpenterSettings(karpenter),
      podSubnets: network.podSubnets.length > 0,
      zonalShift: config.cluster.zonalShift,
      spotToSpotConsolidation: karpenter.spotToSpotConsolidation,
      ssm: sessionManager,
      roles: roleSettings(config.access),
      tags,
    },
    opts,
  ).ready;
}
