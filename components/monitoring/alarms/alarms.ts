import type { ClusterMetricId } from "../metrics";

/** An alarm on metrics of a cluster, free of where it is created. */
export interface ClusterAlarm {
  /** Last part of the alarm's name. */
  readonly id: string;
  /** What is wrong when it fires, and where to look first. At most 1024 characters. */
  readonly description: string;
  /** One metric, or several that an expression makes into one; each under the name the expression uses. */
  readonly metrics: Readonly<Record<string, ClusterMetricId>>;
  /** Metric math over the names of `metrics`. Left out for a single metric. */
  readonly expression?: string;
  readonly comparison: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** Seconds: 60 or a multiple of it. */
  readonly period: number;
  /** Periods in a row that all have to breach. */
  readonly periods: number;
  /**
   * What silence means. `fine`: the metric is published when there is something to say. `tell`: the collector has gone,
   * which is worth a message of its own.
   */
  readonly silence: "fine" | "tell";
}

const gibibyte = 2 ** 30;

/** What can be told from the metrics that EKS publishes by itself. */
const controlPlaneAlarms: readonly ClusterAlarm[] = [
  {
    id: "api-server-errors",
    description:
      "More than 1 % of the requests to the API server ended in a server error for 15 minutes. " +
      "Look for a failing admission webhook first, then at the control-plane logs of type api.",
    metrics: { errors: "serverErrors", requests: "requests" },
    expression: "100 * errors / requests",
    comparison: "GreaterThanThreshold",
    threshold: 1,
    period: 300,
    periods: 3,
    silence: "fine",
  },
  {
    id: "api-server-latency",
    description:
      "The slowest 1 % of the writes to the API server took longer than a second for 15 minutes, " +
      "which is the latency objective of Kubernetes. Look for slow webhooks and for controllers that write too much.",
    metrics: { post: "postLatency", put: "putLatency", patch: "patchLatency" },
    expression: "MAX([post, put, patch])",
    comparison: "GreaterThanThreshold",
    threshold: 1,
    period: 300,
    periods: 3,
    silence: "fine",
  },
  {
    id: "api-server-storage",
    description:
      "The database of the control plane is above 6 GiB; at 8 GiB the cluster becomes read-only. " +
      "Look for objects that nothing deletes: events, finished Jobs, custom resources.",
    metrics: { size: "storageSize" },
    comparison: "GreaterThanThreshold",
    threshold: 6 * gibibyte,
    period: 300,
    periods: 3,
    silence: "fine",
  },
  {
    id: "pods-unschedulable",
    description:
      "Pods have found no node for 15 minutes. Look at the events of the pending pods: " +
      "resources, taints, zones of volumes, or no capacity of the instance types allowed.",
    metrics: { pods: "unschedulablePods" },
    comparison: "GreaterThanThreshold",
    threshold: 0,
    // The sum is the number of pods only over the one minute in which it is published once.
    period: 60,
    periods: 15,
    silence: "fine",
  },
];

/** What needs the agent on the nodes. */
const nodeAlarms: readonly ClusterAlarm[] = [
  {
    id: "node-not-ready",
    description:
      "A node has not been ready for 5 minutes, or (without data) the agent that says so has gone. " +
      "Look at the node's conditions and events; node repair replaces it where it is on.",
    metrics: { ready: "readyNodes" },
    comparison: "LessThanThreshold",
    threshold: 1,
    period: 60,
    periods: 5,
    silence: "tell",
  },
];

/**
 * The alarms that matter first. There is none for exhausted addresses among them: AWS publishes no metric of the free
 * addresses of a subnet, so that alert stands on the metrics of the VPC CNI (see `prometheus/address-alerts.ts`).
 */
export function clusterAlarms({ containerInsights }: { readonly containerInsights: boolean }): readonly ClusterAlarm[] {
  return containerInsights ? [...controlPlaneAlarms, ...nodeAlarms] : controlPlaneAlarms;
}
