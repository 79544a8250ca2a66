import { customImageProblems } from "../images/custom-image";
import { kubeletProblems } from "../kubelet/kubelet-settings";
import { capacityProblems } from "./capacity-problems";
import { instanceProblems } from "./instance-problems";
import type { NodeGroupSettings } from "./node-group-settings";

/**
 * Everything AWS would refuse in a node group, or accept and never get to work. Each problem is one sentence that begins
 * with the path of the offending value below the group. An empty list means that the settings are good.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
 */
export function nodeGroupProblems(settings: NodeGroupSettings): readonly string[] {
  return [
    ...nameProblems(settings),
    ...instanceProblems(settings),
    ...capacityProblems(settings),
    ...imageProblems(settings),
    ...sizeProblems(settings),
    ...volumeProblems(settings),
    ...labelProblems(settings),
    ...taintProblems(settings),
    ...updateProblems(settings),
    ...repairProblems(settings),
    ...kubeletProblems(settings.kubelet ?? {}).map((problem) => `kubelet.${problem}`),
  ];
}

function nameProblems({ name }: NodeGroupSettings): string[] {
  // 63 characters less two letters of a zone and the nine of the hash that the physical name ends in.
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,51}$/.test(name)
    ? []
    : [`name is "${name}"; write 1 to 52 letters, digits, "-" and "_" that begin with a letter or digit.`];
}

/** With an id of its own in the template, EKS takes neither variant nor release. */
function imageProblems({ image, variant = "standard", releaseVersion }: NodeGroupSettings): readonly string[] {
  if (image === undefined) return [];
  return [
    ...customImageProblems(image),
    ...(variant === "standard"
      ? []
      : [`variant is "${variant}" beside an own image, which is what it is; leave it out.`]),
    ...(releaseVersion === undefined
      ? []
      : [`releaseVersion is "${releaseVersion}" beside an own image, which has none; leave it out.`]),
  ];
}

function sizeProblems({ minSize, maxSize, desiredSize = minSize }: NodeGroupSettings): string[] {
  const problems: string[] = [];
  for (const [path, size] of Object.entries({ minSize, maxSize, desiredSize })) {
    if (!Number.isInteger(size) || size < 0)
      problems.push(`${path} is ${String(size)}; write a whole number of nodes.`);
  }
  if (problems.length > 0) return problems;
  if (maxSize < 1 || maxSize > 450)
    problems.push(`maxSize is ${String(maxSize)}; EKS takes 1 to 450 nodes in a group.`);
  if (minSize > maxSize) {
    problems.push(`minSize is ${String(minSize)} and maxSize is ${String(maxSize)}; make minSize the smaller one.`);
  } else if (desiredSize < minSize || desiredSize > maxSize) {
    problems.push(
      `desiredSize is ${String(desiredSize)}; it must lie between minSize ${String(minSize)} and maxSize ${String(maxSize)}.`,
    );
  }
  return problems;
}

function volumeProblems({ volume = {} }: NodeGroupSettings): string[] {
  const { sizeGiB = 80, iops = 3000, throughputMiBs = 125 } = volume;
  const within = (path: string, value: number, low: number, high: number, unit: string): string[] =>
    Number.isInteger(value) && value >= low && value <= high
      ? []
      : [`volume.${path} is ${String(value)}; gp3 takes ${String(low)} to ${String(high)} ${unit}.`];
  return [
    ...within("sizeGiB", sizeGiB, 20, 65536, "GiB"),
    ...within("iops", iops, 3000, Math.max(3000, Math.min(80000, sizeGiB * 500)), "IOPS at this size"),
    ...within("throughputMiBs", throughputMiBs, 125, Math.min(2000, Math.floor(iops / 4)), "MiB/s at these IOPS"),
  ];
}

function labelProblems({ labels = {} }: NodeGroupSettings): string[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(key.length > 63
      ? [`labels["${key}"] has a key of ${String(key.length)} characters; EKS takes at most 63.`]
      : []),
    ...(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(value)
      ? []
      : [`labels["${key}"] is "${value}"; write 1 to 63 letters, digits, "-", "_" and ".", which EKS requires.`]),
    ...(/^([a-z0-9-]+\.)*(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//.test(key)
      ? [`labels["${key}"] uses a prefix that Kubernetes and EKS keep for themselves; use a domain of your own.`]
      : []),
  ]);
}

function taintProblems({ taints = [] }: NodeGroupSettings): string[] {
  const seen = new Set<string>();
  const problems = taints.length > 50 ? [`taints has ${String(taints.length)} entries; EKS takes at most 50.`] : [];
  taints.forEach(({ key, value = "", effect }, index) => {
    const path = `taints[${String(index)}]`;
    if (key.length < 1 || key.length > 63) problems.push(`${path}.key is "${key}"; write 1 to 63 characters.`);
    if (value.length > 63) problems.push(`${path}.value has ${String(value.length)} characters; EKS takes at most 63.`);
    const identity = `${key}:${effect}`;
    if (seen.has(identity)) problems.push(`${path} repeats "${identity}"; state each key and effect once.`);
    seen.add(identity);
  });
  return problems;
}

function updateProblems({ update }: NodeGroupSettings): string[] {
  if (update === undefined) return [];
  const [path, value] =
    "maxUnavailable" in update
      ? (["maxUnavailable", update.maxUnavailable] as const)
      : (["maxUnavailablePercentage", update.maxUnavailablePercentage] as const);
  return Number.isInteger(value) && value >= 1 && value <= 100
    ? []
    : [`update.${path} is ${String(value)}; write a whole number from 1 to 100.`];
}

function repairProblems({ repair }: NodeGroupSettings): string[] {
  return typeof repair !== "object"
    ? []
    : Object.entries(repair).flatMap(([path, percent]: [string, number]) =>
        Number.isInteger(percent) && percent >= 1 && percent <= 100
          ? []
          : [`repair.${path} is ${percent}; write a whole percentage from 1 to 100.`],
      );
}
