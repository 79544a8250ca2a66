import { cidrProblem, contains, overlap, prefixLength } from "./cidr";

/** The private ranges of RFC 1918. A VPC keeps to one of them. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** Ranges that no VPC can have: unspecified, loopback, link-local, multicast and reserved. */
const unusableRanges = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"] as const;

/**
 * Why AWS refuses a block as the primary or a secondary CIDR of a VPC, whatever else the VPC has; undefined when it does not.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export function vpcCidrProblem(path: string, cidr: string): string | undefined {
  const malformed = cidrProblem(path, cidr);
  if (malformed !== undefined) return malformed;
  const prefix = prefixLength(cidr);
  if (prefix < 16 || prefix > 28) {
    return `${path} "${cidr}" has prefix length ${String(prefix)}; AWS takes /16 to /28.`;
  }
  return unusableProblem(path, cidr);
}

/** Why no VPC can have a block of these addresses; undefined when one can. The block may be wider than one association. */
export function unusableProblem(path: string, cidr: string): string | undefined {
  const unusable = unusableRanges.find((range) => overlap(range, cidr));
  if (unusable === undefined) return undefined;
  return `${path} "${cidr}" lies in "${unusable}", which no VPC can have; choose from 10.0.0.0/8 or 100.64.0.0/10.`;
}

/**
 * Why AWS refuses a block beside the primary CIDR of a VPC; undefined when it does not. Both must be well formed.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
export function secondaryCidrProblem(path: string, secondary: string, primary: string): string | undefined {
  const beside = `${path} "${secondary}" is refused beside the primary CIDR "${primary}"`;
  if (overlap(primary, secondary)) return `${beside}, since they overlap; choose another one, such as "100.64.0.0/16".`;
  const home = privateRanges.find((range) => contains(range, primary));
  const foreign = privateRanges.find((range) => range !== home && overlap(range, secondary));
  if (foreign !== undefined) {
    return `${beside}, since it lies in "${foreign}"; choose from ${home ?? "a public range"} or 100.64.0.0/10.`;
  }
  const restricted = restrictedBeside(primary).find((range) => overlap(range, secondary));
  if (restricted === undefined) return undefined;
  return `${beside}, since AWS keeps "${restricted}" for itself; choose from 100.64.0.0/10.`;
}

/** Parts of otherwise permitted ranges that services of AWS use inside VPCs of the primary's range. */
function restrictedBeside(primary: string): readonly string[] {
  if (contains("10.0.0.0/15", primary)) return ["198.19.0.0/16", "10.0.0.0/16"];
  if (contains("172.16.0.0/12", primary)) return ["198.19.0.0/16", "172.31.0.0/16"];
  return ["198.19.0.0/16"];
}

/**
 * Why EKS refuses a range for the addresses of Services in a VPC with these CIDRs; undefined when it does not.
 * EKS checks only at creation: a CIDR that is added to the VPC later must be checked again.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
export function serviceCidrProblem(path: string, serviceCidr: string, vpcCidrs: readonly string[]): string | undefined {
  const malformed = cidrProblem(path, serviceCidr);
  if (malformed !== undefined) return malformed;
  const prefix = prefixLength(serviceCidr);
  if (prefix < 12 || prefix > 24) {
    return `${path} "${serviceCidr}" has prefix length ${String(prefix)}; EKS takes /12 to /24.`;
  }
  if (!privateRanges.some((range) => contains(range, serviceCidr))) {
    return `${path} "${serviceCidr}" lies outside the private ranges; choose from ${privateRanges.join(", ")}.`;
  }
  const taken = vpcCidrs.find((cidr) => overlap(cidr, serviceCidr));
  if (taken === undefined) return undefined;
  return `${path} "${serviceCidr}" overlaps the VPC's CIDR "${taken}"; choose a private range outside of it.`;
}
