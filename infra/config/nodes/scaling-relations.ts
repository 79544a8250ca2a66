import type { Report } from "../checked";
import { quoted } from "../fields";
import type { Rooms } from "../relations";

/** Who makes nodes, and who may not beside them. */
export function nodeMakerProblems({ cluster, nodes, network }: Rooms, report: Report): void {
  if (nodes.karpenter !== undefined && network.nat === "none")
    report(
      ["nodes", "karpenter"],
      'is given although "network.nat" is "none", and its image comes from a public registry; leave it out, or write nat "perAz".',
    );
  if (cluster.autoMode === undefined) {
    if (nodes.groups.length === 0)
      report(
        ["nodes", "groups"],
        '[] leaves the platform\'s own pods without nodes; name a group, or switch on "cluster.autoMode".',
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

/** What Auto Mode does not do. */
export function autoModeProblems({ cluster, network, tenants }: Rooms, report: Report): void {
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
