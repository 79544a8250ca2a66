import type { WarmPool } from "./capacity/capacity";
import type { Architecture, ImageVariant, NodeOs } from "./images/ami-type";
import type { CustomImage } from "./images/custom-image";
import type { KubeletSettings } from "./kubelet/kubelet-settings";

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

/** What every group of nodes has, whoever manages it. Plain values, so that a configuration file can state them. */
export interface GroupSettings {
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
  /** One to 20. */
  readonly instanceTypes: readonly string[];
  /** Instances that are started in advance. Default none. */
  readonly warmPool?: WarmPool;
  readonly minSize: number;
  readonly maxSize: number;
  /** Nodes at creation; afterwards an autoscaler may change it and no update sets it back. Default `minSize`. */
  readonly desiredSize?: number;
  readonly volume?: NodeVolume;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly NodeTaint[];
  /** Letters of the zones to use, such as `["a"]`. Default all that the network has. */
  readonly zones?: readonly string[];
  /** Default: what the image brings. */
  readonly kubelet?: KubeletSettings;
}
