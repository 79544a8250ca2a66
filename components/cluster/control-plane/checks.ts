import { accessEntryProblems } from "./access-entries";
import { defaultServiceCidr, type ClusterArgs } from "../cluster-args";
import { rangeProblems } from "./address-ranges";

/**
 * Refuses what EKS refuses only at `up`, and what it accepts although it cannot work.
 * @throws one error that lists all that is wrong and what to write instead.
 */
export function checkCluster(args: ClusterArgs): void {
  const problems = [
    ...nameProblems(args),
    ...subnetProblems(args),
    ...familyProblems(args),
    ...hybridProblems(args),
    ...autoModeProblems(args),
    ...rangeProblems({
      vpcCidrs: args.network.cidrs,
      serviceCidr: args.ipFamily === "ipv6" ? undefined : (args.serviceCidr ?? defaultServiceCidr),
      publicAccessCidrs: args.publicAccessCidrs,
      privateAccessCidrs: args.privateAccessCidrs,
      remoteNodeCidrs: args.remoteNetworks?.nodeCidrs,
      remotePodCidrs: args.remoteNetworks?.podCidrs,
    }),
    ...accessEntryProblems(args.deployerPrincipalArn, args.accessEntries ?? []),
  ];
  if (problems.length > 0) throw new Error(`Cluster "${args.name}": ${problems.join(" ")}`);
}

function nameProblems({ name }: ClusterArgs): readonly string[] {
  if (/^[0-9A-Za-z][\w-]{0,99}$/.test(name)) return [];
  return [
    `its name has ${String(name.length)} characters, and EKS takes 1 to 100 letters, digits, dashes and underscores, ` +
      `the first a letter or digit; shorten or correct the prefix.`,
  ];
}

function subnetProblems({ subnets, network }: ClusterArgs): readonly string[] {
  const zones = new Set((subnets ?? network.privateSubnets).map(({ availabilityZone }) => availabilityZone));
  return zones.size >= 2
    ? []
    : [
        `its subnets are in ${zones.size === 0 ? "no zone" : `"${[...zones].join()}" only`}; give it two zones or more.`,
      ];
}

function familyProblems({ ipFamily, network, serviceCidr }: ClusterArgs): readonly string[] {
  if (ipFamily !== "ipv6") return [];
  return [
    ...(network.ipv6 ? [] : [`ipFamily is "ipv6", but the network has no IPv6 ranges; switch them on there.`]),
    ...(serviceCidr === undefined
      ? []
      : [`serviceCidr is "${serviceCidr}" and ipFamily "ipv6", where EKS chooses the range; leave serviceCidr out.`]),
    ...(network.podSubnets.length === 0
      ? []
      : [`ipFamily is "ipv6", where pods cannot have subnets of their own; leave the pod subnets out.`]),
  ];
}

function hybridProblems({ remoteNetworks, publicAccessCidrs, ipFamily }: ClusterArgs): readonly string[] {
  if (remoteNetworks === undefined) return [];
  return [
    ...(remoteNetworks.nodeCidrs.length > 0 ? [] : ["remoteNetworks.nodeCidrs is empty; list the nodes' ranges."]),
    ...(publicAccessCidrs === undefined
      ? []
      : [
          "remoteNetworks and publicAccessCidrs are both given, and hybrid nodes would resolve the public addresses; leave publicAccessCidrs out.",
        ]),
    ...(ipFamily === "ipv6" ? [`remoteNetworks needs IPv4, and ipFamily is "ipv6"; leave one of them out.`] : []),
  ];
}

function autoModeProblems({ autoMode }: ClusterArgs): readonly string[] {
  if (autoMode === undefined || autoMode === false) return [];
  const pools = autoMode.nodePools ?? [];
  if (pools.length > 0 === (autoMode.nodeRole !== undefined)) return [];
  return [
    pools.length > 0
      ? `autoMode.nodePools are "${pools.join(", ")}" without autoMode.nodeRole; give the nodes a role.`
      : `autoMode.nodeRole is given without autoMode.nodePools; name the pools, or leave the role out.`,
  ];
}
