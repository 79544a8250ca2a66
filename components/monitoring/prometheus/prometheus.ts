import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn } from "../../arn";
import type { AddonCluster } from "../../cluster/managed-addon";
import { CustomerKey } from "../../encryption/customer-key";
import { encryptedLogGroup, type LogRetentionDays } from "../../encryption/encrypted-log-group";
import { addressAlerts } from "./address-alerts";
import type { AlarmTopic } from "../alarms/alarm-topic";
import { alertRouting } from "./alert-routing";
import { prometheusLogGroup } from "../log-groups";
import { scrapeConfiguration } from "./scrape-configuration";
import { scraperSubnets, type ZonedSubnet } from "./scraper-subnets";

/** A cluster whose pods a scraper can reach. Its endpoint must have private access, and its VPC DNS. */
export interface ScrapedCluster extends AddonCluster {
  /** The cluster's own security group, which its nodes let in. */
  readonly securityGroupId: pulumi.Input<string>;
}

export interface PrometheusArgs {
  /** Alias of the workspace and of the scraper, at most 100 letters, digits, dots, hyphens and underscores. */
  readonly name: string;
  readonly cluster: ScrapedCluster;
  /** Private subnets of the cluster's VPC in at least two zones. Only the scraper uses them. */
  readonly subnets: readonly ZonedSubnet<pulumi.Input<string>>[];
  /** Who collects: AWS's scraper, or nobody until something remote-writes (such as ADOT). Default `scraper`. */
  readonly collection?: "scraper" | "none";
  /** Seconds between two scrapes, at least 30. Default 60. */
  readonly scrapeIntervalSeconds?: number;
  /** Its policy must name the group of `prometheusLogGroup`. */
  readonly logsKey: CustomerKey;
  readonly logRetentionInDays: LogRetentionDays;
  readonly topic: AlarmTopic;
  /** Whether the VPC CNI reports addresses, and alerts tell when they run out. Default true. */
  readonly addressAlerts?: boolean;
  /** Whether Pulumi refuses to delete workspace and key, and with them every metric. Default false. */
  readonly protect?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A workspace of Amazon Managed Service for Prometheus with its own key, the log of its failures, the scraper that fills
 * it, and the alerts on exhausted addresses, which no CloudWatch metric can tell.
 * Idle cost: the key and the scraper's hours; then per sample collected and per sample that a query reads.
 * @throws when the subnets lie in fewer than two zones, or the interval is below 30 seconds.
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export class Prometheus extends pulumi.ComponentResource {
  readonly workspace: aws.amp.Workspace;
  /** Absent when nobody collects. */
  readonly scraper?: aws.amp.Scraper;

  constructor(name: string, args: PrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
    const collection = args.collection ?? "scraper";
    super("platform:monitoring:Prometheus", name, { name: args.name, collection }, opts);
    this.workspace = createWorkspace(this, name, args);
    if (collection === "scraper") {
      this.scraper = createScraper(this, name, args, this.workspace);
      const routing = createAlertManager(this, name, args, this.workspace);
      // Where no VPC CNI runs, they would do nothing but miss it.
      if (args.addressAlerts !== false) createAlerts(this, name, args, this.workspace, [this.scraper, routing]);
    }
    this.registerOutputs({ endpoint: this.workspace.prometheusEndpoint });
  }
}

function createWorkspace(parent: Prometheus, name: string, args: PrometheusArgs): aws.amp.Workspace {
  const { cluster, logRetentionInDays, logsKey, tags } = args;
  const protect = args.protect ?? false;
  const shared = tags === undefined ? {} : { tags };
  // The service acts on the key through grants of whoever creates the workspace, so the account's own statement is enough.
  const key = new CustomerKey(
    name,
    {
      name: `${args.name}-metrics`,
      description: `Metrics of the Prometheus workspace ${args.name}`,
      location: cluster.location,
      statements: [],
      ...shared,
    },
    { parent, protect },
  );
  const logGroup = encryptedLogGroup(
    name,
    { name: prometheusLogGroup(args.name), retentionInDays: logRetentionInDays, key: logsKey, ...shared },
    { parent },
  );
  // The service wants the ARN of everything in the group, which the group's own ARN is not.
  const logGroupArn = arn(cluster.location, "logs", `log-group:${prometheusLogGroup(args.name)}:*`);
  return new aws.amp.Workspace(
    name,
    {
      alias: args.name,
      kmsKeyArn: key.arn,
      loggingConfiguration: { logGroupArn },
      tags: { Name: args.name, ...tags },
    },
    { parent, protect, dependsOn: [logGroup] },
  );
}

function createScraper(
  parent: Prometheus,
  name: string,
  args: PrometheusArgs,
  workspace: aws.amp.Workspace,
): aws.amp.Scraper {
  const { cluster, scrapeIntervalSeconds = 60, subnets, tags } = args;
  return new aws.amp.Scraper(
    name,
    {
      alias: args.name,
      source: {
        eks: {
          clusterArn: cluster.arn,
          subnetIds: scraperSubnets(subnets).map(({ id }) => id),
          securityGroupIds: [cluster.securityGroupId],
        },
      },
      destination: { amp: { workspaceArn: workspace.arn } },
      scrapeConfiguration: scrapeConfiguration({ clusterName: cluster.name, intervalSeconds: scrapeIntervalSeconds }),
      // The provider gives an update two minutes, and the service needs up to ten.
      timeouts: { create: "40m", update: "30m", delete: "30m" },
      tags: { Name: args.name, ...tags },
    },
    // It follows the cluster's ARN, plain here. It must go before the cluster, or it would scrape the next one of the name.
    { parent, dependsOn: [cluster.resource] },
  );
}

function createAlertManager(
  parent: Prometheus,
  name: string,
  { cluster, name: subject, topic }: PrometheusArgs,
  workspace: aws.amp.Workspace,
): aws.amp.AlertManagerDefinition {
  const definition = alertRouting({ name: subject, topicArn: topic.arn, region: cluster.location.region });
  return new aws.amp.AlertManagerDefinition(
    name,
    { workspaceId: workspace.id, definition },
    // A workspace has one definition: a replacement cannot exist beside its predecessor.
    { parent, dependsOn: [...topic.ready], deleteBeforeReplace: true },
  );
}

function createAlerts(
  parent: Prometheus,
  name: string,
  { tags }: PrometheusArgs,
  workspace: aws.amp.Workspace,
  // Rules that ran before there are metrics would alert on their absence.
  dependsOn: readonly pulumi.Resource[],
): aws.amp.RuleGroupNamespace {
  return new aws.amp.RuleGroupNamespace(
    name,
    { name: "addresses", workspaceId: workspace.id, data: addressAlerts(), tags: { ...tags } },
    { parent, dependsOn: [...dependsOn], deleteBeforeReplace: true },
  );
}
