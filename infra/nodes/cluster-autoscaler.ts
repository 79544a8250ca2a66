import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { ManagedNodeGroup } from "../../components/nodes";
import type { Config } from "../config";
import { roleSettings } from "../config/access";

/** The parts of the platform that Cluster Autoscaler is built on. */
export interface AutoscalerSurroundings {
  readonly cluster: Cluster;
  readonly groups: readonly ManagedNodeGroup[];
  /** What its own pods wait for. */
  readonly ready: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/** What adds nodes to managed groups, where the configuration asks for it. Groups whose size cannot change are left alone. */
export async function createClusterAutoscaler(
  config: Config,
  { cluster, groups, ready, tags }: AutoscalerSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  const { clusterAutoscaler } = config.nodes;
  if (clusterAutoscaler === undefined) return [];
  const { ClusterAutoscaler } = await import("../../components/nodes/cluster-autoscaler/cluster-autoscaler");
  const { controller } = new ClusterAutoscaler(
    "cluster-autoscaler",
    {
      ...clusterAutoscaler,
      cluster,
      groups: groups.filter(({ settings }) => settings.minSize < settings.maxSize),
      ready,
      roles: roleSettings(config.access),
      tags,
    },
    opts,
  );
  return [controller.release];
}
