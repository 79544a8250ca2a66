/** Amounts in Kubernetes' notation, such as `200m` or `512Mi`. */
export interface ReservedResources {
  readonly cpu?: string;
  readonly memory?: string;
  readonly ephemeralStorage?: string;
}

/**
 * What a node's kubelet does otherwise than the image. The number of pods is not among it: EKS computes it for the
 * group from the instance types and from the network add-on's prefix delegation, and a second value breaks the node.
 */
export interface KubeletSettings {
  /** Kept for the kubelet and the container runtime. */
  readonly kubeReserved?: ReservedResources;
  /** Kept for the operating system. */
  readonly systemReserved?: ReservedResources;
  /** Signals at which pods are evicted at once, such as `{ "memory.available": "5%" }`. */
  readonly evictionHard?: Readonly<Record<string, string>>;
  /** Percentage of the disk at which unused images are removed, above `imageGcLowPercent`. */
  readonly imageGcHighPercent?: number;
  /** Percentage of the disk down to which they are removed. */
  readonly imageGcLowPercent?: number;
}

/** What is wrong with kubelet settings, each a sentence that begins with the path. */
export function kubeletProblems(kubelet: KubeletSettings): readonly string[] {
  const { imageGcHighPercent: high, imageGcLowPercent: low } = kubelet;
  const problems: string[] = [];
  for (const [path, percent] of Object.entries({ imageGcHighPercent: high, imageGcLowPercent: low })) {
    if (percent === undefined || (Number.isInteger(percent) && percent >= 0 && percent <= 100)) continue;
    problems.push(`${path} is ${String(percent)}; write a whole percentage from 0 to 100.`);
  }
  // The kubelet's own defaults are 85 and 80.
  if ((high ?? 85) <= (low ?? 80)) {
    problems.push(
      `imageGcHighPercent is ${String(high ?? 85)} and imageGcLowPercent is ${String(low ?? 80)}; ` +
        `the kubelet only starts when the first is the greater.`,
    );
  }
  return problems;
}
