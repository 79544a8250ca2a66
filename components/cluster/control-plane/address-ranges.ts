import { Address6 } from "ip-address";
import { cidrProblem, contains, overlap } from "../../network/cidr";
import { serviceCidrProblem } from "../../network/vpc-cidrs";

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
 * What EKS refuses only when the cluster is created, and what it never checks: ranges that meet. One sentence for each
 * range that is malformed, outside of what EKS accepts, or overlaps another one.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html
 */
export function rangeProblems(ranges: ClusterRanges): readonly string[] {
  const service =
    ranges.serviceCidr === undefined ? [] : [serviceCidrProblem("serviceCidr", ranges.serviceCidr, ranges.vpcCidrs)];
  const problems = [
    ...publicAccessProblems(ranges.publicAccessCidrs),
    ...(ranges.privateAccessCidrs ?? []).map((cidr) => cidrProblem("privateAccessCidrs", cidr)),
    ...service,
    ...remoteProblems(ranges),
  ];
  return problems.filter((problem) => problem !== undefined);
}

function publicAccessProblems(cidrs: readonly string[] | undefined): readonly (string | undefined)[] {
  if (cidrs?.length === 0) {
    return ["publicAccessCidrs is empty, which opens the API server to everybody; list ranges, or leave it out."];
  }
  return (cidrs ?? []).map((cidr) =>
    cidr.includes(":") ? ipv6Problem("publicAccessCidrs", cidr) : cidrProblem("publicAccessCidrs", cidr),
  );
}

function ipv6Problem(path: string, cidr: string): string | undefined {
  if (!cidr.includes("/") || !Address6.isValid(cidr)) {
    return `${path} "${cidr}" is not an IPv6 CIDR block; write an address and a prefix length, such as "2001:db8::/32".`;
  }
  const address = new Address6(cidr);
  const network = address.startAddress().correctForm();
  if (address.correctForm() === network) return undefined;
  return `${path} "${cidr}" is not a network address; write "${network}/${String(address.subnetMask)}".`;
}

function remoteProblems({ remoteNodeCidrs = [], remotePodCidrs = [], vpcCidrs, serviceCidr }: ClusterRanges) {
  const remote = [
    ...remoteNodeCidrs.map((cidr) => ({ path: "remoteNetworks.nodeCidrs", cidr })),
    ...remotePodCidrs.map((cidr) => ({ path: "remoteNetworks.podCidrs", cidr })),
  ];
  const others = [
    ...vpcCidrs.map((cidr) => ({ path: "the VPC's", cidr })),
    ...(serviceCidr === undefined ? [] : [{ path: "serviceCidr", cidr: serviceCidr }]),
  ];
  return [
    ...[remoteNodeCidrs, remotePodCidrs].flatMap((cidrs) =>
      cidrs.length > 15
        ? [`remoteNetworks has ${String(cidrs.length)} ranges, and EKS takes 15; merge neighbours.`]
        : [],
    ),
    ...remote.map(({ path, cidr }, index) => remoteProblem(path, cidr, [...others, ...remote.slice(0, index)])),
  ];
}

function remoteProblem(path: string, cidr: string, taken: readonly { path: string; cidr: string }[]) {
  const malformed = cidrProblem(path, cidr);
  if (malformed !== undefined) return malformed;
  if (!privateRanges.some((range) => contains(range, cidr))) {
    return `${path} "${cidr}" is not private; take it from ${privateRanges.join(", ")}.`;
  }
  const other = taken.find((range) => cidrProblem(range.path, range.cidr) === undefined && overlap(range.cidr, cidr));
  return other === undefined
    ? undefined
    : `${path} "${cidr}" overlaps ${other.path} "${other.cidr}"; choose a range of its own.`;
}
