import type { GroupSettings, NodeTaint } from "../group-settings";
import type { KubeletSettings } from "../kubelet/kubelet-settings";

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

/** A group of nodes that no service manages. */
export interface SelfManagedSettings extends GroupSettings {
  /** Several are mixed in one group. */
  readonly instanceTypes: readonly string[];
  /** Release of the published image, such as `1.50.0` of Bottlerocket or `20260911`. Default the newest at each update. */
  readonly release?: string;
  /** Default everything. */
  readonly onDemand?: OnDemandShare;
  /** At most one for each key. */
  readonly taints?: readonly NodeTaint[];
  /** Default: what the image brings, and the pods that the addresses of the VPC CNI allow. */
  readonly kubelet?: KubeletSettings;
  readonly refresh?: InstanceRefresh;
}
