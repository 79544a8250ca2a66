import { addressCount, cidrProblem, contains, prefixLength, subnetAt } from "./cidr";
import { secondaryCidrProblem, unusableProblem, vpcCidrProblem } from "./vpc-cidrs";

/** What a plan is made from. */
export interface SubnetPlanRequest {
  /** Primary CIDR of the VPC, /16 to /22. */
  readonly cidr: string;
  /** Names of two to six zones of one region, such as `eu-west-1a`. Their order does not change any subnet. */
  readonly availabilityZones: readonly string[];
  /** Region that the zones must be in. Default: that of the first zone. */
  readonly region?: string | undefined;
  /** Range for pods with custom networking, /13 to /25, best from 100.64.0.0/10. Default: pods share the private subnets. */
  readonly podCidr?: string | undefined;
}

/** One subnet before it exists. */
export interface PlannedSubnet {
  readonly availabilityZone: string;
  /** Letter of the zone, `a` to `f`. */
  readonly zone: string;
  readonly cidr: string;
  /** Addresses that AWS hands out: all but the first four and the last. */
  readonly usableAddresses: number;
  /** Which /64 of the VPC's /56 the subnet has, if the VPC has IPv6. Pod subnets have none. */
  readonly ipv6Index?: number;
}

/** The subnets of one kind, one a zone, in the order of the requested zones. */
export interface TierPlan {
  readonly subnets: readonly PlannedSubnet[];
  readonly usableAddresses: number;
}

/** Where everything of a VPC lies. */
export interface SubnetPlan {
  /** With a route to the internet gateway: load balancers and NAT gateways. */
  readonly public: TierPlan;
  /** With a route out through NAT at most: nodes, pods without a range of their own, interface endpoints. */
  readonly private: TierPlan;
  /** With no route out: control-plane interfaces, databases, file systems. */
  readonly isolated: TierPlan;
  /** For pods alone. Empty without a pod range. */
  readonly pods: TierPlan;
  /** Secondary CIDRs to associate with the VPC: the pod range, in blocks of /16 where it is wider. */
  readonly associations: readonly string[];
}

/** Every tier keeps room for this many zones, so that a new zone never moves a subnet that exists. */
const zones = ["a", "b", "c", "d", "e", "f"] as const;

/** A tier or range splits into eight parts: the next power of two above six zones. */
const zoneBits = 3;
const smallestPrefix = 28;

/** The VPC has eight parts: six are private subnets, one holds the public tier and one the isolated tier. */
const publicPart = 6;
const isolatedPart = 7;
const largestVpcPrefix = smallestPrefix - 2 * zoneBits;
const podPrefixes = { widest: 16 - zoneBits, narrowest: smallestPrefix - zoneBits };

/** Everything that keeps a request from becoming a plan, one sentence each. */
export function subnetPlanProblems(request: SubnetPlanRequest): readonly string[] {
  const problems = [...zoneProblems(request)];
  const primary = vpcCidrProblem("cidr", request.cidr) ?? tooSmallProblem(request.cidr);
  if (primary !== undefined) problems.push(primary);
  if (request.podCidr !== undefined) {
    const pods = podCidrProblem(request.podCidr, primary === undefined ? request.cidr : undefined);
    if (pods !== undefined) problems.push(pods);
  }
  return problems;
}

