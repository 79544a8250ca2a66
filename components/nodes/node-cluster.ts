import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";

/** What nodes need of their cluster. */
export interface NodeCluster {
  readonly name: string;
  readonly location: Location;
  /** Kubernetes minor, such as `1.36`. */
  readonly version: string;
  readonly resource: pulumi.Resource;
  /** The network add-ons and access that every node waits for. */
  readonly beforeNodes: readonly pulumi.Resource[];
  readonly endpoint: pulumi.Input<string>;
  /** Base64. */
  readonly certificateAuthority: pulumi.Input<string>;
  /** Range of services, of the cluster's address family. */
  readonly serviceRange: pulumi.Input<string>;
  /** The security group that EKS makes for control plane, nodes and pods. */
  readonly securityGroupId: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
}

/** A private subnet for nodes. Zone and range are plain, so that names can be made of them. */
export interface NodeSubnet {
  readonly id: pulumi.Input<string>;
  readonly availabilityZone: string;
  readonly cidr: string;
}

/** The letter of a subnet's zone, such as `a`. */
export function zoneLetter({ availabilityZone }: NodeSubnet, region: string): string {
  return availabilityZone.slice(region.length);
}

/**
 * The subnets of the zones with these letters, all where none are named.
 * @throws when a zone has no subnet, with the zones that have one.
 */
export function zoneSubnets(
  subnets: readonly NodeSubnet[],
  zones: readonly string[] | undefined,
  region: string,
  where: string,
): readonly NodeSubnet[] {
  if (zones === undefined) return subnets;
  const letters = subnets.map((subnet) => zoneLetter(subnet, region));
  const missing = zones.find((zone) => !letters.includes(zone));
  if (missing !== undefined)
    throw new Error(`${where} names zone "${missing}", and the network has ${letters.join(", ")}; choose of these.`);
  return subnets.filter((subnet) => zones.includes(zoneLetter(subnet, region)));
}
