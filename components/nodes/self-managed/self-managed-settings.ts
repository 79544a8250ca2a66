import type { WarmPool } from "../capacity/capacity";
import type { Architecture, ImageVariant, NodeOs } from "../images/ami-type";
import type { CustomImage } from "../images/custom-image";
import type { KubeletSettings } from "../kubelet/kubelet-settings";
import type { NodeTaint, NodeVolume } from "../managed/node-group-settings";

/** Which part of a group is bought on demand. The rest is spot capacity. */
export interface OnDemandShare {
  /** Instances that are always on demand, before the share counts. Default 0. */
  readonly base?: number;
  /** Percentage of on-demand instances above the base. Default 0. */
  readonly percentageAboveBase?: number;
}

/** How a changed template reaches the nodes that run: the group replaces them a few at a time. */
export interface InstanceRefresh {
  /** Percentage of the wanted number that has to stay healthy. Default 90. */
  readonly minHealthyPercentage?: number;
}

/** A group of nodes that no service manages. Plain values, so that a configuration file can state them. */
export interface SelfManagedSettings {
  /** Letters, digits, `-` and `_`; unique in the cluster. */
  readonly name: string;
  /** Default `bottlerocket`. */
  readonly os?: NodeOs;
  /** An image of one's own, which brings its operating system. Default one that AWS publishes. */
  readonly image?: CustomImage;
  /** Default that of the instance types, which all must have it. */
  readonly architecture?: Architecture;
  /** Default `standard`. */
  readonly variant?: ImageVariant;
  /** Release of the published image, such as `1.50.0` of Bottlerocket or `20260911`. Default the newest at each update. */
  readonly release?: string;
  /** One to 20. Several are mixed in one group. */
  readonly instanceTypes: readonly string[];
  /** Default everything. */
  readonly onDemand?: OnDemandShare;
  readonly minSize: number;
  readonly maxSize: number;
  /** Nodes at creation; afterwards an autoscaler may change it and no update sets it back. Default `minSize`. */
  readonly desiredSize?: number;
  readonly volume?: NodeVolume;
  readonly labels?: Readonly<Record<string, string>>;
  /** At most one for each key. */
  readonly taints?: readonly NodeTaint[];
  /** Default: what the image brings, and the pods that the addresses of the VPC CNI allow. */
  readonly kubelet?: KubeletSettings;
  readonly warmPool?: WarmPool;
  readonly refresh?: InstanceRefresh;
  /** Letters of the zones to use, such as `["a"]`. Default all that the network has. */
  readonly zones?: readonly string[];
}
