import type { KubernetesMinor } from "../../cluster/versions";

/**
 * The release of Cluster Autoscaler for each Kubernetes minor: it simulates the scheduler of its own minor, and nothing
 * else is tested together. The chart brings one of them only.
 * @see https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler#releases
 */
export const autoscalerImageTags: Readonly<Record<KubernetesMinor, string>> = {
  "1.34": "v1.34.5",
  "1.35": "v1.35.2",
  "1.36": "v1.36.1",
};
