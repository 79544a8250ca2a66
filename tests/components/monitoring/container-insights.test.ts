import assert from "node:assert/strict";
import { agentConfiguration } from "../../../components/monitoring/agent-configuration";
import { agentPermissions } from "../../../components/monitoring/agent-permissions";
import { ContainerInsights } from "../../../components/monitoring/container-insights";
import { unknown } from "../../../policies/engine/value";
import { registrations, type Registrations } from "../registrations";
import { location, logsKey, nodeGroup, scrapedCluster } from "./cluster";

const addonType = "aws:eks/addon:Addon";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

const build = (): Promise<Registrations<ContainerInsights>> =>
  registrations(() => {
    const cluster = scrapedCluster();
    return new ContainerInsights("insights", {
      cluster,
      logsKey: logsKey(),
      logRetentionInDays: 400,
      nodes: [nodeGroup(cluster)],
      tags: { team: "platform" },
    });
  });

describe("ContainerInsights", () => {
  it("makes the four log groups of the agents with retention and key", async () => {
    const groups = (await build()).ofType(logGroupType).map(({ inputs }) => inputs);
    assert.deepEqual(
      new Set(groups),
      new Set(
        ["application", "dataplane", "host", "performance"].map((stream) => ({
          name: `/aws/containerinsights/shop/${stream}`,
          retentionInDays: 400,
          kmsKeyId: unknown,
          tags: { team: "platform" },
        })),
      ),
    );
  });

  it("starts the agents after their log groups and after the nodes they run on", async () => {
    const found = await build();
    const addon = found.only(addonType);
    for (const group of found.ofType(logGroupType)) assert.ok(found.waitsFor(addon, group), group.name);
    assert.ok(found.waitsFor(addon, found.only("aws:eks/nodeGroup:NodeGroup")));
  });

  it("makes the log groups after the policy of their key, and without waiting for the cluster", async () => {
    const found = await build();
    for (const group of found.ofType(logGroupType)) {
      assert.ok(found.waitsFor(group, found.only("aws:kms/key:Key")));
      assert.ok(!found.waitsFor(group, found.only("aws:eks/cluster:Cluster")));
    }
  });

  it("gives the agent's service account a role by Pod Identity", async () => {
    const found = await build();
    const { addonName, addonVersion, podIdentityAssociations } = found.only(addonType).inputs;
    assert.deepEqual(
      { addonName, addonVersion, podIdentityAssociations },
      {
        addonName: "amazon-cloudwatch-observability",
        addonVersion: "v6.5.0-eksbuild.1",
        podIdentityAssociations: [
          { serviceAccount: "cloudwatch-agent", roleArn: "arn:aws:iam::111122223333:role/shop-cloudwatch-agent" },
        ],
      },
    );
    assert.equal(found.only("aws:iam/role:Role").inputs["name"], "shop-cloudwatch-agent");
  });
});

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

describe("agentPermissions", () => {
  const statements = agentPermissions(location, "shop");

  it("lets the agent write to this cluster's four log groups", () => {
    const [logs] = statements;
    assert.deepEqual(logs?.actions, ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]);
    assert.deepEqual(
      logs.resources,
      ["application", "dataplane", "host", "performance"].map(
        (stream) => `arn:aws:logs:eu-west-1:111122223333:log-group:/aws/containerinsights/shop/${stream}:*`,
      ),
    );
  });

  it("does not let it create log groups, which would have neither key nor retention", () => {
    const actions = statements.flatMap((statement) => statement.actions);
    assert.ok(!actions.includes("logs:CreateLogGroup"));
    assert.ok(!actions.some((action) => action.includes("*")));
  });

  it("limits the metrics it publishes to two namespaces", () => {
    const publish = statements.find(({ actions }) => actions.includes("cloudwatch:PutMetricData"));
    assert.deepEqual(publish?.conditions, {
      StringEquals: { "cloudwatch:namespace": ["ContainerInsights", "CWAgent"] },
    });
  });
});
