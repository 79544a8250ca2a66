import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { ipv6SubnetAt } from "./cidr";
import type { PlannedSubnet, SubnetPlan } from "./subnet-plan";

/** A subnet as other components place things in it. */
export interface NetworkSubnet {
  readonly id: pulumi.Output<string>;
  readonly availabilityZone: string;
  /** Letter of the zone, for names of what lies in it. */
  readonly zone: string;
  readonly cidr: string;
  /** Addresses that AWS hands out: all but the first four and the last. */
  readonly usableAddresses: number;
  readonly resource: aws.ec2.Subnet;
}

export type Tier = "public" | "private" | "isolated" | "pods";

export interface SubnetsArgs {
  /** Prefix of the subnets' names. */
  readonly name: string;
  /** Cluster whose Karpenter nodes find their subnets by tag. */
  readonly clusterName: string;
  readonly plan: SubnetPlan;
  readonly vpc: aws.ec2.Vpc;
  readonly ipv6: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The subnets of one tier. Nothing in them ever gets a public address by itself.
 * @param associations what the subnets' CIDRs come from besides the VPC: no input of a subnet carries that edge.
 */
export function createSubnets(
  parent: pulumi.Resource,
  name: string,
  args: SubnetsArgs,
  tier: Tier,
  associations: readonly pulumi.Resource[] = [],
): readonly NetworkSubnet[] {
  return args.plan[tier].subnets.map((planned) => {
    const { availabilityZone, zone, cidr, usableAddresses } = planned;
    const resource = new aws.ec2.Subnet(
      `${name}-${tier}-${zone}`,
      {
        vpcId: args.vpc.id,
        availabilityZone,
        cidrBlock: cidr,
        mapPublicIpOnLaunch: false,
        ...ipv6Arguments(args, tier, planned),
        tags: { ...args.tags, Name: `${args.name}-${tier}-${zone}`, ...discoveryTags(args.clusterName)[tier] },
      },
      { parent, dependsOn: [...associations] },
    );
    return { id: resource.id, availabilityZone, zone, cidr, usableAddresses, resource };
  });
}

/** Every subnet with an IPv6 block; only nodes, and through them pods, get addresses from it by themselves. */
function ipv6Arguments(
  { vpc, ipv6 }: SubnetsArgs,
  tier: Tier,
  { ipv6Index }: PlannedSubnet,
): Pick<aws.ec2.SubnetArgs, "ipv6CidrBlock" | "assignIpv6AddressOnCreation"> {
  if (!ipv6 || ipv6Index === undefined) return {};
  return {
    ipv6CidrBlock: vpc.ipv6CidrBlock.apply((block) => ipv6SubnetAt(block, ipv6Index)),
    assignIpv6AddressOnCreation: tier === "private",
  };
}

/**
 * How controllers find their subnets: the load balancer controller, Karpenter, and the VPC CNI.
 * With custom networking the CNI's ENIConfigs decide; the tag serves clusters that rely on subnet discovery instead.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-subnet-selection.html
 */
function discoveryTags(clusterName: string): Readonly<Record<Tier, Readonly<Record<string, string>>>> {
  return {
    public: { "kubernetes.io/role/elb": "1" },
    private: { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": clusterName },
    isolated: {},
    pods: { "kubernetes.io/role/cni": "1" },
  };
}
