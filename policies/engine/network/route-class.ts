import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, isUndecided, or, some, type Truth, type Undecided } from "../values/truth";

const routeTable = "aws:ec2/routeTable:RouteTable";
const defaultRouteTable = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const internetGateway = "aws:ec2/internetGateway:InternetGateway";
const otherGateways = ["aws:ec2/vpnGateway:VpnGateway", "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"];

/** Every type that the route class of a subnet is read from: for the `follows` of a rule. */
export const routeTypes: readonly string[] = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  routeTable,
  defaultRouteTable,
  "aws:ec2/route:Route",
  internetGateway,
];

/** The table that routes a subnet. `table` is undefined for a VPC's implicit main table, which holds local routes only. */
export interface SubnetTables {
  /** One table; several when it cannot be told which. */
  readonly tables: readonly (Resource | undefined)[];
  /** Set when the table may be none of these. */
  readonly open: Undecided | undefined;
}

/** One route, inline in its table or a resource of its own. */
export interface TableRoute {
  /** The resource that declares the route. */
  readonly resource: Resource;
  /** The route's properties: `gatewayId`, `natGatewayId` and so on. */
  readonly at: Property;
  /** Whether the route is in this table: undecided where its table cannot be resolved. */
  readonly belongs: true | Undecided;
}

/**
 * Whether a subnet is public: one of its routes leads to an internet gateway, whatever the destination and family.
 * Undecided when an association, a table or a gateway cannot be resolved and no known route is public.
 */
export function isPublicSubnet(subnet: Resource, graph: Graph): Truth {
  const { tables, open } = tablesOfSubnet(subnet, graph);
  if (open) return open;
  // Any of several tables may be the one: only what is true of all of them is true of the subnet.
  const classes = tables.map((table) => isPublicTable(table, graph));
  const isPublic = and(...classes);
  const mayBePublic = or(...classes);
  if (isPublic === true || mayBePublic === false) return isPublic;
  return isUndecided(mayBePublic) ? mayBePublic : unclear(subnet);
}

/** The route tables that a subnet uses: its association's, else its VPC's main one. */
export function tablesOfSubnet(subnet: Resource, graph: Graph): SubnetTables {
  const associations = graph.referrers(subnet, "aws:ec2/routeTableAssociation:RouteTableAssociation", "subnetId");
  const certain = associations.find(({ refers }) => refers === true);
  if (certain) return tablesOfReference(certain.resource, certain.resource.at("routeTableId"), graph);
  const candidates = associations.map(({ resource }) =>
    tablesOfReference(resource, resource.at("routeTableId"), graph),
  );
  const main = mainTable(subnet, graph);
  return {
    tables: [...new Set([...candidates, main].flatMap(({ tables }) => tables))],
    open: [...candidates, main].find(({ open }) => open)?.open,
  };
}

/** The routes of a table, inline ones and resources; none for an implicit main table. */
export function routesOfTable(
  table: Resource | undefined,
  graph: Graph,
): { readonly routes: readonly TableRoute[]; readonly open: Undecided | undefined } {
  if (!table) return { routes: [], open: undefined };
  const { known, open } = table.at("routes").elements();
  const inline = known.map((at): TableRoute => ({ resource: table, at, belongs: true }));
  const separate = graph
    .referrers(table, "aws:ec2/route:Route", "routeTableId")
    .map(({ resource, refers }): TableRoute => ({ resource, at: resource.properties, belongs: refers }));
  return { routes: [...inline, ...separate], open };
}

/** Whether a table has a route to an internet gateway. */
export function isPublicTable(table: Resource | undefined, graph: Graph): Truth {
  const { routes, open } = routesOfTable(table, graph);
  return some(
    routes,
    ({ resource, at, belongs }) => and(belongs, leadsToInternetGateway(resource, at.at("gatewayId"), graph)),
    open,
  );
}

function leadsToInternetGateway(from: Resource, gateway: Property, graph: Graph): Truth {
  const resolution = graph.resolve(from, gateway, internetGateway, ...otherGateways);
  switch (resolution.kind) {
    case "absent":
      return false;
    case "outside":
      return resolution.value.startsWith("igw-");
    case "undecided":
      return resolution.undecided;
    case "resolved": {
      const gateways = resolution.targets.map(({ type }) => type === internetGateway);
      if (gateways.every((is) => is === gateways[0])) return gateways[0] ?? false;
      return { path: gateway.path, reason: "the value was made of several gateways" };
    }
  }
}

function mainTable(subnet: Resource, graph: Graph): SubnetTables {
  const vpc = graph.resolve(subnet, subnet.at("vpcId"), "aws:ec2/vpc:Vpc");
  if (vpc.kind !== "resolved" || !vpc.certain || !vpc.targets[0])
    return { tables: [], open: vpc.kind === "undecided" ? vpc.undecided : unclear(subnet) };
  const [target] = vpc.targets;
  const replacements = graph.referrers(target, "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "vpcId");
  const replacement = replacements.find(({ refers }) => refers === true);
  if (replacement) return tablesOfReference(replacement.resource, replacement.resource.at("routeTableId"), graph);
  const adopted = graph.referrers(target, defaultRouteTable, "defaultRouteTableId");
  const maybe = [...replacements, ...adopted].find(({ refers }) => refers !== true)?.refers;
  const table = adopted.find(({ refers }) => refers === true)?.resource;
  return { tables: [table], open: maybe === true ? undefined : maybe };
}

function tablesOfReference(from: Resource, reference: Property, graph: Graph): SubnetTables {
  const resolution = graph.resolve(from, reference, routeTable, defaultRouteTable);
  switch (resolution.kind) {
    case "resolved":
      return { tables: resolution.targets, open: undefined };
    case "undecided":
      return { tables: [], open: resolution.undecided };
    default:
      return { tables: [], open: { path: reference.path, reason: "the route table is outside the stack" } };
  }
}

function unclear(subnet: Resource): Undecided {
  return { path: subnet.at("vpcId").path, reason: "the route table of the subnet is not in the stack" };
}
