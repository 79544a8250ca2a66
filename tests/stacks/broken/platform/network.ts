import * as aws from "@pulumi/aws";

export interface Network {
  readonly vpc: aws.ec2.Vpc;
  readonly publicSubnets: readonly aws.ec2.Subnet[];
  readonly privateSubnets: readonly aws.ec2.Subnet[];
  readonly openGroup: aws.ec2.SecurityGroup;
}

const zones = ["eu-west-1a", "eu-west-1b"];

export function createNetwork(): Network {
  // NET-05: nothing empties the default security group. NET-09: nodes, and no endpoint for what they need. LOG-03
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const gateway = new aws.ec2.InternetGateway("internet", { vpcId: vpc.id });
  const publicTable = new aws.ec2.RouteTable("public", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  });
  const publicSubnets = zones.map((availabilityZone, index) => {
    const subnet = new aws.ec2.Subnet(`public-${index}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone,
      mapPublicIpOnLaunch: true, // NET-06
    });
    new aws.ec2.RouteTableAssociation(`public-${index}`, { subnetId: subnet.id, routeTableId: publicTable.id });
    return subnet;
  });
  return { vpc, publicSubnets, privateSubnets: createPrivateSubnets(vpc, publicSubnets), openGroup: openGroup(vpc) };
}

function createPrivateSubnets(vpc: aws.ec2.Vpc, publicSubnets: readonly aws.ec2.Subnet[]): readonly aws.ec2.Subnet[] {
  const [home] = publicSubnets;
  if (home === undefined) return [];
  const address = new aws.ec2.Eip("nat", { domain: "vpc" });
  const nat = new aws.ec2.NatGateway("shared", { subnetId: home.id, allocationId: address.id });
  const table = new aws.ec2.RouteTable("private", { vpcId: vpc.id });
  // NET-08: the nodes of the second zone go through the first.
  new aws.ec2.Route("private-out", {
    routeTableId: table.id,
    destinationCidrBlock: "0.0.0.0/0",
    natGatewayId: nat.id,
  });
  return zones.map((availabilityZone, index) => {
    const cidrBlock = `10.0.${10 + index}.0/24`;
    const subnet = new aws.ec2.Subnet(`private-${index}`, { vpcId: vpc.id, cidrBlock, availabilityZone });
    new aws.ec2.RouteTableAssociation(`private-${index}`, { subnetId: subnet.id, routeTableId: table.id });
    return subnet;
  });
}

function openGroup(vpc: aws.ec2.Vpc): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup("nodes", {
    vpcId: vpc.id,
    description: "Nodes",
    ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }], // NET-04
  });
  const everywhere = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 30000, toPort: 32767 };
  // NET-04: two halves are the whole.
  new aws.vpc.SecurityGroupIngressRule("lower-half", { ...everywhere, cidrIpv4: "0.0.0.0/1" });
  new aws.vpc.SecurityGroupIngressRule("upper-half", { ...everywhere, cidrIpv4: "128.0.0.0/1" });
  new aws.ec2.SecurityGroupRule("everything-v6", {
    securityGroupId: group.id,
    type: "ingress",
    protocol: "-1",
    fromPort: 0,
    toPort: 0,
    ipv6CidrBlocks: ["::/0"], // NET-04
  });
  new aws.ec2.NetworkAcl("open", {
    vpcId: vpc.id,
    ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }], // NET-04
  });
  return group;
}

/** A second VPC for nodes that nothing reaches, and that reach nothing. */
export function createClosedNetwork(): { readonly subnets: readonly aws.ec2.Subnet[] } {
  // NET-09: without a default route and endpoints no node ever joins.
  const vpc = new aws.ec2.Vpc("closed", { cidrBlock: "10.1.0.0/16" });
  const table = new aws.ec2.RouteTable("closed", { vpcId: vpc.id });
  // NET-05: the default group has the rules that AWS gave it.
  new aws.ec2.DefaultSecurityGroup("closed", {
    vpcId: vpc.id,
    ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  });
  // NET-09: the name of the service does not resolve to the endpoint.
  new aws.ec2.VpcEndpoint("closed-sts", {
    vpcId: vpc.id,
    serviceName: "com.amazonaws.eu-west-1.sts",
    vpcEndpointType: "Interface",
    privateDnsEnabled: false,
  });
  const subnets = ["eu-west-1a", "eu-west-1b", "eu-west-1c"].map((availabilityZone, index) => {
    const cidrBlock = `10.1.${index}.0/24`;
    const subnet = new aws.ec2.Subnet(`closed-${index}`, { vpcId: vpc.id, cidrBlock, availabilityZone });
    new aws.ec2.RouteTableAssociation(`closed-${index}`, { subnetId: subnet.id, routeTableId: table.id });
    return subnet;
  });
  return { subnets };
}
