import type { Capacity, CapacityReservation, PlacementStrategy, WarmPool } from "../capacity/capacity";
import type { Architecture, ImageVariant, NodeOs } from "../images/ami-type";
import type { CustomImage } from "../images/custom-image";
import type { KubeletSettings } from "../kubelet/kubelet-settings";

/** A taint in the spelling of the EKS API, which is not that of Kubernetes. */
export interface NodeTaint {
  /** 1-63 characters. */
  readonly key: string;
  /** At most 63 characters. Default none. */
  readonly value?: string;
  readonly effect: "NO_SCHEDULE" | "NO_EXECUTE" | "PREFER_NO_SCHEDULE";
}

/** The volume that holds images, logs and `emptyDir`: Bottlerocket's data volume, the root volume of Amazon Linux. */
export interface NodeVolume {
  /** Size in GiB, at least 20. Default 80. */
  readonly sizeGiB?: number;
  /** I/O operations per second, 3000-80000, at most 500 per GiB. Default 3000, which costs nothing extra. */
  readonly iops?: number;
  /** Throughput in MiB/s, 125-2000. Default 125, which costs nothing extra. */
  readonly throughputMiBs?: number;
}

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

/** One managed node group, or one in each availability zone. Plain values, so that a configuration file can state them. */
export interface NodeGroupSettings {
  /** Letters, digits, `-` and `_`; unique in the cluster. */
  readonly name: string;
  /** Default `bottlerocket`. */
  readonly os?: NodeOs;
  /** An image of one's own, which brings its operating system. Default one that EKS publishes, and updates. */
  readonly image?: CustomImage;
  /** Default that of the instance types, which all must have it. */
  readonly architecture?: Architecture;
  /** Default `standard`. */
  readonly variant?: ImageVariant;
  /** One to 20, in order of priority for on-demand capacity. Spot needs at least two. */
  readonly instanceTypes: readonly string[];
  /** Default `on-demand`. */
  readonly capacity?: Capacity;
  /** A reservation that the instances are started in. Default any open one that fits. */
  readonly capacityReservation?: CapacityReservation;
  /** How close the instances are to each other. Default EC2's choice. */
  readonly placement?: PlacementStrategy;
  /** Whether the instances have all the Elastic Fabric Adapters that their type has. Default false. */
  readonly efa?: boolean;
  /** Instances that are started in advance. Default none. */
  readonly warmPool?: WarmPool;
  /** Nodes, per group: with `perZone` that is per zone. */
  readonly minSize: number;
  readonly maxSize: number;
  /** Nodes at creation; afterwards an autoscaler may change it and no update sets it back. Default `minSize`. */
  readonly desiredSize?: number;
  readonly volume?: NodeVolume;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly NodeTaint[];
  /** One group in each zone, so that an autoscaler can add a node where a volume waits for it. Default false. */
  readonly perZone?: boolean;
  /** Letters of the zones to use, such as `["a"]`. Default all that the network has. */
  readonly zones?: readonly string[];
  /** Default a third of the group. */
  readonly update?: NodeGroupUpdate;
  /** Whether EKS replaces nodes that stay unhealthy, and how many. Default true. */
  readonly repair?: boolean | NodeRepair;
  /** AMI release, such as `1.36.3-20260911` or a Bottlerocket version. Default the newest when the group is created. */
  readonly releaseVersion?: string;
  /** Default: what the image brings. */
  readonly kubelet?: KubeletSettings;
}
