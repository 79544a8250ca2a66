import { Address4, Address6 } from "ip-address";

/** Address ranges around a cluster, each a list of CIDRs. */
export interface ClusterRanges {
  /** All IPv4 ranges of the VPC. */
  readonly vpcCidrs: readonly string[];
  /** Range of Kubernetes services. Left out in IPv6 clusters, where EKS chooses it. */
  readonly serviceCidr?: string | undefined;
  readonly remoteNodeCidrs?: readonly string[] | undefined;
  readonly remotePodCidrs?: readonly string[] | undefined;
  /** Who may call the private endpoint from outside the cluster. */
  readonly privateAccessCidrs?: readonly string[] | undefined;
  /** Who may call the public endpoint. */
  readonly publicAccessCidrs?: readonly string[] | undefined;
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * Checks what EKS checks only when the cluster is created, and what it never checks: that ranges do not meet.
 * @throws one error that lists every range that is malformed, outside of what EKS accepts, or overlaps another one.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html
 */
export function checkClusterRanges(cluster: string, ranges: ClusterRanges): void {
  const problems = [
    ...publicAccessProblems(ranges.publicAccessCidrs),
    ...(ranges.privateAccessCidrs ?? []).flatMap((cidr) => networkProblems("privateAccessCidrs", cidr, [Address4])),
    ...(ranges.serviceCidr === undefined ? [] : serviceCidrProblems(ranges.serviceCidr)),
    ...remoteProblems("remoteNetworks.nodeCidrs", ranges.remoteNodeCidrs ?? []),
    ...remoteProblems("remoteNetworks.podCidrs", ranges.remotePodCidrs ?? []),
    ...overlapProblems(ranges),
  ];
  if (problems.length > 0) throw new Error(`Cluster "${cluster}": ${problems.join(" ")}`);
}

function publicAccessProblems(cidrs: readonly string[] | undefined): readonly string[] {
  if (cidrs === undefined) return [];
  if (cidrs.length === 0) {
    return ["publicAccessCidrs is empty, which opens the API server to everybody; list ranges, or leave it out."];
  }
  return cidrs.flatMap((cidr) => networkProblems("publicAccessCidrs", cidr, [Address4, Address6]));
}

function serviceCidrProblems(cidr: string): readonly string[] {
  const malformed = networkProblems("serviceCidr", cidr, [Address4]);
  if (malformed.length > 0) return malformed;
  const { subnetMask } = new Address4(cidr);
  return [
    ...(subnetMask < 12 || subnetMask > 24
      ? [`serviceCidr "${cidr}" is a /${String(subnetMask)}; use one from /12 to /24.`]
      : []),
    ...privateRangeProblems("serviceCidr", cidr),
  ];
}

function remoteProblems(path: string, cidrs: readonly string[]): readonly string[] {
  const tooMany =
    cidrs.length > 15 ? [`${path} has ${String(cidrs.length)} ranges, and EKS takes 15; merge neighbours.`] : [];
  return [
    ...tooMany,
    ...cidrs.flatMap((cidr) => {
      const malformed = networkProblems(path, cidr, [Address4]);
      return malformed.length > 0 ? malformed : privateRangeProblems(path, cidr);
    }),
  ];
}

function privateRangeProblems(path: string, cidr: string): readonly string[] {
  const inside = privateRanges.some((range) => new Address4(cidr).isInSubnet(new Address4(range)));
  return inside ? [] : [`${path} "${cidr}" is not private; take it from ${privateRanges.join(", ")}.`];
}

/** A CIDR must be the first address of its range: the provider refuses others. */
function networkProblems(path: string, cidr: string, families: readonly (typeof Address4 | typeof Address6)[]) {
  const family = families.find((candidate) => candidate.isValid(cidr));
  if (!cidr.includes("/") || family === undefined) {
    return [
      `${path} "${cidr}" is not a range of ${families.includes(Address6) ? "" : "IPv4 "}addresses; write one such as "10.2.0.0/16".`,
    ];
  }
  const address = new family(cidr);
  const first = address.startAddress().correctForm();
  return address.correctForm() === first
    ? []
    : [`${path} "${cidr}" is not the start of its range; write "${first}/${String(address.subnetMask)}".`];
}

function overlapProblems(ranges: ClusterRanges): readonly string[] {
  const named = [
    ...ranges.vpcCidrs.map((cidr) => ({ path: "the VPC's", cidr })),
    ...(ranges.serviceCidr === undefined ? [] : [{ path: "serviceCidr", cidr: ranges.serviceCidr }]),
    ...(ranges.remoteNodeCidrs ?? []).map((cidr) => ({ path: "remoteNetworks.nodeCidrs", cidr })),
    ...(ranges.remotePodCidrs ?? []).map((cidr) => ({ path: "remoteNetworks.podCidrs", cidr })),
  ].filter(({ cidr }) => Address4.isValid(cidr));
  return named.flatMap((one, index) =>
    named
      .slice(index + 1)
      .filter((other) => (one.path !== other.path || one.path !== "the VPC's") && overlap(one.cidr, other.cidr))
      .map((other) => `${other.path} "${other.cidr}" overlaps ${one.path} "${one.cidr}"; choose a range of its own.`),
  );
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [new Address4(one), new Address4(other)];
  return a.isInSubnet(b) || b.isInSubnet(a);
}
