import assert from "node:assert/strict";
import { AlarmTopic } from "../../../../components/monitoring/alarms/alarm-topic";
import { clusterAlarms, type ClusterAlarm } from "../../../../components/monitoring/alarms/alarms";
import { ClusterAlarms } from "../../../../components/monitoring/alarms/cluster-alarms";
import type { PropertyMap } from "../../../../policies/engine/values/value";
import { registrations, type Registrations } from "../../registrations";
import { location } from "../cluster";
import { documentedMetrics } from "../documented-metrics";

const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:shop-prod-alarms";
const dimensions = { ClusterName: "shop" };

function build(alarms: readonly ClusterAlarm[]): Promise<Registrations<ClusterAlarms>> {
  return registrations(() => {
    const topic = new AlarmTopic("topic", { name: "shop-prod-alarms", location, publishers: [], emails: [] });
    return new ClusterAlarms("shop", { prefix: "shop-prod", clusterName: "shop", location, alarms, topic });
  });
}

const all = (): Promise<Registrations<ClusterAlarms>> => build(clusterAlarms({ containerInsights: true }));

/** The metrics an alarm reads, however it is written. */
function metricsOf(inputs: PropertyMap): readonly PropertyMap[] {
  const queries = inputs["metricQueries"];
  if (!Array.isArray(queries)) return [{ ...inputs, stat: inputs["statistic"] }];
  return (queries as readonly PropertyMap[]).flatMap(({ metric }) =>
    metric === undefined ? [] : [metric as PropertyMap],
  );
}

describe("ClusterAlarms", () => {
  it("alarms on nodes only where an agent reports them", () => {
    const ids = (containerInsights: boolean): string[] => clusterAlarms({ containerInsights }).map(({ id }) => id);
    const withoutAgent = ["api-server-errors", "api-server-latency", "api-server-storage", "pods-unschedulable"];
    assert.deepEqual(ids(false), withoutAgent);
    assert.deepEqual(ids(true), [...withoutAgent, "node-not-ready"]);
  });

  it("reads only documented metrics, each by the cluster's name alone", async () => {
    const metrics = (await all()).ofType(type).flatMap(({ inputs }) => metricsOf(inputs));
    assert.equal(metrics.length, 8);
    for (const metric of metrics) {
      const statistics = documentedMetrics[String(metric["namespace"])]?.[String(metric["metricName"])] ?? [];
      assert.ok(statistics.includes(String(metric["stat"])), JSON.stringify(metric));
      assert.deepEqual(metric["dimensions"], dimensions);
    }
  });

  it("tells of a node that is not ready, and of silence", async () => {
    const { inputs } = (await all()).byName(type, "shop-node-not-ready");
    const { alarmDescription, ...rest } = inputs;
    assert.ok(String(alarmDescription).length <= 1024);
    assert.deepEqual(rest, {
      name: "shop-prod-node-not-ready",
      namespace: "ContainerInsights",
      metricName: "node_status_condition_ready",
      statistic: "Minimum",
      period: 60,
      dimensions,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "missing",
      alarmActions: [topicArn],
      okActions: [topicArn],
      insufficientDataActions: [topicArn],
      tags: {},
    });
  });

  it("counts unschedulable pods minute by minute, since their sum over more would count each pod again", async () => {
    const { inputs } = (await all()).byName(type, "shop-pods-unschedulable");
    assert.equal(inputs["metricName"], "scheduler_pending_pods_UNSCHEDULABLE");
    assert.equal(inputs["statistic"], "Sum");
    assert.equal(inputs["period"], 60);
    assert.equal(inputs["evaluationPeriods"], 15);
    assert.equal(inputs["treatMissingData"], "notBreaching");
    assert.equal(inputs["insufficientDataActions"], undefined);
  });

  it("compares server errors with all requests", async () => {
    const { inputs } = (await all()).byName(type, "shop-api-server-errors");
    const metric = (id: string, metricName: string): PropertyMap => ({
      id,
      metric: { namespace: "AWS/EKS", metricName, stat: "Sum", period: 300, dimensions },
      returnData: false,
    });
    assert.deepEqual(inputs["metricQueries"], [
      metric("errors", "apiserver_request_total_5XX"),
      metric("requests", "apiserver_request_total"),
      { id: "measure", expression: "100 * errors / requests", label: "Measure", returnData: true },
    ]);
    assert.equal(inputs["metricName"], undefined);
    assert.equal(inputs["period"], undefined);
  });

  it("keeps to what PutMetricAlarm accepts", async () => {
    for (const { id, period, periods, description, metrics, expression } of clusterAlarms({
      containerInsights: true,
    })) {
      assert.equal(period % 60, 0, id);
      assert.ok(period * periods <= 86_400, id);
      assert.ok(description.length <= 1024, id);
      for (const name of Object.keys(metrics)) {
        assert.match(name, /^[a-z][A-Za-z0-9_]*$/, id);
        if (expression !== undefined) assert.ok(expression.includes(name), `${id}: ${name}`);
      }
    }
    const names = (await all()).ofType(type).map(({ inputs }) => inputs["name"]);
    assert.equal(new Set(names).size, names.length);
  });

  it("waits for the topic's policy, which the topic's plain ARN does not imply", async () => {
    const found = await all();
    const policy = found.only("aws:sns/topicPolicy:TopicPolicy");
    for (const alarm of found.ofType(type)) assert.ok(found.waitsFor(alarm, policy), alarm.name);
  });

  it("knows the ARNs of its alarms before they exist", async () => {
    const { built } = await build(clusterAlarms({ containerInsights: false }).slice(0, 1));
    assert.deepEqual(built.arns, ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-prod-api-server-errors"]);
  });

  it("refuses several metrics without an expression", async () => {
    const alarm: ClusterAlarm = {
      id: "both",
      description: "Both",
      metrics: { a: "requests", b: "serverErrors" },
      comparison: "GreaterThanThreshold",
      threshold: 0,
      period: 60,
      periods: 1,
      silence: "fine",
    };
    await assert.rejects(build([alarm]), /An alarm on 2 metrics needs an expression over them\./);
  });
});
