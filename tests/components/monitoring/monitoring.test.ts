import assert from "node:assert/strict";
import { monitoringLogGroups } from "../../../components/monitoring/log-groups";
import { Monitoring, type MonitoringArgs } from "../../../components/monitoring/monitoring";
import { registrations, type Registrations } from "../registrations";
import { logsKey, nodeGroup, scrapedCluster, zonedSubnets } from "./cluster";

const build = (overrides: Partial<MonitoringArgs> = {}): Promise<Registrations<Monitoring>> =>
  registrations(() => {
    const cluster = scrapedCluster();
    return new Monitoring("monitoring", {
      name: "shop-prod",
      cluster,
      nodes: [nodeGroup(cluster)],
      subnets: zonedSubnets,
      logsKey: logsKey(),
      logRetentionInDays: 400,
      ...overrides,
    });
  });

/** Every string inside a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe("Monitoring", () => {
  it("makes only log groups that its key's policy names", async () => {
    const names = (await build()).ofType("aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs["name"]);
    assert.deepEqual(names.sort(), [...monitoringLogGroups("shop-prod", "shop")].sort());
    assert.deepEqual(monitoringLogGroups("shop-prod", "shop"), [
      "/aws/containerinsights/shop/application",
      "/aws/containerinsights/shop/dataplane",
      "/aws/containerinsights/shop/host",
      "/aws/containerinsights/shop/performance",
      "/aws/vendedlogs/prometheus/shop-prod",
    ]);
  });

  it("installs metrics-server once there are nodes, with a pinned version and no rights in AWS", async () => {
    const found = await build();
    const addon = found.byName("aws:eks/addon:Addon", "monitoring-metrics-server");
    assert.equal(addon.inputs["addonName"], "metrics-server");
    assert.match(String(addon.inputs["addonVersion"]), /^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    assert.deepEqual(addon.inputs["podIdentityAssociations"], []);
    assert.ok(found.waitsFor(addon, found.only("aws:eks/nodeGroup:NodeGroup")));
  });

  it("lets every alarm of its own publish, by name", async () => {
    const found = await build();
    const policy = JSON.parse(String(found.only("aws:sns/topicPolicy:TopicPolicy").inputs["policy"])) as {
      Statement: { Sid: string; Condition?: unknown }[];
    };
    const condition = policy.Statement.find(({ Sid }) => Sid === "CloudWatchPublishes")?.Condition;
    assert.deepEqual(condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": ["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-prod-*"] },
    });
    for (const alarm of found.ofType("aws:cloudwatch/metricAlarm:MetricAlarm")) {
      assert.match(String(alarm.inputs["name"]), /^shop-prod-/);
      assert.deepEqual(alarm.inputs["alarmActions"], ["arn:aws:sns:eu-west-1:111122223333:shop-prod-alarms"]);
    }
  });

  it("shows its alarms on a dashboard whose name no other region or stack has", async () => {
    const found = await build();
    const { dashboardName, dashboardBody } = found.only("aws:cloudwatch/dashboard:Dashboard").inputs;
    assert.equal(dashboardName, "shop-prod-eu-west-1");
    assert.equal(found.built.dashboardName, "shop-prod-eu-west-1");
    const shown = strings(JSON.parse(String(dashboardBody))).filter((text) => text.includes(":alarm:"));
    const alarms = found.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => String(inputs["name"]));
    assert.deepEqual(new Set(shown.map((arn) => arn.split(":").at(-1))), new Set(alarms));
  });

  it("lets further services publish to topic and key alike", async () => {
    const sourceArns = ["arn:aws:budgets::111122223333:*"];
    const found = await build({
      publishers: [{ sid: "BudgetsPublish", service: "budgets.amazonaws.com", sourceArns }],
    });
    assert.ok(String(found.only("aws:sns/topicPolicy:TopicPolicy").inputs["policy"]).includes("budgets.amazonaws.com"));
    const key = found.byName("aws:kms/key:Key", "monitoring-alarms");
    assert.ok(String(key.inputs["policy"]).includes("budgets.amazonaws.com"));
  });

  it("runs no agent and alarms on no node without Container Insights", async () => {
    const found = await build({ containerInsights: "none" });
    assert.deepEqual(
      found.ofType("aws:eks/addon:Addon").map(({ inputs }) => inputs["addonName"]),
      ["metrics-server"],
    );
    const namespaces = found.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").flatMap(({ inputs }) => strings(inputs));
    assert.ok(!namespaces.includes("ContainerInsights"));
    assert.equal(found.built.containerInsights, undefined);
  });

  it("makes nothing else wait for the scraper, which takes a quarter of an hour, than the rules on its metrics", async () => {
    const found = await build();
    const scraper = found.only("aws:amp/scraper:Scraper");
    const waiting = found.all.filter((resource) => found.waitsFor(resource, scraper)).map(({ type }) => type);
    assert.deepEqual(waiting, ["aws:amp/ruleGroupNamespace:RuleGroupNamespace"]);
  });

  it("knows every policy and document at preview", async () => {
    const documents = (await build()).all.flatMap(({ inputs }) =>
      ["policy", "dashboardBody", "definition", "data", "scrapeConfiguration", "assumeRolePolicy"].flatMap((key) =>
        key in inputs ? [inputs[key]] : [],
      ),
    );
    assert.ok(documents.length >= 9);
    for (const document of documents) assert.equal(typeof document, "string");
  });
});
