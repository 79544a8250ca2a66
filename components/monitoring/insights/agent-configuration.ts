export interface AgentConfigurationArgs {
  /** Seconds between two collections of metrics, at least 1. AWS bills each observation: half as often is half the price. */
  readonly collectionIntervalSeconds: number;
  /** Whether Fluent Bit ships the logs of containers, of the node's services and of the host. */
  readonly containerLogs: boolean;
}

/**
 * The configuration values of the add-on amazon-cloudwatch-observability.
 *
 * The flavour is classic Container Insights with enhanced observability: its metrics are the ones that alarms know by
 * name. The OpenTelemetry flavour has Prometheus names and is queried with PromQL; alarms on these names would get no
 * data from it, ever, and Prometheus metrics have a place of their own here. Whatever else the add-on would switch on
 * is off: Application Signals injects agents into pods, the exporters for accelerators find no accelerator, and
 * kube-state-metrics and node-exporter feed the OpenTelemetry flavour only.
 * @throws when the interval is not a whole number of seconds above zero.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
 */
export function agentConfiguration({
  collectionIntervalSeconds,
  containerLogs,
}: AgentConfigurationArgs): Readonly<Record<string, unknown>> {
  if (!Number.isInteger(collectionIntervalSeconds) || collectionIntervalSeconds < 1) {
    throw new Error(
      `collectionIntervalSeconds is ${String(collectionIntervalSeconds)}; write a whole number of seconds above 0, such as 60.`,
    );
  }
  return {
    containerInsights: { enabled: true },
    containerLogs: { enabled: containerLogs },
    otelContainerInsights: { enabled: false },
    applicationSignals: { enabled: false },
    kubeStateMetrics: { enabled: false },
    nodeExporter: { enabled: false },
    dcgmExporter: { enabled: false },
    neuronMonitor: { enabled: false },
    agent: {
      config: {
        logs: {
          metrics_collected: {
            kubernetes: {
              enhanced_container_insights: true,
              accelerated_compute_metrics: false,
              metrics_collection_interval: collectionIntervalSeconds,
            },
          },
        },
      },
    },
  };
}