/**
 * Places every subnet of a VPC. A subnet's place depends on its zone's letter alone, so that zones come and go in any
 * order without moving another zone's subnets: AWS replaces a subnet whose CIDR changes, and refuses when it overlaps.
 * @throws with one sentence a line for everything that is wrong with the request.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export function planSubnets(request: SubnetPlanRequest): SubnetPlan {
  const problems = subnetPlanProblems(request);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { cidr, podCidr } = request;
  const part = prefixLength(cidr) + zoneBits;
  const inPart = (index: number, slot: number): string => subnetAt(subnetAt(cidr, part, index), part + zoneBits, slot);
  const tier = (cidrAt: (slot: number) => string, ipv6Base?: number): TierPlan =>
    planTier(request.availabilityZones, cidrAt, ipv6Base);

  const pods =
    podCidr === undefined
      ? { subnets: [], usableAddresses: 0 }
      : tier((slot) => subnetAt(podCidr, prefixLength(podCidr) + zoneBits, slot));
  return {
    private: tier((slot) => subnetAt(cidr, part, slot), 0x00),
    public: tier((slot) => inPart(publicPart, slot), 0x10),
    isolated: tier((slot) => inPart(isolatedPart, slot), 0x20),
    pods,
    associations: podCidr === undefined ? [] : associations(podCidr, pods),
  };
}

function planTier(
  availabilityZones: readonly string[],
  cidrAt: (slot: number) => string,
  ipv6Base: number | undefined,
): TierPlan {
  const subnets = availabilityZones.map((availabilityZone): PlannedSubnet => {
    const zone = availabilityZone.slice(-1);
    const slot = zones.findIndex((letter) => letter === zone);
    const cidr = cidrAt(slot);
    return {
      availabilityZone,
      zone,
      cidr,
      usableAddresses: addressCount(prefixLength(cidr)) - 5,
      ...(ipv6Base === undefined ? {} : { ipv6Index: ipv6Base + slot }),
    };
  });
  return { subnets, usableAddresses: subnets.reduce((sum, { usableAddresses }) => sum + usableAddresses, 0) };
}

/** AWS associates at most a /16 at a time: a wider range is associated as far as zones use it, in order of address. */
function associations(podCidr: string, { subnets }: TierPlan): readonly string[] {
  if (prefixLength(podCidr) >= 16) return [podCidr];
  const blocks = Array.from({ length: addressCount(prefixLength(podCidr)) / addressCount(16) }, (_, index) =>
    subnetAt(podCidr, 16, index),
  );
  return blocks.filter((block) => subnets.some(({ cidr }) => contains(block, cidr)));
}

function zoneProblems({ availabilityZones, region }: SubnetPlanRequest): readonly string[] {
  const problems: string[] = [];
  if (availabilityZones.length < 2 || availabilityZones.length > zones.length) {
    problems.push(
      `availabilityZones lists ${String(availabilityZones.length)}; name two to six, since EKS demands two and the plan keeps room for six.`,
    );
  }
  const home = region ?? availabilityZones[0]?.slice(0, -1) ?? "";
  availabilityZones.forEach((zone, index) => {
    const path = `availabilityZones[${String(index)}] "${zone}"`;
    if (!/^[a-z]+(-[a-z]+)+-\d+[a-f]$/.test(zone)) {
      problems.push(`${path} is not a zone a to f of a region; write a name such as "eu-west-1a".`);
    } else if (zone.slice(0, -1) !== home) {
      problems.push(`${path} is not in region "${home}"; write a name such as "${home}a".`);
    } else if (availabilityZones.indexOf(zone) !== index) {
      problems.push(`${path} is named twice; name each zone once.`);
    }
  });
  return problems;
}

function tooSmallProblem(cidr: string): string | undefined {
  if (prefixLength(cidr) <= largestVpcPrefix) return undefined;
  const have = addressCount(prefixLength(cidr)).toLocaleString("en-US");
  const need = addressCount(largestVpcPrefix).toLocaleString("en-US");
  return `cidr "${cidr}" has ${have} addresses and three tiers of subnets in up to six zones need ${need}; write a /${String(largestVpcPrefix)} or wider.`;
}

function podCidrProblem(podCidr: string, primary: string | undefined): string | undefined {
  const path = "podCidr";
  const malformed = cidrProblem(path, podCidr);
  if (malformed !== undefined) return malformed;
  const prefix = prefixLength(podCidr);
  if (prefix < podPrefixes.widest || prefix > podPrefixes.narrowest) {
    return `${path} "${podCidr}" has prefix length ${String(prefix)} and gives six zones subnets of /${String(prefix + zoneBits)}; write /${String(podPrefixes.widest)} to /${String(podPrefixes.narrowest)}.`;
  }
  return (
    unusableProblem(path, podCidr) ?? (primary === undefined ? undefined : secondaryCidrProblem(path, podCidr, primary))
  );
}
