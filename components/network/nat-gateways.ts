import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkSubnet } from "./subnets";

/** How private subnets reach IPv4 addresses outside: not at all, through one gateway for all zones, or each zone's own. */
export type NatMode = "none" | "single" | "perAz";

export interface NatGatewaysArgs {
  /** Prefix of the gateways' names. */
  readonly name: string;
  readonly mode: NatMode;
  readonly publicSubnets: readonly NetworkSubnet[];
  /** The internet gateway and the public route to it, without which a NAT gateway fails after its creation. */
  readonly wayOut: readonly pulumi.Resource[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The NAT gateways of a network, by zone letter. */
export interface NatGateways {
  readonly all: readonly aws.ec2.NatGateway[];
  /** Addresses that traffic from private subnets comes from. */
  readonly addresses: readonly pulumi.Output<string>[];
  /** The gateway that a zone's private subnets use. */
  forZone(zone: string): aws.ec2.NatGateway | undefined;
}

/** One gateway lies in the first zone; where each zone has its own, a lost zone takes no other zone's way out with it. */
export function createNatGateways(parent: pulumi.Resource, name: string, args: NatGatewaysArgs): NatGateways {
  const subnets = { none: [], single: args.publicSubnets.slice(0, 1), perAz: args.publicSubnets }[args.mode];
  const byZone = new Map(subnets.map((subnet) => [subnet.zone, createNatGateway(parent, name, args, subnet)]));
  const all = [...byZone.values()];
  return {
    all,
    addresses: all.map(({ publicIp }) => publicIp),
    forZone: (zone) => (args.mode === "single" ? all[0] : byZone.get(zone)),
  };
}

function createNatGateway(
  parent: pulumi.Resource,
  name: string,
  args: NatGatewaysArgs,
  { zone, id }: NetworkSubnet,
): aws.ec2.NatGateway {
  const tags = { ...args.tags, Name: `${args.name}-nat-${zone}` };
  const dependsOn = [...args.wayOut];
  // At destroy the same edges release the address before the internet gateway lets go of the VPC.
  const address = new aws.ec2.Eip(`${name}-nat-${zone}`, { domain: "vpc", tags }, { parent, dependsOn });
  return new aws.ec2.NatGateway(
    `${name}-${zone}`,
    { subnetId: id, allocationId: address.allocationId, connectivityType: "public", tags },
    { parent, dependsOn },
  );
}
