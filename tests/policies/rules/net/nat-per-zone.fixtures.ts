import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { natPerZone } from "../../../../policies/rules/net/nat-per-zone";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const vpc = resource("aws:ec2/vpc:Vpc", "v");
const subnet = (name: string, availabilityZone: Inputs[string]) =>
  resource("aws:ec2/subnet:Subnet", name, { vpcId: outputOf(vpc), availabilityZone });
const nat = (name: string, place: GraphResource, inputs: Inputs = {}) =>
  resource("aws:ec2/natGateway:NatGateway", name, { subnetId: outputOf(place), ...inputs });
const table = (name: string, gateway?: GraphResource) =>
  resource("aws:ec2/routeTable:RouteTable", name, {
    vpcId: outputOf(vpc),
    routes: gateway ? [{ cidrBlock: "0.0.0.0/0", natGatewayId: outputOf(gateway) }] : undefined,
  });
const associate = (from: GraphResource, to: GraphResource) =>
  resource("aws:ec2/routeTableAssociation:RouteTableAssociation", from.name, {
    subnetId: outputOf(from),
    routeTableId: outputOf(to),
  });
const [publicA, publicB, a, b] = [subnet("pa", "z-a"), subnet("pb", "z-b"), subnet("a", "z-a"), subnet("b", "z-b")];
const [natA, natB] = [nat("nat-a", publicA), nat("nat-b", publicB)];
const group = (...subnets: GraphResource[]) =>
  resource("aws:eks/nodeGroup:NodeGroup", "g", { subnetIds: subnets.map((one) => outputOf(one)) });
const base = [vpc, publicA, publicB, a, b, natA, natB];
const shared = table("t", natA);
const separate = table("t");
const route = (inputs: Inputs) =>
  resource("aws:ec2/route:Route", "r", {
    routeTableId: outputOf(separate),
    destinationCidrBlock: "0.0.0.0/0",
    ...inputs,
  });

export const fixtures: RuleFixtures = {
  rule: natPerZone,
  passes: [
    {
      when: "each zone has its own",
      resources: [
        ...base,
        table("ta", natA),
        table("tb", natB),
        associate(a, table("ta")),
        associate(b, table("tb")),
        group(a, b),
      ],
    },
    {
      when: "one NAT gateway is regional",
      resources: [
        vpc,
        publicA,
        a,
        b,
        nat("nat-a", publicA, { availabilityMode: "regional" }),
        shared,
        associate(a, shared),
        associate(b, shared),
        group(a, b),
      ],
    },
    {
      when: "nodes are in the zone of the only one",
      resources: [...base, shared, associate(a, shared), associate(b, shared), group(a)],
    },
  ],
  fails: [
    {
      when: "two zones share an inline route",
      resources: [...base, shared, associate(a, shared), associate(b, shared), group(a, b)],
      paths: ["routes[0].natGatewayId"],
      level: "production",
    },
    {
      when: "two zones share a route of its own",
      resources: [
        ...base,
        separate,
        associate(a, separate),
        associate(b, separate),
        group(a, b),
        route({ natGatewayId: outputOf(natA) }),
      ],
      paths: ["natGatewayId"],
    },
    {
      when: "zones are mixed up",
      resources: [...base, table("ta", natB), associate(a, table("ta")), group(a)],
      paths: ["routes[0].natGatewayId"],
    },
  ],
  undecided: [
    {
      when: "a zone is unknown",
      resources: [
        vpc,
        publicA,
        natA,
        subnet("u", unknown),
        shared,
        associate(subnet("u", unknown), shared),
        group(subnet("u", unknown)),
      ],
    },
    {
      when: "the NAT gateway is outside the stack",
      resources: [vpc, b, separate, associate(b, separate), group(b), route({ natGatewayId: "nat-0123" })],
    },
    {
      when: "the subnet of the NAT gateway is unknown",
      resources: [
        vpc,
        b,
        separate,
        associate(b, separate),
        group(b),
        resource("aws:ec2/natGateway:NatGateway", "n", { subnetId: unknown }),
        route({ natGatewayId: outputOf(resource("aws:ec2/natGateway:NatGateway", "n")) }),
      ],
    },
  ],
  outside: [
    { when: "nothing reaches out by NAT", resources: [vpc, a, separate, associate(a, separate), group(a)] },
    { when: "no nodes use the table", resources: [...base, shared, associate(b, shared), group(a)] },
  ],
};
