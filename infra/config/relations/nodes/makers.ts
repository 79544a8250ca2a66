import type { Check, Report } from "../../schema/checked";
import { quoted } from "../../schema/fields";
import type { Rooms } from "../rooms";

/** What makes nodes, and what not beside it. */
export const nodeMakerRelations: readonly Check<Rooms>[] = [
  {
    reads: [
      "cluster.autoMode",
      "nodes.groups.*.name",
      "nodes.selfManaged.*.name",
      "nodes.drainSelfManaged",
      "nodes.karpenter",
      "nodes.sessionManager",
      "network.nat",
    ],
    check: nodeMakerProblems,
  },
  {
    reads: ["nodes.clusterAutoscaler", "nodes.groups", "nodes.karpenter", "cluster.autoMode", "network.nat"],
    check: autoscalerProblems,
  },
  {
    reads: [
      "cluster.autoMode",
      "cluster.networkPolicies",
      "network.podCidr",
      "tenants.*.nodes",
      "tenants.*.securityGroup",
    ],
    check: autoModeProblems,
  },
];

/** Who makes nodes, and who may not beside them. */
function nodeMakerProblems({ cluster, nodes, network }: Rooms, report: Report): void {
  if (nodes.karpenter !== undefined && network.nat === "none")
    report(
      ["nodes", "karpenter"],
      'is given although "network.nat" is "none", and its image comes from a public registry; leave it out, or write nat "perAz".',
    );
  if (nodes.selfManaged.length > 0 && nodes.drainSelfManaged && network.nat === "none")
    report(
      ["nodes", "drainSelfManaged"],
      'true does not go with "network.nat" "none": its image comes from a public registry; write false, or nat "perAz".',
    );
  if (cluster.autoMode === undefined) {
    if (nodes.groups.length === 0 && nodes.fargate === undefined)
      report(
        ["nodes", "groups"],
        '[] leaves the platform\'s own pods without nodes; name a group, switch on "cluster.autoMode", or write profiles of "nodes.fargate".',
      );
    return;
  }
  if (nodes.groups.length > 0)
    report(
      ["nodes", "groups"],
      `has ${nodes.groups.map(({ name }) => quoted(name)).join(", ")} although "cluster.autoMode" is on, whose clusters have no network add-ons for other nodes; write groups: [].`,
    );
  if (nodes.karpenter !== undefined)
    report(
      ["nodes", "karpenter"],
      'is given although "cluster.autoMode" is on, where EKS runs Karpenter and owns its definitions; move the pools to "cluster.autoMode.pools".',
    );
  if (nodes.sessionManager)
    report(
      ["nodes", "sessionManager"],
      'true does not go with "cluster.autoMode", on whose nodes nobody can open a shell; write false.',
    );
}

/** Who adds nodes for which pods: two that do so for the same ones would both start nodes for them. */
function autoscalerProblems({ cluster, nodes, network }: Rooms, report: Report): void {
  const { clusterAutoscaler, karpenter, groups } = nodes;
  if (clusterAutoscaler === undefined) return;
  const path = ["nodes", "clusterAutoscaler"];
  if (network.nat === "none")
    report(
      path,
      'is given although "network.nat" is "none", and its image comes from a public registry; leave it out, or write nat "perAz".',
    );
  if (cluster.autoMode !== undefined)
    report(path, 'is given although "cluster.autoMode" is on, which has no groups to scale; leave it out.');
  const scaled = groups.filter(({ minSize, maxSize }) => minSize < maxSize);
  if (cluster.autoMode === undefined && scaled.length === 0)
    report(path, 'has no group whose "minSize" is less than its "maxSize"; leave it out, or raise a "maxSize".');
  clusterAutoscaler.priorities.forEach(({ groups: named }, priority) => {
    named.forEach((name, index) => {
      if (!groups.some((group) => group.name === name))
        report(
          [...path, "priorities", priority, "groups", index],
          `${quoted(name)} is no group of "nodes.groups"; write one of ${groups.map((group) => quoted(group.name)).join(", ")}.`,
        );
    });
  });
  for (const { name, taints } of scaled) {
    const pool = karpenter?.pools.find((other) => admits(other.taints) === admits(taints));
    if (pool !== undefined)
      report(
        path,
        `would add nodes to the group ${quoted(name)} for the pods that the Karpenter pool ${quoted(pool.name)} starts nodes for; give one of them a taint, or the group a fixed size.`,
      );
  }
}

/** What pods have to tolerate, whoever spells it. */
function admits(
  taints: readonly { readonly key: string; readonly value?: string | undefined; readonly effect: string }[],
) {
  return JSON.stringify(
    taints.map(({ key, value = "", effect }) => [key, value, effect.replaceAll("_", "").toLowerCase()].join()).sort(),
  );
}

/** What Auto Mode does not do. */
function autoModeProblems({ cluster, network, tenants }: Rooms, report: Report): void {
  if (cluster.autoMode === undefined) return;
  const { builtInPools } = cluster.autoMode;
  if (builtInPools.length > 0 && cluster.networkPolicies === "strict")
    report(
      ["cluster", "networkPolicies"],
      `"strict" does not reach the nodes of ${builtInPools.map(quoted).join(" and ")} of "cluster.autoMode.builtInPools"; write builtInPools: [] and pools of the stack's own, or "standard".`,
    );
  if (builtInPools.length > 0 && network.podCidr !== undefined)
    report(
      ["network", "podCidr"],
      `${quoted(network.podCidr)} does not reach the nodes of ${builtInPools.map(quoted).join(" and ")} of "cluster.autoMode.builtInPools"; write builtInPools: [] and pools of the stack's own, or leave the range out.`,
    );
  tenants.forEach((tenant, index) => {
    if (tenant.nodes !== undefined)
      report(
        ["tenants", index, "nodes"],
        'are a managed group although "cluster.autoMode" is on, whose clusters have no network add-ons for it; give the tenant a pool with a taint in "cluster.autoMode.pools".',
      );
    if (tenant.securityGroup)
      report(
        ["tenants", index, "securityGroup"],
        'true needs the VPC CNI, which "cluster.autoMode" does not run; write false.',
      );
  });
}
