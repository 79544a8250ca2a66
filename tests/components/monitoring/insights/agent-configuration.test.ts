import assert from "node:assert/strict";
import { agentConfiguration } from "../../../../components/monitoring/insights/agent-configuration";

describe("agentConfiguration", () => {
  /** Keys of the add-on's schema v6.5.0-eksbuild.1, which refuses all others, with their boolean `enabled`. */
  const switches = [
    "applicationSignals",
    "containerInsights",
    "containerLogs",
    "dcgmExporter",
    "kubeStateMetrics",
    "neuronMonitor",
    "nodeExporter",
    "otelContainerInsights",
  ];

  it("chooses enhanced Container Insights and logs, and switches everything else off", () => {
    const { agent, ...rest } = agentConfiguration({ collectionIntervalSeconds: 60, containerLogs: true });
    const on = ["containerInsights", "containerLogs"];
    assert.deepEqual(rest, Object.fromEntries(switches.map((key) => [key, { enabled: on.includes(key) }])));
    assert.deepEqual(agent, {
      config: {
        logs: {
          metrics_collected: {
            kubernetes: {
              enhanced_container_insights: true,
              accelerated_compute_metrics: false,
              metrics_collection_interval: 60,
            },
          },
        },
      },
    });
  });

  it("can leave the logs where they are", () => {
    const { containerLogs } = agentConfiguration({ collectionIntervalSeconds: 300, containerLogs: false });
    assert.deepEqual(containerLogs, { enabled: false });
  });

  for (const collectionIntervalSeconds of [0, -60, 1.5, NaN]) {
    it(`refuses an interval of ${String(collectionIntervalSeconds)} seconds`, () => {
      const message = `collectionIntervalSeconds is ${String(collectionIntervalSeconds)}; write a whole number of seconds above 0, such as 60.`;
      assert.throws(() => agentConfiguration({ collectionIntervalSeconds, containerLogs: true }), { message });
    });
  }
});
