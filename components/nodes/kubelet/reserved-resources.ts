/**
 * Millicores that the images of EKS keep for kubelet and container runtime: 6 % of the first core, 1 % of the second,
 * 0.5 % of the next two and 0.25 % of all others.
 * @see https://github.com/awslabs/amazon-eks-ami (nodeadm/internal/kubelet)
 */
export function reservedMillicores(vcpus: number): number {
  // In parts of 10,000, as millicores of a core have too few digits for a quarter of a percent.
  const shares = [
    { from: 0, to: 1000, share: 600 },
    { from: 1000, to: 2000, share: 100 },
    { from: 2000, to: 4000, share: 50 },
    { from: 4000, to: Infinity, share: 25 },
  ];
  const millicores = vcpus * 1000;
  return shares.reduce(
    (sum, { from, to, share }) => sum + Math.floor((Math.max(0, Math.min(millicores, to) - from) * share) / 10_000),
    0,
  );
}

/** MiB that the images of EKS keep for kubelet and container runtime: 255, and 11 for each pod that may run. */
export function reservedMiB(maxPods: number): number {
  return 11 * maxPods + 255;
}
