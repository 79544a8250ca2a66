import type { Properties } from "../../properties";
import { ClusterWorld } from "./cluster-world";
import { putObject } from "../storage/bucket";
import { accountId, administered, keyPolicy, policy, refused, trust, World } from "./world";

describe("the stand-in cloud refuses of storage", () => {
  it("a second mount target in a zone (FS1), and to delete a file system that has one (FS11)", () => {
    const world = new ClusterWorld();
    const system = world.create("aws:efs/fileSystem:FileSystem", { encrypted: true });
    const mount = (subnetId: string) =>
      world.create("aws:efs/mountTarget:MountTarget", { fileSystemId: system.id, subnetId });
    mount(world.subnets[0]?.id ?? "");
    refused("FS1", () => mount(world.subnet("a", "10.0.7.0/24").id));
    refused("FS11", () => {
      world.remove(system);
    });
  });

  it("to delete a file system that still has the access point of a claim (FS11)", () => {
    const world = new ClusterWorld();
    const system = world.create("aws:efs/fileSystem:FileSystem", { encrypted: true });
    world.role("driver", trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"), "ReadOnlyAccess");
    world.addon("aws-efs-csi-driver", {
      podIdentityAssociations: [
        { serviceAccount: "efs-csi-controller-sa", roleArn: world.cloud.iamArn("role/driver") },
      ],
    });
    const named = (kind: string, name: string) => ({ kind, metadata: { name, namespace: "default" } });
    world.create("kubernetes:storage.k8s.io/v1:StorageClass", {
      ...{ apiVersion: "storage.k8s.io/v1", ...named("StorageClass", "efs") },
      ...{ provisioner: "efs.csi.aws.com", parameters: { provisioningMode: "efs-ap", fileSystemId: system.id } },
    });
    const claim = world.create("kubernetes:core/v1:PersistentVolumeClaim", {
      ...{ apiVersion: "v1", ...named("PersistentVolumeClaim", "shared") },
      spec: { storageClassName: "efs" },
    });
    refused("FS11", () => {
      world.remove(system);
    });
    world.remove(claim);
    world.remove(system);
  });

  it("file systems whose settings contradict (FS4, FS5, FS6)", () => {
    const system = (inputs: Properties) => new World().create("aws:efs/fileSystem:FileSystem", inputs);
    refused("FS4", () => system({ encrypted: false, kmsKeyId: "arn:aws:kms:eu-west-1:1:key/a" }));
    refused("FS5", () => system({ throughputMode: "provisioned" }));
    refused("FS6", () =>
      system({ lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS", transitionToArchive: "AFTER_90_DAYS" }] }),
    );
    refused("FS6", () => system({ lifecyclePolicies: [{ transitionToIa: "AFTER_31_DAYS" }] }));
    refused("FS6", () => system({ lifecyclePolicies: [{ transitionToArchive: "AFTER_90_DAYS" }] }));
  });

  it("a file system policy that lets nobody mount, or locks its writer out (FS7)", () => {
    const world = new World();
    const { id: fileSystemId } = world.create("aws:efs/fileSystem:FileSystem", {});
    const put = (document: string) =>
      world.create("aws:efs/fileSystemPolicy:FileSystemPolicy", { fileSystemId, policy: document });
    refused("FS7", () => put(policy({ Principal: "*", Action: ["elasticfilesystem:ClientRootAccess"] })));
    refused("FS7", () => put(policy({ Effect: "Deny", Principal: "*", Action: ["elasticfilesystem:*"] })));
    put(policy({ Principal: "*", Action: ["elasticfilesystem:ClientMount"] }));
  });

  it("backups that outlast the lock of their vault (BK3), by a role that AWS Backup cannot assume (BK4)", () => {
    const world = new ClusterWorld();
    refused("N20", () => world.create("aws:backup/vault:Vault", { name: "of the platform" }));
    world.create("aws:backup/vault:Vault", { name: "vault" });
    world.create("aws:backup/vaultLockConfiguration:VaultLockConfiguration", {
      backupVaultName: "vault",
      minRetentionDays: 35,
    });
    const plan = (deleteAfter: number, changes: Properties = {}) =>
      world.create("aws:backup/plan:Plan", {
        rules: [{ ruleName: "daily", targetVaultName: "vault", lifecycle: { deleteAfter }, ...changes }],
      });
    refused("BK3", () => plan(7));
    refused("BK3", () => plan(35, { startWindow: 30 }));
    refused("BK3", () => plan(60, { lifecycle: { deleteAfter: 60, coldStorageAfter: 30 } }));
    const { id: planId } = plan(35);
    const iamRoleArn = world.cloud.iamArn("role/nodes");
    refused("BK4", () => world.create("aws:backup/selection:Selection", { planId, iamRoleArn }));
  });

  it("buckets with a capital or a reserved name (ST1), a second part (ST3) and public policies (ST4)", () => {
    const world = new World();
    const bucket = (name: string) => world.create("aws:s3/bucket:Bucket", { bucket: name });
    refused("ST1", () => bucket("Logs-of-prod"));
    refused("ST1", () => bucket("logs-s3alias"));
    bucket("logs");
    refused("N22", () => bucket("logs"));
    const put = (statement: Properties) =>
      world.create("aws:s3/bucketPolicy:BucketPolicy", { bucket: "logs", policy: policy(statement) });
    const everybody = { Principal: "*", Action: "s3:GetObject", Resource: "*" };
    refused("ST4", () => put(everybody));
    refused("ST8", () => put({ ...everybody, Principal: { AWS: `arn:aws:iam::${accountId}:role/missing` } }));
    put({ ...everybody, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } });
    refused("ST3", () => put({ ...everybody, Effect: "Deny" }));
  });

  it("what a bucket states itself beside a resource of its own (ST7), and to delete a bucket with something in it (ST17)", () => {
    const world = new World();
    const bucket = (name: string, more: Properties = {}) =>
      world.create("aws:s3/bucket:Bucket", { bucket: name, ...more });
    bucket("stated", { versioning: { enabled: true } });
    refused("ST7", () =>
      world.create("aws:s3/bucketVersioning:BucketVersioning", {
        ...{ bucket: "stated", versioningConfiguration: { status: "Enabled" } },
      }),
    );
    const [full, emptied] = [bucket("full"), bucket("emptied", { forceDestroy: true })];
    for (const { id } of [full, emptied]) putObject(id, "source/1", world.cloud);
    refused("ST17", () => {
      world.remove(full);
    });
    world.remove(emptied);
  });

  it("tables with an attribute that nothing uses, and to delete a protected one (DS4)", () => {
    const world = new World();
    const table = (attributes: readonly string[], deletionProtectionEnabled: boolean) =>
      world.create("aws:dynamodb/table:Table", {
        ...{ name: "orders", hashKey: "id", deletionProtectionEnabled },
        attributes: attributes.map((name) => ({ name, type: "S" })),
      });
    refused("DS4", () => table(["id", "city"], false));
    refused("DS4", () => {
      world.remove(table(["id"], true));
    });
  });
});

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
});
