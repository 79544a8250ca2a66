import assert from "node:assert/strict";
import { dashboardBody, dashboardName } from "../../../components/monitoring/dashboard";
import { documentedMetrics } from "./documented-metrics";

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly region?: string;
    readonly period?: number;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

function widgets(containerInsights: boolean): readonly Widget[] {
  const body = dashboardBody({
    clusterName: "shop",
    region: "eu-west-1",
    alarmArns: ["arn:one", "arn:two"],
    containerInsights,
  });
  return (JSON.parse(body) as { widgets: Widget[] }).widgets;
}

describe("dashboardBody", () => {
  it("shows the alarms on top, over the whole width", () => {
    const [first] = widgets(true);
    assert.deepEqual(first && [first.type, first.x, first.y, first.width], ["alarm", 0, 0, 24]);
    assert.deepEqual(first?.properties.alarms, ["arn:one", "arn:two"]);
  });

  it("places every widget inside 24 columns and none on another", () => {
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets(true)) {
      assert.ok(x >= 0 && x + width <= 24);
      for (let column = x; column < x + width; column++) {
        for (let row = y; row < y + height; row++) {
          const cell = `${String(column)},${String(row)}`;
          assert.ok(!taken.has(cell), cell);
          taken.add(cell);
        }
      }
    }
  });

  it("draws documented metrics of this cluster with valid statistics, each graph with its region", () => {
    const graphs = widgets(true).filter(({ type }) => type === "metric");
    assert.equal(graphs.length, 9);
    for (const { properties } of graphs) {
      assert.equal(properties.region, "eu-west-1");
      assert.ok(properties.metrics && properties.metrics.length > 0);
      for (const [namespace, name, dimension, value, style] of properties.metrics) {
        const statistics = documentedMetrics[String(namespace)]?.[String(name)] ?? [];
        assert.ok(statistics.includes((style as { stat: string }).stat), String(name));
        assert.deepEqual([dimension, value], ["ClusterName", "shop"]);
      }
    }
  });

  it("draws sums that are gauges in reality over the one minute in which they are published", () => {
    const graph = widgets(false).find(({ properties }) =>
      properties.metrics?.some(([, name]) => name === "scheduler_pending_pods"),
    );
    assert.equal(graph?.properties.period, 60);
  });

  it("leaves out what only Container Insights reports where there is none", () => {
    const namespaces = widgets(false).flatMap(({ properties }) => properties.metrics?.map(([namespace]) => namespace));
    assert.deepEqual(new Set(namespaces.filter((namespace) => namespace !== undefined)), new Set(["AWS/EKS"]));
  });
});

describe("dashboardName", () => {
  it("carries the region, since dashboards are global in an account", () => {
    assert.equal(dashboardName("shop-prod", "eu-west-1"), "shop-prod-eu-west-1");
  });

  it("refuses letters that CloudWatch refuses", () => {
    assert.throws(() => dashboardName("shop.prod", "eu-west-1"), /"shop\.prod-eu-west-1" must be at most 255 letters/);
  });
});
