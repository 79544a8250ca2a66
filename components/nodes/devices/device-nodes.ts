import type { ImageVariant, NodeOs } from "../images/ami-type";
import { nodeOs, type CustomImage } from "../images/custom-image";
import type { NodeTaint } from "../group-settings";

/** What of a group tells which devices its nodes have. */
export interface DeviceGroup {
  readonly os?: NodeOs;
  readonly image?: CustomImage;
  readonly variant?: ImageVariant;
  readonly efa?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly NodeTaint[];
}

/** The resource that pods ask for, which is also the key of the taint. */
const devices: Readonly<Partial<Record<ImageVariant, string>>> = {
  nvidia: "nvidia.com/gpu",
  "nvidia-fips": "nvidia.com/gpu",
  neuron: "aws.amazon.com/neuron",
};

/**
 * The taints of a group, with that of its devices: only pods that say they need one, by a toleration, run on nodes that
 * cost as much.
 */
export function deviceTaints({ variant = "standard", taints = [] }: DeviceGroup): readonly NodeTaint[] {
  const key = devices[variant];
  if (key === undefined || taints.some((taint) => taint.key === key)) return taints;
  return [...taints, { key, effect: "NO_SCHEDULE" }];
}

/** The labels of a group, with the one by which the chart of the device plugin finds nodes that need it. */
export function deviceLabels(group: DeviceGroup): Readonly<Record<string, string>> {
  return needsDevicePlugin(group) ? { "nvidia.com/gpu.present": "true", ...group.labels } : { ...group.labels };
}

/** Bottlerocket's images bring the plugin of NVIDIA with them. */
export function needsDevicePlugin(group: DeviceGroup): boolean {
  return devices[group.variant ?? "standard"] === "nvidia.com/gpu" && nodeOs(group) === "al2023";
}
