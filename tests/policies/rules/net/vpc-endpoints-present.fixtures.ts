import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { vpcEndpointsPresent } from "../../../../policies/rules/net/vpc-endpoints-present";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const vpc = resource("aws:ec2/vpc:Vpc", "v");
const subnet = resource("aws:ec2/subnet:Subnet", "s", { vpcId: outputOf(vpc) });
const gateway = resource("aws:ec2/natGateway:NatGateway", "nat");
const openTable = resource("aws:ec2/routeTable:RouteTable", "t", {
  vpcId: outputOf(vpc),
  routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: outputOf(gateway) }],
});
const closedTable = resource("aws:ec2/routeTable:RouteTable", "t", { vpcId: outputOf(vpc) });
const association = resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", {
  subnetId: outputOf(subnet),
  routeTableId: outputOf(openTable),
});
const nodes = resource("aws:eks/nodeGroup:NodeGroup", "g", { subnetIds: [outputOf(subnet)] });
const network = (table: GraphResource) => [vpc, subnet, table, association, nodes];
const s3 = (inputs: Inputs = {}) =>
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
    vpcId: outputOf(vpc),
    serviceName: "com.amazonaws.eu-west-1.s3",
    routeTableIds: [outputOf(openTable)],
    ...inputs,
  });
const endpoint = (service: string, inputs: Inputs = {}) =>
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", service, {
    vpcId: outputOf(vpc),
    serviceName: `com.amazonaws.eu-west-1.${service}`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    ...inputs,
  });
const base = [s3(), endpoint("ecr.api"), endpoint("ecr.dkr"), endpoint("sts")];
const more = ["ec2", "eks", "eks-auth", "elasticloadbalancing", "logs"].map((service) => endpoint(service));

export const fixtures: RuleFixtures = {
  rule: vpcEndpointsPresent,
  passes: [
    { when: "the required ones are there", resources: [...network(openTable), ...base] },
    { when: "nodes without a default route have all", resources: [...network(closedTable), ...base, ...more] },
    {
      when: "only s3 is required",
      resources: [...network(openTable), s3()],
      parameters: { requiredEndpoints: ["s3"] },
    },
    {
      when: "the route table is associated by a resource of its own",
      resources: [
        ...network(openTable),
        ...base.slice(1),
        s3({ routeTableIds: undefined }),
        resource("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", "x", {
          vpcEndpointId: outputOf(s3()),
          routeTableId: outputOf(openTable),
        }),
      ],
    },
    {
      when: "a partner's endpoint has no private DNS",
      resources: [
        ...network(openTable),
        ...base,
        endpoint("partner", { serviceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-0123", privateDnsEnabled: false }),
      ],
    },
    {
      when: "the endpoints are those of China",
      resources: [
        ...network(openTable),
        s3({ serviceName: "com.amazonaws.cn-north-1.s3" }),
        ...["ecr.api", "ecr.dkr", "sts"].map((service) =>
          endpoint(service, { serviceName: `cn.com.amazonaws.cn-north-1.${service}` }),
        ),
      ],
    },
  ],
  fails: [
    { when: "one is missing", resources: [...network(openTable), ...base.slice(0, 3)], paths: [""], level: "advisory" },
    {
      when: "an endpoint's name merely resembles it",
      resources: [...network(openTable), ...base.slice(0, 3), endpoint("xsts")],
      paths: [""],
    },
    {
      when: "nodes without a default route lack one",
      resources: [...network(closedTable), ...base, ...more.slice(1)],
      paths: [""],
      level: "mandatory",
    },
    {
      when: "an interface endpoint has no private DNS",
      resources: [...network(openTable), ...base.slice(0, 3), endpoint("sts", { privateDnsEnabled: undefined })],
      paths: ["privateDnsEnabled"],
      level: "advisory",
    },
    {
      when: "an interface endpoint of closed nodes has no private DNS",
      resources: [...network(closedTable), ...base, ...more.slice(1), endpoint("ec2", { privateDnsEnabled: false })],
      paths: ["privateDnsEnabled"],
      level: "mandatory",
    },
    {
      when: "the gateway endpoint is not in the nodes' route table",
      resources: [...network(openTable), ...base.slice(1), s3({ routeTableIds: [] })],
      paths: ["routeTableIds"],
      level: "advisory",
    },
    {
      when: "the endpoints are those of another VPC",
      resources: [...network(openTable), ...base.slice(0, 3), endpoint("sts", { vpcId: "vpc-0123" })],
      paths: [""],
    },
  ],
  undecided: [
    {
      when: "the name of a service is unknown",
      resources: [...network(openTable), ...base.slice(0, 3), endpoint("x", { serviceName: unknown })],
    },
    {
      when: "the private DNS is unknown",
      resources: [...network(openTable), ...base.slice(0, 3), endpoint("sts", { privateDnsEnabled: unknown })],
    },
    {
      when: "the route tables are unknown",
      resources: [...network(openTable), ...base.slice(1), s3({ routeTableIds: unknown })],
    },
    {
      when: "it is unknown whether there is a default route",
      resources: [
        vpc,
        subnet,
        association,
        nodes,
        resource("aws:ec2/routeTable:RouteTable", "t", { routes: unknown }),
        ...base,
      ],
    },
  ],
  outside: [{ when: "the VPC has no nodes", resources: [vpc, subnet, endpoint("sts", { privateDnsEnabled: false })] }],
};
