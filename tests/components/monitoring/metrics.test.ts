import assert from "node:assert/strict";
import { clusterMetrics } from "../../../components/monitoring/metrics";
import { documentedMetrics } from "./documented-metrics";

describe("metrics of a cluster", () => {
  for (const { namespace, metricName, statistic } of Object.values(clusterMetrics)) {
    it(`${namespace} ${metricName} is documented, and ${statistic} is a statistic of it`, () => {
      assert.ok(documentedMetrics[namespace]?.[metricName]?.includes(statistic));
    });
  }
});
