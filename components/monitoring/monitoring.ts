import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../arn";
import { ManagedAddon } from "../cluster/managed-addon";
import type { CustomerKey } from "../encryption/customer-key";
import type { LogRetentionDays } from "../encryption/encrypted-log-group";
import { AlarmTopic, type Publisher } from "./alarms/alarm-topic";
import { clusterAlarms } from "./alarms/alarms";
import { ClusterAlarms } from "./alarms/cluster-alarms";
import { ContainerInsights } from "./insights/container-insights";
import { dashboardBody, dashboardName } from "./dashboard";
import { Prometheus, type ScrapedCluster } from "./prometheus/prometheus";
import type { ZonedSubnet } from "./prometheus/scraper-subnets";
import type { RoleSettings } from "../identity/role";

export interface MonitoringArgs {
  /** What every physical name begins with: `<project>-<stack>`. */
  readonly name: string;
  readonly cluster: ScrapedCluster;
  /** Node groups: what agents and metrics-server need to be scheduled. */
  readonly nodes: readonly pulumi.Resource[];
  /** Private subnets of the cluster's VPC, for the scraper. */
  readonly subnets: readonly ZonedSubnet<pulumi.Input<string>>[];
  /** Its policy must name the log groups of `monitoringLogGroups`. */
  readonly logsKey: CustomerKey;
  readonly logRetentionInDays: LogRetentionDays;
  /**
   * `enhanced`: an agent and a log shipper on every node, billed per observation and GiB. `none`: only what EKS publishes
   * for nothing, and so no alarm on nodes. Default `enhanced`.
   */
  readonly containerInsights?: "enhanced" | "none";
  /** Seconds between two collections of Container Insights. Default 60. */
  readonly collectionIntervalSeconds?: number;
  /** Whether Container Insights ships logs as well. Default true. */
  readonly containerLogs?: boolean;
  /** Who fills the Prometheus workspace. With `none` nothing alerts on exhausted addresses. Default `scraper`. */
  readonly prometheusCollection?: "scraper" | "none";
  /** Seconds between two scrapes, at least 30. Default 60. */
  readonly scrapeIntervalSeconds?: number;
  /** Whether the VPC CNI reports addresses, and alerts tell when they run out. Default true; false where it does not run. */
  readonly addressAlerts?: boolean;
  /** Addresses that alarms are mailed to, once each has been confirmed. Default none. */
  readonly alarmEmails?: readonly string[];
  /** Further services that publish to the topic of alarms, such as budgets. Default none. */
  readonly publishers?: readonly Publisher[];
  /** Whether rules of EventBridge publish to it. Default false. */
  readonly eventBridge?: boolean;
  /** Whether Pulumi refuses to delete keys and metrics. Default false. */
  readonly protect?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * What tells how a cluster does: metrics-server for its autoscalers, Container Insights, a Prometheus workspace, a topic
 * with the alarms that matter first, and a dashboard.
 * Idle cost: two keys, the scraper's hours and the alarms; then per observation, per sample and per GiB of logs.
 * @throws when an interval, a name or the subnets are not what the services accept.
 */
export class Monitoring extends pulumi.ComponentResource {
  readonly topic: AlarmTopic;
  readonly metricsServer: ManagedAddon;
  readonly containerInsights?: ContainerInsights;
  readonly prometheus: Prometheus;
  readonly dashboardName: string;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:monitoring:Monitoring", name, describe(args), opts);
    this.topic = createTopic(this, name, args);
    this.metricsServer = createMetricsServer(this, name, args);
    if (enhanced(args)) this.containerInsights = createContainerInsights(this, name, args);
    this.prometheus = createPrometheus(this, name, args, this.topic);
    const alarms = createAlarms(this, name, args, this.topic);
    this.dashboardName = createDashboard(this, name, args, alarms);
    this.registerOutputs({
      topicArn: this.topic.arn,
      dashboardName: this.dashboardName,
      prometheusEndpoint: this.prometheus.workspace.prometheusEndpoint,
    });
  }
}

const enhanced = ({ containerInsights = "enhanced" }: MonitoringArgs): boolean => containerInsights === "enhanced";

