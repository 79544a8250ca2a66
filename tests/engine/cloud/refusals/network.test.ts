import { ClusterWorld } from "./cluster-world";
import { refused, World } from "./world";

const vpcToken = "aws:ec2/vpc:Vpc";

describe("the stand-in cloud refuses of a network", () => {
  it("a VPC that is larger than /16 (V6), and a sixth one (V22)", () => {
    const world = new World();
    refused("V6", () => world.create(vpcToken, { cidrBlock: "10.0.0.0/8" }));
    for (const second of [0, 1, 2, 3, 4]) world.create(vpcToken, { cidrBlock: `10.${second}.0.0/16` });
    refused("V22", () => world.create(vpcToken, { cidrBlock: "10.9.0.0/16" }));
  });

  it("a secondary CIDR of another private family (V7), and a subnet in one that is not associated yet (V9)", () => {
    const world = new ClusterWorld();
    const associate = (cidrBlock: string) =>
      world.create("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", {
        vpcId: world.vpc.id,
        cidrBlock,
      });
    refused("V7", () => associate("192.168.0.0/16"));
    refused("V7", () => associate("10.0.0.0/20"));
    refused("V9", () => world.subnet("a", "100.64.0.0/20"));
    associate("100.64.0.0/16");
    world.subnet("a", "100.64.0.0/20");
  });

  it("subnets that overlap (V10)", () => {
    refused("V10", () => new ClusterWorld().subnet("a", "10.0.1.128/25"));
  });

  it("a NAT gateway without an internet gateway (V14), and a sixth address (V13)", () => {
    const world = new ClusterWorld();
    const isolated = world.subnet("a", "10.0.9.0/24");
    const { id: allocationId } = world.create("aws:ec2/eip:Eip", { domain: "vpc" });
    const nat = (subnetId: string) => world.create("aws:ec2/natGateway:NatGateway", { subnetId, allocationId });
    refused("V14", () => nat(isolated.id));
    nat(world.subnets[0]?.id ?? "");
    refused("V14", () => nat(world.subnets[1]?.id ?? ""));
    for (let count = 1; count < 5; count += 1) world.create("aws:ec2/eip:Eip", { domain: "vpc" });
    refused("V13", () => world.create("aws:ec2/eip:Eip", { domain: "vpc" }));
  });

  it("a second internet gateway (V15), route to one destination (V17) and route table of a subnet (V16)", () => {
    const world = new ClusterWorld();
    refused("V15", () => world.create("aws:ec2/internetGateway:InternetGateway", { vpcId: world.vpc.id }));
    const route = { routeTableId: world.table.id, destinationCidrBlock: "0.0.0.0/0" };
    refused("V17", () => world.create("aws:ec2/route:Route", { ...route, gatewayId: world.gateway.id }));
    refused("V17", () => world.create("aws:ec2/route:Route", { ...route, destinationCidrBlock: "10.9.0.0/16" }));
    const association = { subnetId: world.subnets[0]?.id ?? "", routeTableId: world.table.id };
    refused("V16", () => world.create("aws:ec2/routeTableAssociation:RouteTableAssociation", association));
  });

  it("private DNS twice (V19), in a VPC without names (V1), and two subnets of one zone (V19)", () => {
    const world = new ClusterWorld();
    const [first, second] = world.subnets;
    const endpoint = (vpcId: string, subnetIds: readonly string[], service: string) =>
      world.create("aws:ec2/vpcEndpoint:VpcEndpoint", {
        ...{ vpcId, subnetIds, serviceName: `com.amazonaws.eu-west-1.${service}` },
        ...{ vpcEndpointType: "Interface", privateDnsEnabled: true },
      });
    endpoint(world.vpc.id, [first?.id ?? "", second?.id ?? ""], "sts");
    refused("V19", () => endpoint(world.vpc.id, [first?.id ?? ""], "sts"));
    refused("V19", () => endpoint(world.vpc.id, [first?.id ?? "", world.subnet("a", "10.0.8.0/24").id], "ec2"));
    refused("V1", () => endpoint(world.create(vpcToken, { cidrBlock: "10.1.0.0/16" }).id, [], "ec2"));
    const gateway = { vpcId: world.vpc.id, serviceName: "com.amazonaws.eu-west-1.s3", vpcEndpointType: "Gateway" };
    refused("V20", () => world.create("aws:ec2/vpcEndpoint:VpcEndpoint", { ...gateway, subnetIds: [first?.id ?? ""] }));
  });

  it("security groups with a reserved name, a quote in the description or a name that differs in case (N13)", () => {
    const world = new ClusterWorld();
    const group = (name: string, description: string) =>
      world.create("aws:ec2/securityGroup:SecurityGroup", { name, description, vpcId: world.vpc.id });
    refused("N13", () => group("sg-nodes", "Nodes"));
    refused("N13", () => group("nodes", "The nodes' group"));
    const nodes = group("nodes", "Nodes");
    refused("N13", () => group("Nodes", "Nodes"));
    const rule = { securityGroupId: nodes.id, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    const token = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    refused("V23", () => world.create(token, rule));
    world.create(token, { ...rule, cidrIpv4: "10.0.0.0/16" });
    refused("V23", () => world.create(token, { ...rule, cidrIpv4: "10.0.0.0/16", description: "again" }));
    refused("N14", () => world.create(token, { ...rule, cidrIpv4: "10.1.0.0/16", description: "a > b" }));
    const other = group("other", "Other");
    world.create(token, { ...rule, referencedSecurityGroupId: other.id });
    refused("V24", () => {
      world.remove(other);
    });
  });

  it("to delete what something else still needs (V13, V15, V16, V26)", () => {
    const world = new ClusterWorld();
    const [home] = world.subnets;
    const address = world.create("aws:ec2/eip:Eip", { domain: "vpc" });
    world.create("aws:ec2/natGateway:NatGateway", { subnetId: home?.id ?? "", allocationId: address.id });
    refused("V13", () => {
      world.remove(address);
    });
    refused("V15", () => {
      world.remove(world.gateway);
    });
    refused("V16", () => {
      world.remove(world.table);
    });
    refused("V26", () => {
      world.remove(world.vpc);
    });
    for (const subnet of world.subnets)
      refused("V26", () => {
        world.remove(subnet);
      });
  });

  it("user data beyond 16 KB (G6) and names of templates with a blank (N6)", () => {
    const world = new World();
    const template = (name: string, size: number) =>
      world.create("aws:ec2/launchTemplate:LaunchTemplate", { name, userData: Buffer.alloc(size).toString("base64") });
    refused("N6", () => template("of nodes", 1));
    refused("G6", () => template("nodes", 16385));
    template("nodes", 16384);
    refused("P22", () => template("nodes", 1));
  });
});
