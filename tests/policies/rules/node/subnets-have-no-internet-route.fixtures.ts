import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { subnetsHaveNoInternetRoute } from "../../../../policies/rules/node/subnets-have-no-internet-route";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const vpc = resource("aws:ec2/vpc:Vpc", "v");
const gateway = resource("aws:ec2/internetGateway:InternetGateway", "igw");
const nat = resource("aws:ec2/natGateway:NatGateway", "nat");
const subnet = (name: string, inputs: Inputs = {}) =>
  resource("aws:ec2/subnet:Subnet", name, { vpcId: outputOf(vpc), ...inputs });
const table = (name: string, inputs: Inputs = {}) =>
  resource("aws:ec2/routeTable:RouteTable", name, { vpcId: outputOf(vpc), ...inputs });
const associate = (from: GraphResource, to: GraphResource) =>
  resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${from.name}-${to.name}`, {
    subnetId: outputOf(from),
    routeTableId: outputOf(to),
  });

const publicSubnet = subnet("looks-private", { tags: { tier: "private", shared: "yes" } });
const privateSubnet = subnet("p", { tags: { "karpenter.sh/discovery": "c", shared: "yes" } });
const publicTable = table("rt-public");
const privateTable = table("rt-private", { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: outputOf(nat) }] });
const route = resource("aws:ec2/route:Route", "r", {
  routeTableId: outputOf(publicTable),
  destinationIpv6CidrBlock: "::/0",
  gatewayId: outputOf(gateway),
});
const network = [
  vpc,
  gateway,
  nat,
  publicSubnet,
  privateSubnet,
  publicTable,
  privateTable,
  route,
  associate(publicSubnet, publicTable),
  associate(privateSubnet, privateTable),
];
const group = (subnetIds: Inputs[string]) =>
  resource("aws:eks/nodeGroup:NodeGroup", "g", { clusterName: "c", subnetIds });
const nodeClass = (...subnetSelectorTerms: Inputs[string][]) =>
  resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec: { subnetSelectorTerms } });
const autoMode = (nodePools: Inputs[string], ...subnets: readonly GraphResource[]) =>
  resource("aws:eks/cluster:Cluster", "c", {
    computeConfig: { enabled: true, nodePools, nodeRoleArn: "arn:aws:iam::111122223333:role/nodes" },
    vpcConfig: { subnetIds: subnets.map((one) => outputOf(one)) },
  });
const nodeTag = [{ key: "kubernetes.io/cluster/c", value: "owned", propagateAtLaunch: true }];

export const fixtures: RuleFixtures = {
  rule: subnetsHaveNoInternetRoute,
  passes: [
    { when: "the subnet reaches out by NAT", resources: [...network, group([outputOf(privateSubnet)])] },
    {
      when: "Fargate pods do",
      resources: [
        ...network,
        resource("aws:eks/fargateProfile:FargateProfile", "f", { subnetIds: [outputOf(privateSubnet)] }),
      ],
    },
    {
      when: "a subnet has no table of its own and the VPC's main one is implicit",
      resources: [vpc, subnet("x"), group([outputOf(subnet("x"))])],
    },
    {
      when: "the list of ids is unknown as a whole, and made of private subnets",
      resources: [...network, group(outputOf(privateSubnet))],
    },
    {
      when: "a term selects private subnets by tag",
      resources: [...network, nodeClass({ tags: { "karpenter.sh/discovery": "c" } })],
    },
    {
      when: "a term selects a tag that another resource puts on the subnet",
      resources: [
        ...network,
        resource("aws:ec2/tag:Tag", "t", { resourceId: outputOf(privateSubnet), key: "late", value: "1" }),
        nodeClass({ tags: { late: "1" } }),
      ],
    },
    {
      when: "a component picks the private ones of the cluster's subnets",
      resources: [
        ...network,
        resource("eks:index:Cluster", "c", { subnetIds: [outputOf(publicSubnet), outputOf(privateSubnet)] }),
      ],
    },
    {
      when: "a component has private subnets beside public ones",
      resources: [
        ...network,
        resource("eks:index:Cluster", "c", {
          privateSubnetIds: [outputOf(privateSubnet)],
          publicSubnetIds: [outputOf(publicSubnet)],
        }),
      ],
    },
    {
      when: "a self-managed component takes those of the cluster it is given",
      resources: [
        ...network,
        resource("eks:index:NodeGroupV2", "n", { cluster: { subnetIds: [outputOf(privateSubnet)] } }),
      ],
    },
    {
      when: "the cluster that pools of EKS's own start nodes for has private subnets",
      resources: [...network, autoMode(["general-purpose", "system"], privateSubnet)],
    },
    {
      when: "a self-managed group is in a private subnet",
      resources: [
        ...network,
        resource("aws:autoscaling/group:Group", "a", { tags: nodeTag, vpcZoneIdentifiers: [outputOf(privateSubnet)] }),
      ],
    },
  ],
  fails: [
    {
      when: "pools that EKS brings start nodes in every subnet of the cluster",
      resources: [...network, autoMode(["system"], privateSubnet, publicSubnet)],
      paths: ["vpcConfig.subnetIds"],
    },
    {
      when: "a component in Auto Mode has public subnets, and pools that EKS brings unless told otherwise",
      resources: [
        ...network,
        resource("eks:index:Cluster", "c", {
          autoMode: { enabled: true },
          privateSubnetIds: [outputOf(privateSubnet)],
          publicSubnetIds: [outputOf(publicSubnet)],
        }),
      ],
      paths: ["publicSubnetIds"],
    },
    {
      when: "one of two subnets routes to an internet gateway, whatever its tags say",
      resources: [...network, group([outputOf(privateSubnet), outputOf(publicSubnet)])],
      paths: ["subnetIds"],
    },
    {
      when: "the ids are known",
      resources: [
        ...network.filter((one) => one !== publicSubnet),
        { ...publicSubnet, outputs: { id: "subnet-1" } },
        group(["subnet-1"]),
      ],
      paths: ["subnetIds[0]"],
    },
    {
      when: "a public subnet stands beside one of elsewhere",
      resources: [...network, group(["subnet-0123", outputOf(publicSubnet)])],
      paths: ["subnetIds"],
    },
    {
      when: "the gateway is a literal of an inline route, for part of the internet",
      resources: [
        vpc,
        subnet("x"),
        table("t", { routes: [{ cidrBlock: "8.0.0.0/8", gatewayId: "igw-0123" }] }),
        associate(subnet("x"), table("t")),
        group([outputOf(subnet("x"))]),
      ],
    },
    {
      when: "the VPC's main table is public",
      resources: [
        vpc,
        gateway,
        subnet("x"),
        table("t", { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: outputOf(gateway) }] }),
        resource("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "m", {
          vpcId: outputOf(vpc),
          routeTableId: outputOf(table("t")),
        }),
        group([outputOf(subnet("x"))]),
      ],
    },
    {
      when: "Fargate pods start there",
      resources: [
        ...network,
        resource("aws:eks/fargateProfile:FargateProfile", "f", { subnetIds: [outputOf(publicSubnet)] }),
      ],
    },
    {
      when: "a term selects it by any value of a tag",
      resources: [...network, nodeClass({ tags: { tier: "*" } })],
      paths: ["spec.subnetSelectorTerms[0]"],
    },
    {
      when: "Auto Mode's class selects it",
      resources: [
        ...network,
        resource("kubernetes:eks.amazonaws.com/v1:NodeClass", "n", {
          spec: { subnetSelectorTerms: [{ tags: { shared: "yes" } }] },
        }),
      ],
    },
    {
      when: "components name it",
      resources: [
        ...network,
        resource("eks:index:ManagedNodeGroup", "a", { subnetIds: [outputOf(publicSubnet)] }),
        resource("eks:index:NodeGroupV2", "b", { nodeSubnetIds: [outputOf(publicSubnet)] }),
        resource("eks:index:Cluster", "c", { nodeSubnetIds: [outputOf(publicSubnet)] }),
      ],
    },
    {
      when: "a component is given no other subnets",
      resources: [...network, resource("eks:index:Cluster", "c", { subnetIds: [outputOf(publicSubnet)] })],
    },
    {
      when: "a self-managed group is there",
      resources: [
        ...network,
        resource("aws:autoscaling/group:Group", "a", { tags: nodeTag, vpcZoneIdentifiers: [outputOf(publicSubnet)] }),
      ],
      paths: ["vpcZoneIdentifiers"],
    },
  ],
  undecided: [
    {
      when: "it is unknown whether Auto Mode has pools of its own",
      resources: [...network, autoMode(unknown, publicSubnet)],
    },
    { when: "the subnet is outside the stack", resources: [group(["subnet-0123"])] },
    { when: "the ids are unknown", resources: [...network, group(unknown)] },
    {
      when: "a term selects no subnet of the stack",
      resources: [...network, nodeClass({ tags: { tier: "database" } })],
    },
    {
      when: "the table of the subnet is outside the stack",
      resources: [
        vpc,
        subnet("x"),
        resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", {
          subnetId: outputOf(subnet("x")),
          routeTableId: "rtb-0123",
        }),
        group([outputOf(subnet("x"))]),
      ],
    },
    {
      when: "the tags of a public subnet are unknown",
      resources: [
        ...network.filter((one) => one !== publicSubnet && one !== privateSubnet),
        subnet("looks-private", { tags: unknown }),
        nodeClass({ tags: { tier: "x" } }),
      ],
    },
    {
      when: "it cannot be told which subnets a list was made of",
      resources: [...network, group(outputOf(publicSubnet, privateSubnet))],
    },
    {
      when: "it is unknown whether a scaling group runs nodes",
      resources: [
        ...network,
        resource("aws:autoscaling/group:Group", "a", { tags: unknown, vpcZoneIdentifiers: [outputOf(publicSubnet)] }),
      ],
    },
    {
      when: "the component's cluster is not shown",
      resources: [resource("eks:index:NodeGroupV2", "n", { cluster: unknown })],
    },
  ],
  outside: [
    {
      when: "Auto Mode has pools of the stack's classes only",
      resources: [...network, autoMode([], publicSubnet)],
    },
    {
      when: "a component in Auto Mode has none of EKS's pools",
      resources: [
        ...network,
        resource("eks:index:Cluster", "c", {
          autoMode: { enabled: true, computeConfig: { nodePools: [] } },
          subnetIds: [outputOf(publicSubnet)],
        }),
      ],
    },
    {
      when: "a scaling group runs no nodes",
      resources: [
        ...network,
        resource("aws:autoscaling/group:Group", "a", { vpcZoneIdentifiers: [outputOf(publicSubnet)] }),
      ],
    },
    {
      when: "the cluster starts nothing itself",
      resources: [
        ...network,
        resource("eks:index:Cluster", "c", { skipDefaultNodeGroup: true, subnetIds: [outputOf(publicSubnet)] }),
      ],
    },
  ],
};
