import type { Location } from "../arn";
import { arn, endpointSuffix } from "../arn";
import type { PolicyStatement } from "../identity/policy-document";
import { nameOf, regionOf, resource, sid } from "../identity/grants/resource";
import type { HorizontalScaling, MetricTrigger, QueueTrigger } from "./horizontal-scaling";
import { podResources } from "./scaled-workload";

/** The workspace that queries go to. */
export interface QueriedWorkspace {
  /** A tag that this workspace has and others have not: its id is not known before it exists. */
  readonly tag: { readonly key: string; readonly value: string };
}

/** Name of the TriggerAuthentication in every namespace with triggers that AWS answers. */
export const authenticationName = "aws";

/** Whether the scaler has to ask AWS. */
export function asksAws({ queues = [], queries = [], metrics = [] }: HorizontalScaling): boolean {
  return queues.length + queries.length + metrics.length > 0;
}

/**
 * What the scaler may read for a workload, and nothing else: how many messages wait in its queues, the workspace by its
 * tag, and metrics of CloudWatch, which know no resources.
 * @throws when the ARN of a queue is malformed.
 * @see https://keda.sh/docs/latest/scalers/aws-sqs/
 */
export function triggerStatements(
  scalings: readonly HorizontalScaling[],
  location: Location,
  workspace: QueriedWorkspace,
): readonly PolicyStatement[] {
  const queues = [...new Set(scalings.flatMap(({ queues: all = [] }) => all.map((queue) => queue.arn)))].map((queue) =>
    resource("triggers", "queue", queue),
  );
  const uses = (field: "queries" | "metrics"): boolean => scalings.some((scaling) => (scaling[field] ?? []).length > 0);
  return [
    ...queues.map((queue) => ({
      sid: sid("CountMessages", nameOf(queue)),
      actions: ["sqs:GetQueueAttributes"],
      resources: [queue],
    })),
    ...(uses("queries")
      ? [
          {
            sid: "QueryWorkspace",
            actions: ["aps:QueryMetrics"],
            resources: [arn(location, "aps", "workspace/*")],
            conditions: { StringEquals: { [`aws:ResourceTag/${workspace.tag.key}`]: workspace.tag.value } },
          },
        ]
      : []),
    ...(uses("metrics") ? [{ sid: "ReadMetrics", actions: ["cloudwatch:GetMetricData"], resources: ["*"] }] : []),
  ];
}

/**
 * The triggers of a ScaledObject. Numbers are strings there.
 * @param endpoint address of the workspace, an output at preview.
 */
export function triggersOf<Endpoint>(scaling: HorizontalScaling, location: Location, endpoint: Endpoint) {
  const { utilization = {}, queues = [], queries = [], metrics = [] } = scaling;
  const authenticationRef = { name: authenticationName };
  return [
    ...podResources.flatMap((name) => {
      const value = utilization[name];
      return value === undefined ? [] : [{ type: name, metricType: "Utilization", metadata: { value: String(value) } }];
    }),
    ...queues.map((queue) => ({ type: "aws-sqs-queue", metadata: queueMetadata(queue, location), authenticationRef })),
    ...queries.map(({ query, perPod }) => ({
      type: "prometheus",
      // With a region it signs requests, as the workspace demands.
      metadata: { serverAddress: endpoint, query, threshold: String(perPod), awsRegion: location.region },
      authenticationRef,
    })),
    ...metrics.map((metric) => ({
      type: "aws-cloudwatch",
      metadata: metricMetadata(metric, location),
      authenticationRef,
    })),
  ];
}

function queueMetadata({ arn: queue, messagesPerPod }: QueueTrigger, location: Location) {
  const [region, account = ""] = [regionOf(queue), queue.split(":")[4]];
  return {
    queueURL: `https://sqs.${region}.${endpointSuffix(location)}/${account}/${nameOf(queue)}`,
    queueLength: String(messagesPerPod),
    awsRegion: region,
  };
}

function metricMetadata(metric: MetricTrigger, { region }: Location) {
  const { namespace, name, dimensions, statistic = "Average", periodSeconds = 300, perPod } = metric;
  return {
    namespace,
    metricName: name,
    // Several are in one text, in the same order.
    dimensionName: Object.keys(dimensions).join(";"),
    dimensionValue: Object.values(dimensions).join(";"),
    metricStat: statistic,
    metricStatPeriod: String(periodSeconds),
    // It looks back over whole periods, of which the last has not ended.
    metricCollectionTime: String(periodSeconds * 2),
    targetMetricValue: String(perPod),
    minMetricValue: "0",
    awsRegion: region,
  };
}
