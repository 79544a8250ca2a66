import type { Properties } from "../../properties";
import { ClusterWorld } from "./cluster-world";
import { accountId, administered, keyPolicy, policy, refused, trust, World } from "./world";

describe("the stand-in cloud refuses of observability", () => {
  it("a log group with a retention that does not exist (N12), a reserved name or one that is taken (N11)", () => {
    const world = new World();
    const group = (name: string, retentionInDays: number) =>
      world.create("aws:cloudwatch/logGroup:LogGroup", { name, retentionInDays });
    refused("N12", () => group("/a", 31));
    refused("N11", () => group("aws/a", 30));
    group("/a", 30);
    refused("N11", () => group("/a", 30));
  });

  it("rules whose topic or key asks EventBridge for a source (EV2 as K12 and SN2), and rules that have targets (EV1)", () => {
    const world = new World();
    const principal = { Principal: { Service: "events.amazonaws.com" } };
    const source = { Condition: { StringEquals: { "aws:SourceAccount": accountId } } };
    const topicOf = (name: string, keyStatement: Properties, statement: Properties) => {
      const { id } = world.create("aws:kms/key:Key", { policy: keyPolicy(administered, keyStatement) });
      const arn = world.create("aws:sns/topic:Topic", { name, kmsMasterKeyId: id }).id;
      const document = policy({ Action: "sns:Publish", Resource: arn, ...statement });
      world.create("aws:sns/topicPolicy:TopicPolicy", { arn, policy: document });
      return arn;
    };
    refused("N16", () => world.create("aws:cloudwatch/eventRule:EventRule", { name: "a b", eventPattern: "{}" }));
    refused("EV1", () => world.create("aws:cloudwatch/eventRule:EventRule", { name: "empty" }));
    const rule = world.create("aws:cloudwatch/eventRule:EventRule", { name: "emergency", eventPattern: "{}" });
    const target = (arn: string, changes: Properties = {}) =>
      world.create("aws:cloudwatch/eventTarget:EventTarget", { rule: rule.id, targetId: "alarms", arn, ...changes });
    const uses = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
    refused("SN2", () => target(topicOf("sourced", { ...uses, ...principal }, { ...principal, ...source })));
    refused("K12", () => target(topicOf("keyed", { ...uses, ...principal, ...source }, principal)));
    const open = topicOf("open", { ...uses, ...principal }, principal);
    refused("EV1", () => target(open, { inputTransformer: { inputTemplate: "<who> came" } }));
    refused("EV1", () => target(open, { rule: "missing" }));
    const made = target(open, { inputTransformer: { inputTemplate: '"<who> came"' } });
    refused("EV1", () => {
      world.remove(rule);
    });
    world.remove(made);
    world.remove(rule);
  });

  it("alarms whose topic (SN2) or whose topic's key (K12) does not take messages of CloudWatch", () => {
    const world = new World();
    const topicOf = (name: string, document: string) => {
      const { id } = world.create("aws:kms/key:Key", { policy: document });
      return world.create("aws:sns/topic:Topic", { name, kmsMasterKeyId: id }).id;
    };
    const admit = (arn: string) => {
      const statement = { Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: arn };
      world.create("aws:sns/topicPolicy:TopicPolicy", { arn, policy: policy(statement) });
    };
    const alarm = (action: string, changes: Properties = {}) =>
      world.create("aws:cloudwatch/metricAlarm:MetricAlarm", {
        ...{ name: "errors", metricName: "errors", period: 60, evaluationPeriods: 3, alarmActions: [action] },
        ...changes,
      });
    const closed = topicOf("closed", keyPolicy());
    refused("SN2", () => alarm(closed));
    admit(closed);
    refused("K12", () => alarm(closed));
    const open = topicOf("open", keyPolicy({ ...administered, Principal: { Service: "cloudwatch.amazonaws.com" } }));
    admit(open);
    refused("CW7", () => alarm(open, { period: 45 }));
    refused("CW7", () => alarm(open, { metricQueries: [{ id: "a", returnData: true }] }));
    alarm(open);
    refused("CW7", () => alarm(open));
  });

  it("dashboards with a widget that is too wide (CW10)", () => {
    const dashboard = (width: number) =>
      new World().create("aws:cloudwatch/dashboard:Dashboard", {
        dashboardName: "platform",
        dashboardBody: JSON.stringify({ widgets: [{ type: "text", width }] }),
      });
    refused("CW10", () => dashboard(25));
    dashboard(24);
  });

  it("flow logs by a role that the service cannot assume, or that may not write (V25)", () => {
    const world = new ClusterWorld();
    const { outputs } = world.create("aws:cloudwatch/logGroup:LogGroup", { name: "/flow" });
    world.role("flow", trust("vpc-flow-logs.amazonaws.com"));
    const flowLog = (role: string) =>
      world.create("aws:ec2/flowLog:FlowLog", {
        ...{ vpcId: world.vpc.id, logDestinationType: "cloud-watch-logs", logDestination: outputs["arn"] ?? "" },
        iamRoleArn: world.cloud.iamArn(`role/${role}`),
      });
    refused("V25", () => flowLog("nodes"));
    refused("V25", () => flowLog("flow"));
    world.create("aws:iam/rolePolicy:RolePolicy", {
      role: "flow",
      name: "write",
      policy: policy({ Action: "logs:*", Resource: "*" }),
    });
    flowLog("flow");
  });

  it("Prometheus without a workspace (AP1), groups without rules (AP3), a scraper in one zone (AP5)", () => {
    const world = new ClusterWorld();
    const rules = (workspaceId: string, data: string) =>
      world.create("aws:amp/ruleGroupNamespace:RuleGroupNamespace", { workspaceId, name: "rules", data });
    refused("AP1", () => rules("ws-missing", "groups: []"));
    const workspace = world.create("aws:amp/workspace:Workspace", { alias: "platform" });
    refused("AP3", () => rules(workspace.id, "groups: []"));
    refused("CW2", () =>
      world.create("aws:amp/workspace:Workspace", {
        loggingConfiguration: { logGroupArn: "arn:aws:logs:eu-west-1:1:log-group:a" },
      }),
    );
    const scraper = (subnetIds: readonly string[]) =>
      world.create("aws:amp/scraper:Scraper", {
        source: { eks: { clusterArn: world.cluster.outputs["arn"] ?? "", subnetIds } },
        destination: { amp: { workspaceArn: workspace.outputs["arn"] ?? "" } },
        scrapeConfiguration: "global: {}",
      });
    refused("AP5", () => scraper([world.subnets[0]?.id ?? ""]));
    scraper(world.subnets.map(({ id }) => id));
    refused("AP6", () => {
      world.remove(workspace);
    });
  });

  it("budgets with six notifications, or a forecast of a day (BU1)", () => {
    const budget = (timeUnit: string, count: number) =>
      new World().create("aws:budgets/budget:Budget", {
        ...{ name: "team", timeUnit },
        notifications: Array.from({ length: count }, () => ({ notificationType: "FORECASTED" })),
      });
    refused("BU1", () => budget("MONTHLY", 6));
    refused("BU1", () => budget("DAILY", 1));
    budget("MONTHLY", 5);
  });

  it("queues with a bad or a taken name (N15), with two keys (K13), and targets that may not send (EV2) or whose key is closed (K13)", () => {
    const world = new World();
    const queue = (inputs: Properties) => world.create("aws:sqs/queue:Queue", { name: "news", ...inputs });
    refused("N15", () => queue({ name: "news.daily" }));
    refused("K13", () => queue({ sqsManagedSseEnabled: true, kmsMasterKeyId: "alias/news" }));
    refused("K13", () => queue({ kmsMasterKeyId: "alias/missing" }));
    const { id } = queue({ sqsManagedSseEnabled: true });
    refused("N15", () => queue({ sqsManagedSseEnabled: true }));
    const rule = world.create("aws:cloudwatch/eventRule:EventRule", { name: "spot", eventPattern: "{}" });
    const target = (name: string) =>
      world.create("aws:cloudwatch/eventTarget:EventTarget", {
        ...{ rule: rule.id, targetId: "reader", arn: world.cloud.arn("sqs", name) },
      });
    const admits = (queueUrl: string, name: string, ruleName: string) =>
      world.create("aws:sqs/queuePolicy:QueuePolicy", {
        queueUrl,
        policy: policy({
          ...{ Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage" },
          Resource: world.cloud.arn("sqs", name),
          Condition: { ArnEquals: { "aws:SourceArn": world.cloud.arn("events", `rule/${ruleName}`) } },
        }),
      });
    refused("EV2", () => admits("https://sqs.eu-west-1.amazonaws.com/1/missing", "missing", "spot"));
    refused("EV2", () => target("missing"));
    refused("EV2", () => target("news"));
    const other = admits(id, "news", "health");
    refused("EV2", () => target("news"));
    world.remove(other);
    admits(id, "news", "spot");
    target("news");
    const { id: keyId } = world.create("aws:kms/key:Key", { policy: keyPolicy() });
    const closed = queue({ name: "closed", kmsMasterKeyId: keyId });
    admits(closed.id, "closed", "spot");
    refused("K13", () => target("closed"));
  });

  it("topics with a space in their name (N17), subscriptions of none (SN1), and alarms of six actions or two results (CW8)", () => {
    const world = new World();
    refused("N17", () => world.create("aws:sns/topic:Topic", { name: "a b" }));
    refused("SN1", () =>
      world.create("aws:sns/topicSubscription:TopicSubscription", {
        ...{ topic: world.cloud.arn("sns", "missing"), protocol: "email", endpoint: "platform@example.com" },
      }),
    );
    const alarm = (inputs: Properties) =>
      world.create("aws:cloudwatch/metricAlarm:MetricAlarm", {
        name: "full",
        period: 60,
        evaluationPeriods: 1,
        ...inputs,
      });
    const metricName = { metricName: "errors" };
    refused("CW8", () => alarm({ ...metricName, alarmDescription: "d".repeat(1025) }));
    refused("CW8", () =>
      alarm({ ...metricName, alarmActions: Array.from({ length: 6 }, (_, index) => `arn:${index}`) }),
    );
    refused("CW8", () =>
      alarm({
        metricQueries: [
          { id: "a", returnData: true },
          { id: "b", returnData: true },
        ],
      }),
    );
    alarm(metricName);
  });

  it("workspaces with a key (K18) or a log group (AP2) that is not there, and alert managers twice or without text (AP4)", () => {
    const world = new World();
    const workspace = (inputs: Properties = {}) =>
      world.create("aws:amp/workspace:Workspace", { alias: "platform", ...inputs });
    refused("K18", () => workspace({ kmsKeyArn: world.cloud.arn("kms", "key/missing") }));
    refused("AP2", () =>
      workspace({ loggingConfiguration: { logGroupArn: `${world.cloud.arn("logs", "log-group:/missing")}:*` } }),
    );
    const { id: workspaceId } = workspace();
    const manager = (definition: string) =>
      world.create("aws:amp/alertManagerDefinition:AlertManagerDefinition", { workspaceId, definition });
    refused("AP4", () => manager("alertmanager_config:\n  route: {}\n"));
    manager("alertmanager_config: |\n  route: {}\n");
    refused("AP4", () => manager("alertmanager_config: |\n  route: {}\n"));
  });
});
