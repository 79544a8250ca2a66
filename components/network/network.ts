import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { CustomerKey } from "../encryption/customer-key";
import type { LogRetentionDays } from "../encryption/encrypted-log-group";
import { endpointProblems, selectedServices, type EndpointSelection } from "./endpoints/services";
import { VpcEndpoints } from "./endpoints/vpc-endpoints";
import { FlowLogs } from "./flow-logs";
import { createNatGateways, type NatMode } from "./nat-gateways";
import { createIsolatedRouting, createPrivateRouting, createPublicRouting } from "./routing";
import { planSubnets, subnetPlanProblems, type SubnetPlan } from "./subnet-plan";
import { createSubnets, type NetworkSubnet } from "./subnets";
import type { RoleSettings } from "../identity/role";

export interface NetworkArgs {
  /** Prefix of physical names. */
  readonly name: string;
  /** Cluster whose Karpenter nodes find their subnets by tag. */
  readonly clusterName: string;
  readonly location: Location;
  /** Primary IPv4 CIDR of the VPC, /16 to /22. It can never change. */
  readonly cidr: string;
  /** Names of two to six zones of the region. One NAT gateway for all lies in the first. */
  readonly availabilityZones: readonly string[];
  readonly nat: NatMode;
  /** Range for pods with custom networking, /13 to /25, best from 100.64.0.0/10. Default: pods share the private subnets. */
  readonly podCidr?: string | undefined;
  /** Adds an IPv6 block of Amazon's to the VPC and to every subnet. Default false. Excludes `podCidr`. */
  readonly ipv6?: boolean | undefined;
  readonly endpoints: EndpointSelection;
  /** Other accounts whose principals may use the endpoints: those of roles that pods assume there. Default none. */
  readonly trustedAccounts?: readonly string[] | undefined;
  /** Buckets of the region from which unsigned reads pass the S3 endpoint, besides those nodes need. Default none. */
  readonly readableBuckets?: readonly string[] | undefined;
  readonly flowLogs: {
    readonly retentionInDays: LogRetentionDays;
    /** Its policy must admit CloudWatch Logs for `/aws/vpc/<name>/flow-logs`. */
    readonly logKey: CustomerKey;
    /** Seconds that a record sums up, 60 or 600. Default 60. */
    readonly aggregationInterval?: 60 | 600 | undefined;
  };
  /** Whether Pulumi refuses to delete the VPC, and with it a change of `cidr`, which would need another. Default false. */
  readonly protect?: boolean | undefined;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Everything that keeps arguments from becoming a network, one sentence each. */
export function networkProblems(args: Omit<NetworkArgs, "flowLogs">): readonly string[] {
  const problems = [
    ...subnetPlanProblems({ ...args, region: args.location.region }),
    ...endpointProblems(args.endpoints, args.nat, args.location),
  ];
  if (args.ipv6 === true && args.podCidr !== undefined) {
    problems.push(
      `podCidr "${args.podCidr}" has no use beside ipv6 true, where pods have IPv6 addresses; leave one of them out.`,
    );
  }
  return problems;
}

/**
 * A VPC over two to six zones, each with a public, a private and an isolated subnet, and with a pod subnet where pods have
 * a range of their own. Creates their routes, NAT gateways as told, endpoints to services of AWS, and encrypted flow logs;
 * empties the default security group.
 * Idle cost: each NAT gateway about 36 US dollars a month with its address, each interface endpoint about 7.30 a zone
 * (us-east-1). See docs/network.md.
 * @throws with one sentence a line for everything that is wrong with the arguments.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** All IPv4 CIDRs of the VPC, the primary one first. */
  readonly cidrs: readonly string[];
  readonly plan: SubnetPlan;
  readonly ipv6: boolean;
  readonly publicSubnets: readonly NetworkSubnet[];
  readonly privateSubnets: readonly NetworkSubnet[];
  readonly isolatedSubnets: readonly NetworkSubnet[];
  /** Empty without `podCidr`. */
  readonly podSubnets: readonly NetworkSubnet[];
  /** Addresses of the NAT gateways, from which nodes and pods reach the internet. */
  readonly egressAddresses: readonly pulumi.Output<string>[];
  readonly logGroupName: string;
  /** Routes, NAT gateways and endpoints: without them a node does not join, so nodes wait for them. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = networkProblems(args);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    super("platform:network:Network", name, describe(args), opts);
    this.plan = planSubnets(args);
    this.cidrs = [args.cidr, ...this.plan.associations];
    this.ipv6 = args.ipv6 ?? false;

    const vpc = createVpc(this, name, args);
    createDefaultSecurityGroup(this, name, args, vpc);
    const internetGateway = createInternetGateway(this, name, args, vpc);
    const associations = createCidrAssociations(this, name, this.plan, vpc);

    const shared = { ...args, plan: this.plan, vpc, vpcId: vpc.id, ipv6: this.ipv6 };
    this.publicSubnets = createSubnets(this, name, shared, "public");
    this.privateSubnets = createSubnets(this, name, shared, "private");
    this.isolatedSubnets = createSubnets(this, name, shared, "isolated");
    this.podSubnets = createSubnets(this, name, shared, "pods", associations);

    const publicRouting = createPublicRouting(this, name, { ...shared, subnets: this.publicSubnets, internetGateway });
    const isolatedRouting = createIsolatedRouting(this, name, { ...shared, subnets: this.isolatedSubnets });
    const natGateways = createNatGateways(this, name, {
      ...shared,
      mode: args.nat,
      publicSubnets: this.publicSubnets,
      wayOut: [internetGateway, ...publicRouting.ready],
    });
    const privateRouting = createPrivateRouting(this, name, {
      ...shared,
      subnets: this.privateSubnets,
      podSubnets: this.podSubnets,
      natGateways,
      egressOnlyGateway: createEgressOnlyGateway(this, name, args, vpc),
    });
    const endpoints = new VpcEndpoints(
      `${name}-endpoints`,
      {
        name: args.name,
        location: args.location,
        vpcId: vpc.id,
        cidrs: this.cidrs,
        services: selectedServices(args.endpoints),
        subnetIds: this.privateSubnets.map(({ id }) => id),
        routeTableIds: [...privateRouting.tables, isolatedRouting.table].map(({ id }) => id),
        trustedAccounts: args.trustedAccounts ?? [],
        readableBuckets: args.readableBuckets ?? [],
        tags: args.tags,
      },
      { parent: this },
    );
    const flowLogs = new FlowLogs(
      `${name}-flow-logs`,
      { ...args.flowLogs, name: args.name, location: args.location, vpcId: vpc.id, roles: args.roles, tags: args.tags },
      { parent: this },
    );

    this.vpcId = vpc.id;
    this.egressAddresses = natGateways.addresses;
    this.logGroupName = flowLogs.logGroupName;
    this.ready = [
      ...publicRouting.ready,
      ...isolatedRouting.ready,
      ...privateRouting.ready,
      ...natGateways.all,
      ...endpoints.ready,
    ];
    this.registerOutputs({ vpcId: this.vpcId, cidrs: this.cidrs });
  }
}

/** What rules may judge of a network as a whole. */
function describe(args: NetworkArgs): pulumi.Inputs {
  return {
    cidr: args.cidr,
    availabilityZones: args.availabilityZones,
    nat: args.nat,
    podCidr: args.podCidr,
    ipv6: args.ipv6 ?? false,
    endpoints: selectedServices(args.endpoints),
  };
}

function createVpc(parent: Network, name: string, args: NetworkArgs): aws.ec2.Vpc {
  return new aws.ec2.Vpc(
    name,
    {
      cidrBlock: args.cidr,
      // Without both, the private API endpoint and the interface endpoints do not resolve.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: args.ipv6 ?? false,
      tags: { ...args.tags, Name: args.name },
    },
    { parent, protect: args.protect ?? false },
  );
}

function createDefaultSecurityGroup(parent: Network, name: string, args: NetworkArgs, vpc: aws.ec2.Vpc): void {
  new aws.ec2.DefaultSecurityGroup(
    name,
    { vpcId: vpc.id, ingress: [], egress: [], tags: { ...args.tags, Name: `${args.name}-default-unused` } },
    { parent },
  );
}

function createInternetGateway(
  parent: Network,
  name: string,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
): aws.ec2.InternetGateway {
  return new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: { ...args.tags, Name: args.name } }, { parent });
}

/** IPv6 needs no translation: this gateway only keeps connections from coming in. Without NAT there is no way out at all. */
function createEgressOnlyGateway(
  parent: Network,
  name: string,
  args: NetworkArgs,
  vpc: aws.ec2.Vpc,
): aws.ec2.EgressOnlyInternetGateway | undefined {
  if (args.ipv6 !== true || args.nat === "none") return undefined;
  return new aws.ec2.EgressOnlyInternetGateway(
    name,
    { vpcId: vpc.id, tags: { ...args.tags, Name: args.name } },
    { parent },
  );
}

function createCidrAssociations(
  parent: Network,
  name: string,
  plan: SubnetPlan,
  vpc: aws.ec2.Vpc,
): readonly aws.ec2.VpcIpv4CidrBlockAssociation[] {
  return plan.associations.map(
    (cidrBlock) =>
      new aws.ec2.VpcIpv4CidrBlockAssociation(
        `${name}-${cidrBlock.replace(/[./]/g, "-")}`,
        { vpcId: vpc.id, cidrBlock },
        { parent },
      ),
  );
}
