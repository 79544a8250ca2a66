/**
 * The metrics that AWS documents for a cluster with the one dimension ClusterName, and the statistics that are valid for
 * them. AWS/EKS: EKS User Guide, "Monitor cluster data with Amazon CloudWatch". ContainerInsights: the metric
 * declarations of the CloudWatch agent, `translator/translate/otel/exporter/awsemf/kubernetes.go`, which set no limits
 * to statistics.
 */
export const documentedMetrics: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "AWS/EKS": {
    apiserver_request_total: ["Sum"],
    apiserver_request_total_4XX: ["Sum"],
    apiserver_request_total_429: ["Sum"],
    apiserver_request_total_5XX: ["Sum"],
    apiserver_request_total_LIST_PODS: ["Sum"],
    apiserver_request_duration_seconds_PUT_P99: ["Average"],
    apiserver_request_duration_seconds_PATCH_P99: ["Average"],
    apiserver_request_duration_seconds_POST_P99: ["Average"],
    apiserver_request_duration_seconds_GET_P99: ["Average"],
    apiserver_request_duration_seconds_LIST_P99: ["Average"],
    apiserver_request_duration_seconds_DELETE_P99: ["Average"],
    apiserver_storage_size_bytes: ["Maximum"],
    scheduler_schedule_attempts_total: ["Sum"],
    scheduler_schedule_attempts_SCHEDULED: ["Sum"],
    scheduler_schedule_attempts_UNSCHEDULABLE: ["Sum"],
    scheduler_schedule_attempts_ERROR: ["Sum"],
    scheduler_pending_pods: ["Sum"],
    scheduler_pending_pods_ACTIVEQ: ["Sum"],
    scheduler_pending_pods_UNSCHEDULABLE: ["Sum"],
    scheduler_pending_pods_BACKOFF: ["Sum"],
    scheduler_pending_pods_GATED: ["Sum"],
  },
  ContainerInsights: Object.fromEntries(
    [
      "cluster_node_count",
      "cluster_failed_node_count",
      "cluster_number_of_running_pods",
      "node_cpu_utilization",
      "node_memory_utilization",
      "node_filesystem_utilization",
      "node_status_condition_ready",
      "pod_container_status_waiting_reason_crash_loop_back_off",
      "pod_container_status_waiting_reason_image_pull_error",
      "pod_container_status_terminated_reason_oom_killed",
    ].map((name) => [name, ["Average", "Maximum", "Minimum", "Sum"]]),
  ),
};
