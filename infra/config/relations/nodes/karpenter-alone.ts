import type { Check, Report } from "../../schema/checked";
import type { Rooms } from "../rooms";
import { nodesComeWithPods } from "./fargate";

/** What starts before any node does. */
export const karpenterAloneRelations: readonly Check<Rooms>[] = [
  {
    reads: ["nodes.groups.*.name", "nodes.fargate", "nodes.karpenter", "cluster.autoMode", "tenants.*.nodes"],
    check: karpenterAloneProblems,
  },
];

/** What nodes that come with pods leave out. */
function karpenterAloneProblems(rooms: Rooms, report: Report): void {
  if (!nodesComeWithPods(rooms)) return;
  const { nodes, tenants } = rooms;
  if (nodes.karpenter?.pools.every(({ taints }) => taints.length > 0) === true)
    report(
      ["nodes", "karpenter", "pools"],
      'all have taints although "nodes.groups" is [], so that the platform\'s own pods get no node; add a pool without taints.',
    );
  tenants.forEach((tenant, index) => {
    if (tenant.nodes !== undefined)
      report(
        ["tenants", index, "nodes"],
        'are a managed group although "nodes.groups" is [] and Karpenter makes the nodes; give the tenant a pool with a taint in "nodes.karpenter.pools", or name a group.',
      );
  });
}
