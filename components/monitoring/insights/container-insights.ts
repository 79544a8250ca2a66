import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ManagedAddon, type AddonCluster } from "../../cluster/managed-addon";
import type { CustomerKey } from "../../encryption/customer-key";
import { encryptedLogGroup, type LogRetentionDays } from "../../encryption/encrypted-log-group";
import { agentConfiguration } from "./agent-configuration";
import { agentPermissions } from "./agent-permissions";
import { containerInsightsLogGroup, containerInsightsStreams, type ContainerInsightsStream } from "../log-groups";
import type { RoleSettings } from "../../identity/role";

export interface ContainerInsightsArgs {
  readonly cluster: AddonCluster;
  /** Its policy must name the groups of `containerInsightsLogGroup`. */
  readonly logsKey: CustomerKey;
  /** How long container and host logs are kept. Metrics are kept for 15 months, whatever this says. */
  readonly logRetentionInDays: LogRetentionDays;
  /** Seconds between two collections of metrics. Default 60. */
  readonly collectionIntervalSeconds?: number;
  /** Whether the logs of containers, of the node's services and of the host are shipped. Default true. */
  readonly containerLogs?: boolean;
  /** What has to exist before pods can be scheduled: the node groups. */
  readonly nodes: readonly pulumi.Resource[];
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Container Insights with enhanced observability: an agent and a log shipper on every node, as an EKS add-on with a role
 * of its own, and their log groups, which exist before them.
 * Idle cost: none of its own; each observation of a metric and each GiB of logs is billed, on every node and pod.
 * @throws when the collection interval is not a whole number of seconds above zero.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/container-insights-detailed-metrics.html
 */
export class ContainerInsights extends pulumi.ComponentResource {
  readonly addon: ManagedAddon;
  readonly logGroups: readonly aws.cloudwatch.LogGroup[];

  constructor(name: string, args: ContainerInsightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:monitoring:ContainerInsights", name, { clusterName: args.cluster.name, flavour: "enhanced" }, opts);
    this.logGroups = containerInsightsStreams.map((stream) => createLogGroup(this, name, args, stream));
    this.addon = createAddon(this, name, args, this.logGroups);
    this.registerOutputs();
  }
}

function createLogGroup(
  parent: ContainerInsights,
  name: string,
  { cluster, logsKey, logRetentionInDays, tags }: ContainerInsightsArgs,
  stream: ContainerInsightsStream,
): aws.cloudwatch.LogGroup {
  return encryptedLogGroup(
    `${name}-${stream}`,
    {
      name: containerInsightsLogGroup(cluster.name, stream),
      retentionInDays: logRetentionInDays,
      key: logsKey,
      ...(tags === undefined ? {} : { tags }),
    },
    { parent },
  );
}

function createAddon(
  parent: ContainerInsights,
  name: string,
  args: ContainerInsightsArgs,
  logGroups: readonly aws.cloudwatch.LogGroup[],
): ManagedAddon {
  const { cluster, roles, tags } = args;
  return new ManagedAddon(
    name,
    {
      cluster,
      addonName: "amazon-cloudwatch-observability",
      configuration: agentConfiguration({
        collectionIntervalSeconds: args.collectionIntervalSeconds ?? 60,
        containerLogs: args.containerLogs ?? true,
      }),
      identities: [
        {
          serviceAccount: "cloudwatch-agent",
          roleName: `${cluster.name}-cloudwatch-agent`,
          statements: agentPermissions(cluster.location, cluster.name),
        },
      ],
      roles,
      ...(tags === undefined ? {} : { tags }),
    },
    // The groups must be there first, and stay until the last writer has gone.
    { parent, dependsOn: [...logGroups, ...args.nodes] },
  );
}
