import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../../arn";
import type { AlarmTopic } from "./alarm-topic";
import type { ClusterAlarm } from "./alarms";
import { clusterMetrics } from "../metrics";

export interface ClusterAlarmsArgs {
  /** What every alarm's name begins with. Two alarms of one name in a region overwrite each other without an error. */
  readonly prefix: string;
  readonly clusterName: string;
  readonly location: Location;
  readonly alarms: readonly ClusterAlarm[];
  readonly topic: AlarmTopic;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * CloudWatch alarms of a cluster that go to one topic, when they begin and when they end.
 * Idle cost: about 0.10 US dollars a month per metric of each alarm.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export class ClusterAlarms extends pulumi.ComponentResource {
  /** Composed, so that dashboards that show them are known at preview. */
  readonly arns: readonly string[];
  readonly resources: readonly aws.cloudwatch.MetricAlarm[];

  constructor(name: string, args: ClusterAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    const ids = args.alarms.map(({ id }) => id);
    super("platform:monitoring:ClusterAlarms", name, { prefix: args.prefix, alarms: ids }, opts);
    this.arns = ids.map((id) => arn(args.location, "cloudwatch", `alarm:${alarmName(args.prefix, id)}`));
    this.resources = args.alarms.map((alarm) => createAlarm(this, name, args, alarm));
    this.registerOutputs({ arns: this.arns });
  }
}

/** The name of an alarm in its region. */
export function alarmName(prefix: string, id: string): string {
  return `${prefix}-${id}`;
}

function createAlarm(
  parent: ClusterAlarms,
  name: string,
  { prefix, clusterName, topic, tags }: ClusterAlarmsArgs,
  alarm: ClusterAlarm,
): aws.cloudwatch.MetricAlarm {
  const tells = alarm.silence === "tell";
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${alarm.id}`,
    {
      name: alarmName(prefix, alarm.id),
      alarmDescription: alarm.description,
      ...measure(alarm, clusterName),
      comparisonOperator: alarm.comparison,
      threshold: alarm.threshold,
      evaluationPeriods: alarm.periods,
      datapointsToAlarm: alarm.periods,
      treatMissingData: tells ? "missing" : "notBreaching",
      alarmActions: [topic.arn],
      okActions: [topic.arn],
      // An alarm is born without data, and only a change of state sends a message: no false one at the first `up`.
      ...(tells ? { insufficientDataActions: [topic.arn] } : {}),
      tags: { ...tags },
    },
    // The topic's ARN is a plain string, which carries no order.
    { parent, dependsOn: [...topic.ready] },
  );
}

/** The one metric of an alarm, or its metrics and the expression over them, of which only the latter is compared. */
function measure(
  { metrics, expression, period }: ClusterAlarm,
  clusterName: string,
): Pick<
  aws.cloudwatch.MetricAlarmArgs,
  "namespace" | "metricName" | "statistic" | "period" | "dimensions" | "metricQueries"
> {
  const dimensions = { ClusterName: clusterName };
  const entries = Object.entries(metrics);
  if (expression === undefined) {
    const [only] = entries;
    if (only === undefined || entries.length > 1) {
      throw new Error(`An alarm on ${String(entries.length)} metrics needs an expression over them.`);
    }
    return { ...clusterMetrics[only[1]], period, dimensions };
  }
  return {
    metricQueries: [
      ...entries.map(([id, metric]) => {
        const { namespace, metricName, statistic } = clusterMetrics[metric];
        return { id, metric: { namespace, metricName, stat: statistic, period, dimensions }, returnData: false };
      }),
      { id: "measure", expression, label: "Measure", returnData: true },
    ],
  };
}
