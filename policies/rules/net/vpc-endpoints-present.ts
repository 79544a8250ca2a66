import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { allNodeSubnets, nodeSourceTypes } from "../../engine/nodes/all-node-subnets";
import { subnetType } from "../../engine/nodes/node-subnets";
import { routeTypes, routesOfTable, tablesOfSubnet } from "../../engine/network/route-class";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";
import {
  endpointRouteTable,
  isEndpointOf,
  isInterface,
  servesTable,
  vpcEndpoint,
} from "../../engine/network/vpc-endpoints";

const vpc = "aws:ec2/vpc:Vpc";

/** What nodes call before they join, besides images and credentials. */
const withoutInternet = ["ec2", "eks", "eks-auth", "elasticloadbalancing", "logs"] as const;

export const vpcEndpointsPresent: Rule = {
  id: "NET-09",
  name: "vpc-endpoints-present",
  title: "Nodes reach the AWS services that they need by VPC endpoints",
  why: "Image layers and credentials through a NAT gateway cross the internet and cost by the gigabyte; without a way out, nodes never join.",
  fix: "Add the missing endpoints to the VPC: a gateway endpoint for s3, interface endpoints with private DNS for the others.",
  level: "advisory",
  scope: "stack",
  references: { fsbp: ["EC2.10", "EC2.55", "EC2.56"], soc2: ["CC6.6"], nsa: ["Net"] },
  reads: {
    [vpc]: [],
    [vpcEndpoint]: ["vpcId", "serviceName", "vpcEndpointType", "privateDnsEnabled", "routeTableIds"],
  },
  follows: [endpointRouteTable, subnetType, ...nodeSourceTypes, ...routeTypes],
  check: (subject, context) => (subject.type === vpc ? ofVpc(subject, context) : ofEndpoint(subject, context)),
};

function ofVpc(network: Resource, { graph, parameters }: Context): readonly Condition[] {
  const nodes = nodeSubnetsIn(graph, network);
  if (nodes.length === 0) return [];
  const holdsNodes = some(nodes, ({ holds }) => holds);
  const closed = isClosed(graph, nodes);
  const endpoints = graph.referrers(network, vpcEndpoint, "vpcId");
  const lacks = (service: string): Truth =>
    not(some(endpoints, ({ resource, refers }) => and(refers, isEndpointOf(resource, service))));
  const base = parameters.requiredEndpoints;
  const all = [...new Set([...base, ...withoutInternet])];
  const missing = (services: readonly string[]): string =>
    services.filter((service) => lacks(service) === true).join(", ");
  return [
    violation(
      and(holdsNodes, closed, some(all, lacks)),
      "",
      `The VPC has nodes without a default route and no endpoint for ${missing(all)}, so that they cannot join.`,
      { level: "mandatory" },
    ),
    violation(and(holdsNodes, some(base, lacks)), "", `The VPC has nodes and no endpoint for ${missing(base)}.`),
  ];
}

/** Whether nodes of the VPC have no default route: all that they reach is in it. */
function isClosed(graph: Graph, nodes: readonly NodePlace[]): Truth {
  return some(nodes, ({ subnet, holds }) => and(holds, not(hasDefaultRoute(graph, subnet))));
}

function hasDefaultRoute(graph: Graph, subnet: Resource): Truth {
  const { tables, open } = tablesOfSubnet(subnet, graph);
  const truths = tables.map((table): Truth => {
    const { routes, open: more } = routesOfTable(table, graph);
    return some(
      routes,
      ({ at, belongs, resource }) => {
        const names =
          resource === table ? ["cidrBlock", "ipv6CidrBlock"] : ["destinationCidrBlock", "destinationIpv6CidrBlock"];
        return and(belongs, or(...names.map((name) => at.child(name).is("0.0.0.0/0", "::/0"))));
      },
      more,
    );
  });
  if (open) return open;
  if (truths.length > 0 && truths.every((truth) => truth === truths[0])) return truths[0] ?? false;
  return { path: "routeTableId", reason: "it cannot be told which route table a subnet uses" };
}

