import type { Capacity, CapacityReservation, PlacementStrategy } from "../capacity/capacity";
import type { GroupSettings } from "../group-settings";

/** How many nodes an update may take away at once: a number, or a percentage of the group. */
export type NodeGroupUpdate =
  | { readonly maxUnavailable: number; readonly strategy?: "DEFAULT" | "MINIMAL" }
  | { readonly maxUnavailablePercentage: number; readonly strategy?: "DEFAULT" | "MINIMAL" };

/** How many unhealthy nodes EKS replaces, and when it stops because more than a few nodes are ill. */
export interface NodeRepair {
  /** Percentage of the group's nodes that are repaired at the same time. Default one node. */
  readonly maxParallelPercentage?: number;
  /** Percentage of unhealthy nodes above which nothing is repaired any more. Default 20. */
  readonly maxUnhealthyPercentage?: number;
}

/** One managed node group, or one in each availability zone. */
export interface NodeGroupSettings extends GroupSettings {
  /** In order of priority for on-demand capacity. Spot needs at least two. */
  readonly instanceTypes: readonly string[];
  /** Default `on-demand`. */
  readonly capacity?: Capacity;
  /** A reservation that the instances are started in. Default any open one that fits. */
  readonly capacityReservation?: CapacityReservation;
  /** How close the instances are to each other. Default EC2's choice. */
  readonly placement?: PlacementStrategy;
  /** Whether the instances have all the Elastic Fabric Adapters that their type has. Default false. */
  readonly efa?: boolean;
  /** One group in each zone, so that an autoscaler can add a node where a volume waits for it. Sizes are per zone then. Default false. */
  readonly perZone?: boolean;
  /** Default a third of the group. */
  readonly update?: NodeGroupUpdate;
  /** Whether EKS replaces nodes that stay unhealthy, and how many. Default true. */
  readonly repair?: boolean | NodeRepair;
  /** AMI release, such as `1.36.3-20260911` or a Bottlerocket version. Default the newest when the group is created. */
  readonly releaseVersion?: string;
}
