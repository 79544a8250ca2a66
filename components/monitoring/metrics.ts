/** A statistic that is valid for a metric. The service accepts others as well and answers with nonsense. */
export type Statistic = "Average" | "Maximum" | "Minimum" | "Sum";

/** A metric that exists for every cluster, with the single dimension ClusterName. */
export interface ClusterMetric {
  readonly namespace: "AWS/EKS" | "ContainerInsights";
  readonly metricName: string;
  readonly statistic: Statistic;
}

const vended = (metricName: string, statistic: Statistic): ClusterMetric => ({
  namespace: "AWS/EKS",
  metricName,
  statistic,
});

const collected = (metricName: string, statistic: Statistic): ClusterMetric => ({
  namespace: "ContainerInsights",
  metricName,
  statistic,
});

/**
 * The metrics that alarms and dashboard use. An alarm on a metric or a set of dimensions that does not exist is created
 * without complaint and never fires, so nothing outside this table is alarmed on.
 *
 * `AWS/EKS` is published by the service each minute, free of charge and without any agent. `ContainerInsights` exists
 * only where the agent runs with enhanced observability.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html
 */
export const clusterMetrics = {
  requests: vended("apiserver_request_total", "Sum"),
  serverErrors: vended("apiserver_request_total_5XX", "Sum"),
  clientErrors: vended("apiserver_request_total_4XX", "Sum"),
  throttledRequests: vended("apiserver_request_total_429", "Sum"),
  getLatency: vended("apiserver_request_duration_seconds_GET_P99", "Average"),
  listLatency: vended("apiserver_request_duration_seconds_LIST_P99", "Average"),
  postLatency: vended("apiserver_request_duration_seconds_POST_P99", "Average"),
  putLatency: vended("apiserver_request_duration_seconds_PUT_P99", "Average"),
  patchLatency: vended("apiserver_request_duration_seconds_PATCH_P99", "Average"),
  storageSize: vended("apiserver_storage_size_bytes", "Maximum"),
  schedulingErrors: vended("scheduler_schedule_attempts_ERROR", "Sum"),
  pendingPods: vended("scheduler_pending_pods", "Sum"),
  unschedulablePods: vended("scheduler_pending_pods_UNSCHEDULABLE", "Sum"),
  nodes: collected("cluster_node_count", "Average"),
  failedNodes: collected("cluster_failed_node_count", "Maximum"),
  readyNodes: collected("node_status_condition_ready", "Minimum"),
  nodeCpu: collected("node_cpu_utilization", "Maximum"),
  nodeMemory: collected("node_memory_utilization", "Maximum"),
  nodeFilesystem: collected("node_filesystem_utilization", "Maximum"),
  runningPods: collected("cluster_number_of_running_pods", "Average"),
  crashLoopingContainers: collected("pod_container_status_waiting_reason_crash_loop_back_off", "Sum"),
  imagePullErrors: collected("pod_container_status_waiting_reason_image_pull_error", "Sum"),
  outOfMemoryContainers: collected("pod_container_status_terminated_reason_oom_killed", "Sum"),
} as const satisfies Record<string, ClusterMetric>;

export type ClusterMetricId = keyof typeof clusterMetrics;
