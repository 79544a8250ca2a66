/** What the agents on the nodes write logs about, and what the last part of the name of each log group is. */
export const containerInsightsStreams = ["application", "dataplane", "host", "performance"] as const;

export type ContainerInsightsStream = (typeof containerInsightsStreams)[number];

/**
 * The log group that Container Insights writes to. The names are fixed in the agents.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-EKS-logs.html
 */
export function containerInsightsLogGroup(clusterName: string, stream: ContainerInsightsStream): string {
  return `/aws/containerinsights/${clusterName}/${stream}`;
}

/**
 * The log group in which Amazon Managed Service for Prometheus says which rules and notifications failed. The beginning
 * of the name is what keeps the account's resource policy for log delivery short.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export function prometheusLogGroup(name: string): string {
  return `/aws/vendedlogs/prometheus/${name}`;
}

/** Every log group that monitoring makes: what the policy of their key has to name. */
export function monitoringLogGroups(name: string, clusterName: string): readonly string[] {
  return [
    ...containerInsightsStreams.map((stream) => containerInsightsLogGroup(clusterName, stream)),
    prometheusLogGroup(name),
  ];
}