function ofEndpoint(endpoint: Resource, { graph, parameters }: Context): readonly Condition[] {
  const networks = graph.resolve(endpoint, endpoint.at("vpcId"), vpc);
  if (networks.kind !== "resolved") return [];
  const nodes = networks.targets.flatMap((network) => nodeSubnetsIn(graph, network));
  if (nodes.length === 0) return [];
  const closed = isClosed(graph, nodes);
  const holdsNodes: Truth = networks.certain ? some(nodes, ({ holds }) => holds) : endpoint.at("vpcId").undecided;
  const base = some(parameters.requiredEndpoints, (service) => isEndpointOf(endpoint, service));
  const needed = or(
    base,
    and(
      closed,
      some(withoutInternet, (service) => isEndpointOf(endpoint, service)),
    ),
  );
  const s3Gateway = and(
    isEndpointOf(endpoint, "s3"),
    not(isInterface(endpoint)),
    parameters.requiredEndpoints.includes("s3"),
  );
  const privateDns = endpoint.at("privateDnsEnabled");
  const tables = endpoint.at("routeTableIds");
  const unresolved = and(
    holdsNodes,
    needed,
    isInterface(endpoint),
    not(privateDns.isTrue()),
    not(besideGateway(graph, endpoint, networks.targets)),
  );
  const unserved = and(
    holdsNodes,
    s3Gateway,
    some(nodes, ({ subnet, holds }) => and(holds, not(isServed(graph, endpoint, subnet)))),
  );
  const dns = "Nodes do not find the interface endpoint, for the service's name does not resolve to it.";
  const routes = "The gateway endpoint is not in every route table of the nodes.";
  const fixDns = { fix: "Set privateDnsEnabled to true." };
  const fixRoutes = { fix: "List the route tables of all node subnets in routeTableIds." };
  return [
    violation(and(closed, unresolved), privateDns, dns, { ...fixDns, level: "mandatory" }),
    violation(unresolved, privateDns, dns, fixDns),
    violation(and(closed, unserved), tables, routes, { ...fixRoutes, level: "mandatory" }),
    violation(unserved, tables, routes, fixRoutes),
  ];
}

/** An interface endpoint for s3 beside a gateway one serves callers from elsewhere, and leaves the name alone. */
function besideGateway(graph: Graph, endpoint: Resource, networks: readonly Resource[]): Truth {
  return and(
    isEndpointOf(endpoint, "s3"),
    some(networks, (network) =>
      some(graph.referrers(network, vpcEndpoint, "vpcId"), ({ resource, refers }) =>
        and(refers, resource !== endpoint, isEndpointOf(resource, "s3"), not(isInterface(resource))),
      ),
    ),
  );
}

function isServed(graph: Graph, endpoint: Resource, subnet: Resource): Truth {
  const { tables, open } = tablesOfSubnet(subnet, graph);
  if (open) return open;
  const truths = tables.map((table): Truth => {
    if (table) return servesTable(graph, endpoint, table);
    return { path: "routeTableIds", reason: "the main route table of the VPC is not in the stack" };
  });
  if (truths.length > 0 && truths.every((truth) => truth === truths[0])) return truths[0] ?? false;
  return { path: "routeTableIds", reason: "it cannot be told which route table a subnet uses" };
}

interface NodePlace {
  readonly subnet: Resource;
  readonly holds: Truth;
}

/** The subnets of a VPC that nodes start in, or may. */
function nodeSubnetsIn(graph: Graph, network: Resource): readonly NodePlace[] {
  const { used } = allNodeSubnets(graph);
  return [...used].flatMap(([subnet, starts]) => {
    const holds = and(starts, belongsTo(graph, subnet, network));
    return holds === false ? [] : [{ subnet, holds }];
  });
}

function belongsTo(graph: Graph, subnet: Resource, network: Resource): Truth {
  return graph.refersTo(subnet, subnet.at("vpcId"), network);
}
