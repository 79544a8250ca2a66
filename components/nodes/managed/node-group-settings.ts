import type { Architecture, ImageVariant, NodeOs } from "../images/ami-type";
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

/** One managed node group, or one in each availability zone. Plain values, so that a configuration file can state them. */
export interface NodeGroupSettings {
  /** Letters, digits, `-` and `_`; unique in the cluster. */
  readonly name: string;
  /** Default `bottlerocket`. */
  readonly os?: NodeOs;
  /** Default that of the instance types, which all must have it. */
  readonly architecture?: Architecture;
  /** Default `standard`. */
  readonly variant?: ImageVariant;
  /** One to 20, in order of priority for on-demand capacity. Spot needs at least two. */
  readonly instanceTypes: readonly string[];
  /** Default `on-demand`. */
  readonly capacity?: "on-demand" | "spot";
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
  /** Default a third of the group. */
  readonly update?: NodeGroupUpdate;
  /** Whether EKS replaces nodes that stay unhealthy. Default true. */
  readonly repair?: boolean;
  /** AMI release, such as `1.36.3-20260911` or a Bottlerocket version. Default the newest when the group is created. */
  readonly releaseVersion?: string;
  /** Default: what the image brings. */
  readonly kubelet?: KubeletSettings;
}
