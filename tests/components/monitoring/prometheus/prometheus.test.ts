import assert from "node:assert/strict";
import { AlarmTopic } from "../../../../components/monitoring/alarms/alarm-topic";
import { Prometheus, type PrometheusArgs } from "../../../../components/monitoring/prometheus/prometheus";
import { unknown } from "../../../../policies/engine/values/value";
import { registrations, type Registrations } from "../../registrations";
import { location, logsKey, scrapedCluster, zonedSubnets } from "../cluster";

const workspaceType = "aws:amp/workspace:Workspace";
const scraperType = "aws:amp/scraper:Scraper";
const routingType = "aws:amp/alertManagerDefinition:AlertManagerDefinition";
const rulesType = "aws:amp/ruleGroupNamespace:RuleGroupNamespace";

const build = (overrides: Partial<PrometheusArgs> = {}): Promise<Registrations<Prometheus>> =>
  registrations(() => {
    const topic = new AlarmTopic("topic", { name: "shop-prod-alarms", location, publishers: [], emails: [] });
    return new Prometheus("metrics", {
      name: "shop-prod",
      cluster: scrapedCluster(),
      subnets: zonedSubnets,
      logsKey: logsKey(),
      logRetentionInDays: 90,
      topic,
      ...overrides,
    });
  });

describe("Prometheus", () => {
  it("misses no addresses where nothing reports them", async () => {
    const found = await build({ addressAlerts: false });
    assert.equal(found.ofType(rulesType).length, 0);
    assert.equal(found.ofType(routingType).length, 1);
  });

  it("encrypts the workspace with a key of its own and logs what fails", async () => {
    const found = await build();
    const workspace = found.only(workspaceType);
    assert.deepEqual(workspace.inputs, {
      alias: "shop-prod",
      kmsKeyArn: unknown,
      loggingConfiguration: {
        logGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/prometheus/shop-prod:*",
      },
      tags: { Name: "shop-prod" },
    });
    assert.deepEqual(found.dependencies(workspace), [
      "aws:cloudwatch/logGroup:LogGroup metrics",
      "aws:kms/key:Key metrics",
    ]);
    assert.equal(found.byName("aws:kms/alias:Alias", "metrics").inputs["name"], "alias/shop-prod-metrics");
    const { name, retentionInDays } = found.only("aws:cloudwatch/logGroup:LogGroup").inputs;
    assert.deepEqual([name, retentionInDays], ["/aws/vendedlogs/prometheus/shop-prod", 90]);
  });

  it("scrapes from every zone, through the cluster's security group, with time enough for an update", async () => {
    const { scrapeConfiguration, ...rest } = (await build()).only(scraperType).inputs;
    assert.equal(typeof scrapeConfiguration, "string");
    assert.deepEqual(rest, {
      alias: "shop-prod",
      source: {
        eks: {
          clusterArn: "arn:aws:eks:eu-west-1:111122223333:cluster/shop",
          subnetIds: ["subnet-0", "subnet-1", "subnet-2"],
          securityGroupIds: ["sg-cluster"],
        },
      },
      destination: { amp: { workspaceArn: unknown } },
      timeouts: { create: "40m", update: "30m", delete: "30m" },
      tags: { Name: "shop-prod" },
    });
  });

  it("deletes the scraper before the cluster, whose ARN it would follow to the next one", async () => {
    const found = await build();
    assert.ok(found.waitsFor(found.only(scraperType), found.only("aws:eks/cluster:Cluster")));
    assert.ok(!found.waitsFor(found.only(workspaceType), found.only("aws:eks/cluster:Cluster")));
  });

  it("sends alerts to the topic once its policy stands, and evaluates rules once there is something to evaluate", async () => {
    const found = await build();
    const routing = found.only(routingType);
    assert.equal(routing.inputs["workspaceId"], unknown);
    assert.ok(found.waitsFor(routing, found.only("aws:sns/topicPolicy:TopicPolicy")));
    const rules = found.only(rulesType);
    assert.equal(rules.inputs["name"], "addresses");
    assert.ok(found.waitsFor(rules, found.only(scraperType)));
    assert.ok(found.waitsFor(rules, routing));
    assert.ok(!found.waitsFor(routing, found.only(scraperType)));
  });

  it("keeps the workspace and makes nothing else when nobody collects", async () => {
    const found = await build({ collection: "none", subnets: [] });
    assert.equal(found.ofType(workspaceType).length, 1);
    for (const type of [scraperType, routingType, rulesType]) assert.deepEqual(found.ofType(type), [], type);
  });

  it("protects workspace and key where asked, since either one's end is the end of the metrics", async () => {
    const found = await build({ protect: true });
    assert.equal(found.only(workspaceType).protect, true);
    assert.equal(found.byName("aws:kms/key:Key", "metrics").protect, true);
    assert.equal(found.only(scraperType).protect, false);
  });

  it("refuses subnets in one zone", async () => {
    await assert.rejects(
      build({ subnets: zonedSubnets.slice(0, 1) }),
      /The scraper's subnets lie in "eu-west-1a"; give it subnets in at least two availability zones\./,
    );
  });
});
