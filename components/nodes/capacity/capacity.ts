/** How instances are bought. A capacity block is GPU capacity that was reserved for some days. */
export type Capacity = "on-demand" | "spot" | "capacity-block";

/** A reservation of capacity, or a resource group of several. One of the two. */
export type CapacityReservation = { readonly id: string } | { readonly resourceGroupArn: string };

/**
 * How instances lie to each other: `cluster` close, for the least latency, in one zone; `partition` apart in racks that
 * share nothing, up to seven of them in a zone; `spread` each on a rack of its own, at most seven in a zone.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html
 */
export type PlacementStrategy = "cluster" | "partition" | "spread";

/** Instances that have booted before they are needed. Autoscaling takes from them first. */
export interface WarmPool {
  /** Fewest instances in the pool. Default 0. */
  readonly minSize?: number;
  /** Most instances in pool and group together. Default the most that the group may have. */
  readonly maxPrepared?: number;
  /** What they do until then: stopped ones cost their volumes only. Default `stopped`. */
  readonly state?: "stopped" | "running" | "hibernated";
  /** Whether instances go back to the pool when the group shrinks. Default false. */
  readonly reuse?: boolean;
}

/** Words of the API for the states of a warm pool. */
export const warmPoolStates = { stopped: "STOPPED", running: "RUNNING", hibernated: "HIBERNATED" } as const;
