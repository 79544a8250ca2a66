import type { Check, Report } from "../../schema/checked";
import type { Rooms } from "../rooms";

/** What machines outside AWS ask of the cluster. */
export const hybridRelations: readonly Check<Rooms>[] = [
  { reads: ["nodes.hybrid", "cluster.remoteNetworks"], check: hybridProblems },
];

/** Machines come from networks that the cluster knows. */
function hybridProblems({ nodes, cluster }: Pick<Rooms, "nodes" | "cluster">, report: Report): void {
  if (nodes.hybrid === undefined) return;
  if (cluster.remoteNetworks === undefined)
    report(
      ["nodes", "hybrid"],
      'is given without "cluster.remoteNetworks", so that the control plane would not find the machines; name their ranges there.',
    );
}