function describe(args: MonitoringArgs): pulumi.Inputs {
  return {
    name: args.name,
    clusterName: args.cluster.name,
    containerInsights: args.containerInsights ?? "enhanced",
    prometheusCollection: args.prometheusCollection ?? "scraper",
  };
}

/** What most parts take over as it is. */
function shared({ cluster, logsKey, logRetentionInDays, tags }: MonitoringArgs) {
  return { cluster, logsKey, logRetentionInDays, ...(tags === undefined ? {} : { tags }) };
}

function createTopic(parent: Monitoring, name: string, args: MonitoringArgs): AlarmTopic {
  const { location } = args.cluster;
  return new AlarmTopic(
    `${name}-alarms`,
    {
      name: `${args.name}-alarms`,
      location,
      publishers: [...alarmPublishers(location, args.name), ...(args.publishers ?? [])],
      eventBridge: args.eventBridge ?? false,
      emails: args.alarmEmails ?? [],
      protect: args.protect ?? false,
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    { parent },
  );
}

/** Our alarms, and the alert managers of the account: the id of our workspace is not known before it exists. */
function alarmPublishers(location: Location, prefix: string): readonly Publisher[] {
  return [
    {
      sid: "CloudWatchPublishes",
      service: "cloudwatch.amazonaws.com",
      sourceArns: [arn(location, "cloudwatch", `alarm:${prefix}-*`)],
    },
    {
      sid: "PrometheusPublishes",
      service: "aps.amazonaws.com",
      actions: ["sns:Publish", "sns:GetTopicAttributes"],
      sourceArns: [arn(location, "aps", "workspace/*")],
    },
  ];
}

/** What the resource metrics of horizontal autoscalers and `kubectl top` come from. */
function createMetricsServer(parent: Monitoring, name: string, { cluster, nodes, tags }: MonitoringArgs): ManagedAddon {
  return new ManagedAddon(
    `${name}-metrics-server`,
    { cluster, addonName: "metrics-server", ...(tags === undefined ? {} : { tags }) },
    { parent, dependsOn: nodes },
  );
}

function createContainerInsights(parent: Monitoring, name: string, args: MonitoringArgs): ContainerInsights {
  const { collectionIntervalSeconds, containerLogs, roles } = args;
  return new ContainerInsights(
    `${name}-insights`,
    {
      ...shared(args),
      nodes: args.nodes,
      ...(collectionIntervalSeconds === undefined ? {} : { collectionIntervalSeconds }),
      ...(containerLogs === undefined ? {} : { containerLogs }),
      roles,
    },
    { parent },
  );
}

function createPrometheus(parent: Monitoring, name: string, args: MonitoringArgs, topic: AlarmTopic): Prometheus {
  const { prometheusCollection: collection, scrapeIntervalSeconds } = args;
  return new Prometheus(
    `${name}-prometheus`,
    {
      ...shared(args),
      name: args.name,
      subnets: args.subnets,
      topic,
      protect: args.protect ?? false,
      addressAlerts: args.addressAlerts ?? true,
      ...(collection === undefined ? {} : { collection }),
      ...(scrapeIntervalSeconds === undefined ? {} : { scrapeIntervalSeconds }),
    },
    { parent },
  );
}

function createAlarms(parent: Monitoring, name: string, args: MonitoringArgs, topic: AlarmTopic): ClusterAlarms {
  const { cluster, tags } = args;
  return new ClusterAlarms(
    name,
    {
      prefix: args.name,
      clusterName: cluster.name,
      location: cluster.location,
      alarms: clusterAlarms({ containerInsights: enhanced(args) }),
      topic,
      ...(tags === undefined ? {} : { tags }),
    },
    { parent },
  );
}

function createDashboard(parent: Monitoring, name: string, args: MonitoringArgs, { arns }: ClusterAlarms): string {
  const { name: clusterName, location } = args.cluster;
  const physicalName = dashboardName(args.name, location.region);
  const body = dashboardBody({
    clusterName,
    region: location.region,
    alarmArns: arns,
    containerInsights: enhanced(args),
  });
  new aws.cloudwatch.Dashboard(name, { dashboardName: physicalName, dashboardBody: body }, { parent });
  return physicalName;
}
