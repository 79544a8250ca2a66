import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NatGateways } from "./nat-gateways";
import type { NetworkSubnet } from "./subnets";

const anywhere = { ipv4: "0.0.0.0/0", ipv6: "::/0" } as const;

/** What route tables, routes and associations are made for. Routes are resources of their own, never inline. */
export interface RoutingArgs {
  /** Prefix of the route tables' names. */
  readonly name: string;
  readonly vpcId: pulumi.Input<string>;
  readonly ipv6: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** One route table for all public subnets, with routes to the internet gateway. */
export function createPublicRouting(
  parent: pulumi.Resource,
  name: string,
  args: RoutingArgs & { readonly subnets: readonly NetworkSubnet[]; readonly internetGateway: aws.ec2.InternetGateway },
): { readonly ready: readonly pulumi.Resource[] } {
  const table = createRouteTable(parent, name, args, "public");
  const gatewayId = args.internetGateway.id;
  const routes = [
    createRoute(parent, `${name}-public`, { routeTableId: table.id, destinationCidrBlock: anywhere.ipv4, gatewayId }),
  ];
  if (args.ipv6) {
    const target = { routeTableId: table.id, destinationIpv6CidrBlock: anywhere.ipv6, gatewayId };
    routes.push(createRoute(parent, `${name}-public-ipv6`, target));
  }
  return { ready: [...routes, ...associate(parent, name, "public", args.subnets, () => table)] };
}

/** One route table for all isolated subnets, without any way out of the VPC. */
export function createIsolatedRouting(
  parent: pulumi.Resource,
  name: string,
  args: RoutingArgs & { readonly subnets: readonly NetworkSubnet[] },
): { readonly table: aws.ec2.RouteTable; readonly ready: readonly pulumi.Resource[] } {
  const table = createRouteTable(parent, name, args, "isolated");
  return { table, ready: associate(parent, name, "isolated", args.subnets, () => table) };
}

/** A route table for each zone's private subnet and pod subnet, with routes to the zone's NAT gateway, if there is one. */
export function createPrivateRouting(
  parent: pulumi.Resource,
  name: string,
  args: RoutingArgs & {
    readonly subnets: readonly NetworkSubnet[];
    readonly podSubnets: readonly NetworkSubnet[];
    readonly natGateways: NatGateways;
    readonly egressOnlyGateway: aws.ec2.EgressOnlyInternetGateway | undefined;
  },
): { readonly tables: readonly aws.ec2.RouteTable[]; readonly ready: readonly pulumi.Resource[] } {
  const byZone = new Map(
    args.subnets.map(({ zone }) => [zone, createRouteTable(parent, name, args, `private-${zone}`)] as const),
  );
  const ready: pulumi.Resource[] = [];
  for (const [zone, { id: routeTableId }] of byZone) {
    const nat = args.natGateways.forZone(zone);
    if (nat) {
      const target = { routeTableId, destinationCidrBlock: anywhere.ipv4, natGatewayId: nat.id };
      ready.push(createRoute(parent, `${name}-private-${zone}`, target));
    }
    if (args.egressOnlyGateway) {
      const target = {
        routeTableId,
        destinationIpv6CidrBlock: anywhere.ipv6,
        egressOnlyGatewayId: args.egressOnlyGateway.id,
      };
      ready.push(createRoute(parent, `${name}-private-${zone}-ipv6`, target));
    }
  }
  const tableOf = ({ zone }: NetworkSubnet): aws.ec2.RouteTable | undefined => byZone.get(zone);
  ready.push(...associate(parent, name, "private", args.subnets, tableOf));
  ready.push(...associate(parent, name, "pods", args.podSubnets, tableOf));
  return { tables: [...byZone.values()], ready };
}

function createRouteTable(parent: pulumi.Resource, name: string, args: RoutingArgs, noun: string): aws.ec2.RouteTable {
  return new aws.ec2.RouteTable(
    `${name}-${noun}`,
    { vpcId: args.vpcId, tags: { ...args.tags, Name: `${args.name}-${noun}` } },
    { parent },
  );
}

function createRoute(parent: pulumi.Resource, name: string, args: aws.ec2.RouteArgs): aws.ec2.Route {
  // A table has one route to a destination: the old one has to go before its replacement comes.
  return new aws.ec2.Route(name, args, { parent, deleteBeforeReplace: true });
}

function associate(
  parent: pulumi.Resource,
  name: string,
  tier: string,
  subnets: readonly NetworkSubnet[],
  tableOf: (subnet: NetworkSubnet) => aws.ec2.RouteTable | undefined,
): readonly aws.ec2.RouteTableAssociation[] {
  return subnets.flatMap((subnet) => {
    const table = tableOf(subnet);
    if (!table) return [];
    const args = { subnetId: subnet.id, routeTableId: table.id };
    return [new aws.ec2.RouteTableAssociation(`${name}-${tier}-${subnet.zone}`, args, { parent })];
  });
}
