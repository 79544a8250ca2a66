import type { Architecture } from "../images/ami-type";

/** How instances are bought. Reserved ones come from capacity reservations that the node class selects. */
export type CapacityType = "spot" | "on-demand" | "reserved";

/** A taint in the spelling of Kubernetes. */
export interface PoolTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "NoExecute" | "PreferNoSchedule";
}

/** How many nodes of a pool may be on their way out at once. The smallest budget that is in force counts. */
export interface DisruptionBudget {
  /** A number of nodes, or a percentage of the pool such as `10%`. `0` lets none go. */
  readonly nodes: string;
  /** When it comes into force, in UTC: five fields of cron, or `@daily` and the like. Default always. With `duration`. */
  readonly schedule?: string;
  /** How long it is in force, such as `8h` or `1h30m`. With `schedule`. */
  readonly duration?: string;
  /** What it holds for. Default every reason. */
  readonly reasons?: readonly ("Underutilized" | "Empty" | "Drifted")[];
}

/** When nodes go although nothing is wrong with them. */
export interface DisruptionSettings {
  /** Default `WhenEmptyOrUnderutilized`. */
  readonly consolidationPolicy?: "WhenEmpty" | "WhenEmptyOrUnderutilized" | "Balanced";
  /** How long a node is left alone after a pod came or went, such as `5m`; `Never` switches consolidation off. Default `5m`. */
  readonly consolidateAfter?: string;
  /** Default one of 10 %. */
  readonly budgets?: readonly DisruptionBudget[];
}

/** Which instances a pool may take. The more it may take, the cheaper it is and the seldomer it runs dry. */
export interface InstanceRequirements {
  /** Letters before the generation, such as `c`, `m` and `r`. One of the three lists is needed. */
  readonly categories?: readonly string[];
  /** Such as `m7i`. */
  readonly families?: readonly string[];
  /** Such as `m7i.large`. */
  readonly types?: readonly string[];
  /** Oldest generation. Default 5, where types are not named one by one. */
  readonly minGeneration?: number;
  /** Fewest and most vCPUs of an instance. */
  readonly cpu?: { readonly min?: number; readonly max?: number };
  /** Least and most memory of an instance, in GiB. */
  readonly memoryGiB?: { readonly min?: number; readonly max?: number };
  /** Default `x86_64`. Images of pods have to exist for each. */
  readonly architectures?: readonly Architecture[];
  /** Default `on-demand`. Of several, reserved is taken first, then spot, then on-demand. */
  readonly capacityTypes?: readonly CapacityType[];
  /** Names of zones. Default all of the subnets'. */
  readonly zones?: readonly string[];
}

/** All that the nodes of a pool may add up to. */
export interface PoolLimits {
  /** vCPUs, such as `200`. CPU or memory is needed. */
  readonly cpu?: string;
  /** Such as `800Gi`. */
  readonly memory?: string;
  readonly nodes?: number;
}

/** A pool of nodes that come with pods and go with them. Plain values, so that a configuration file can state them. */
export interface NodePoolSettings {
  /** Name of the object; at most 40 lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Name of the node class. */
  readonly nodeClass: string;
  readonly instances: InstanceRequirements;
  readonly limits: PoolLimits;
  /** 1-100: pools of higher weight are tried first. Default none, which comes after all weights. */
  readonly weight?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly PoolTaint[];
  /** Taints that something takes away when the node is ready for pods; these need not tolerate them. */
  readonly startupTaints?: readonly PoolTaint[];
  /** Age at which a node is replaced, such as `720h`. Default `720h`. */
  readonly expireAfter?: string;
  /** How long a node drains before the rest of its pods is ended, such as `24h`. Default `24h`. */
  readonly terminationGracePeriod?: string;
  readonly disruption?: DisruptionSettings;
}
