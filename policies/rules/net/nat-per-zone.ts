import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { allNodeSubnets, nodeSourceTypes } from "../../engine/nodes/all-node-subnets";
import { subnetType } from "../../engine/nodes/node-subnets";
import { zoneOf } from "../../engine/nodes/zones";
import type { Property } from "../../engine/values/property";
import { routeTypes, tablesOfSubnet } from "../../engine/network/route-class";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, isUndecided, not, some, type Truth } from "../../engine/values/truth";

const route = "aws:ec2/route:Route";
const tables = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"] as const;
const natGateway = "aws:ec2/natGateway:NatGateway";

export const natPerZone: Rule = {
  id: "NET-08",
  name: "nat-per-zone",
  title: "Nodes reach out through a NAT gateway of their own zone",
  why: "When the zone of a shared NAT gateway fails, the nodes of all other zones lose the internet with it, and every byte across zones costs extra until then.",
  fix: 'Make a NAT gateway and a route table per zone, or one NAT gateway with availabilityMode "regional".',
  level: "production",
  scope: "stack",
  references: { soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: {
    [route]: ["routeTableId", "destinationCidrBlock", "natGatewayId"],
    [tables[0]]: ["routes[].{cidrBlock,natGatewayId}"],
    [tables[1]]: ["routes[].{cidrBlock,natGatewayId}"],
  },
  follows: [natGateway, subnetType, ...nodeSourceTypes, ...routeTypes],
  check(subject, { graph }) {
    if (subject.type === route) {
      const target = graph.resolve(subject, subject.at("routeTableId"), ...tables);
      if (target.kind === "undecided") {
        return ofRoute(graph, subject, subject.properties, "destinationCidrBlock", graph.ofType(...tables)).map(
          (condition) => ({ ...condition, when: and(target.undecided, condition.when) }),
        );
      }
      if (target.kind !== "resolved") return [];
      return ofRoute(graph, subject, subject.properties, "destinationCidrBlock", target.targets);
    }
    const { known, open } = subject.at("routes").elements();
    const inline = known.flatMap((at) => ofRoute(graph, subject, at, "cidrBlock", [subject]));
    return open ? [...inline, violation(open, "routes", "A route may lead to a NAT gateway of another zone.")] : inline;
  },
};

/** One condition for each zone in which nodes use a table that has this default route. */
function ofRoute(
  graph: Graph,
  from: Resource,
  at: Property,
  destination: string,
  candidates: readonly Resource[],
): readonly Condition[] {
  const gateway = at.child("natGatewayId");
  const isDefault = at.child(destination).is("0.0.0.0/0");
  if (gateway.isAbsent || isDefault === false) return [];
  const users = subnetsOf(graph, candidates);
  if (users.length === 0) return [];
  const nat = graph.resolve(from, gateway, natGateway);
  if (nat.kind !== "resolved") {
    const reason = "the NAT gateway is outside the stack";
    const unclear = nat.kind === "undecided" ? nat.undecided : { path: gateway.path, reason };
    return [violation(and(isDefault, unclear), gateway, "The NAT gateway is not known.")];
  }
  const elsewhere = (subnet: Resource): Truth => {
    const truths = nat.targets.map((target) => isElsewhere(graph, target, subnet));
    if (truths.every((truth) => truth === truths[0])) return truths[0] ?? false;
    return truths.find(isUndecided) ?? gateway.undecided;
  };
  const crossing = some(users, ({ subnet, uses }) => and(uses, elsewhere(subnet)));
  const zones = users.filter(({ subnet }) => elsewhere(subnet) === true).map(({ subnet }) => shownZone(subnet));
  return [
    violation(
      and(isDefault, crossing),
      gateway,
      `Nodes in ${[...new Set(zones)].sort().join(", ")} reach out through NAT gateway ${nat.targets.map(({ name }) => name).join(" or ")}, which is in another zone.`,
    ),
  ];
}

/** Whether a zonal NAT gateway is in another zone than a subnet. */
function isElsewhere(graph: Graph, gateway: Resource, subnet: Resource): Truth {
  const regional = gateway.at("availabilityMode").is("regional");
  const home = graph.resolve(gateway, gateway.at("subnetId"), subnetType);
  const here = zoneOf(subnet);
  const path = "availabilityZone";
  if (home.kind !== "resolved" || !home.certain || !home.targets[0]) {
    return and(not(regional), { path: "subnetId", reason: "the zone of the NAT gateway is not known" });
  }
  const there = zoneOf(home.targets[0]);
  if (home.targets[0] === subnet) return false;
  if (here === undefined || there === undefined || here.startsWith("id:") !== there.startsWith("id:")) {
    return and(not(regional), { path, reason: "the zone of a subnet is not known" });
  }
  return and(not(regional), here !== there);
}

/** The node subnets that use one of the tables, or may. */
function subnetsOf(graph: Graph, candidates: readonly Resource[]) {
  return [...allNodeSubnets(graph).used].flatMap(([subnet, starts]) => {
    const { tables: own, open } = tablesOfSubnet(subnet, graph);
    const uses = own.some((table) => table !== undefined && candidates.includes(table));
    if (!uses && !open) return [];
    const certain = uses && own.length === 1 && candidates.length === 1 && !open;
    const unclear = open ?? { path: "routeTableId", reason: "it cannot be told which route table a subnet uses" };
    return [{ subnet, uses: and(starts, certain ? true : unclear) }];
  });
}

function shownZone(subnet: Resource): string {
  const name = subnet.at("availabilityZone");
  return (name.isAbsent ? subnet.at("availabilityZoneId") : name).shown();
}
