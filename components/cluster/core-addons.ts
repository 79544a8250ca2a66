import * as pulumi from "@pulumi/pulumi";
import { zoneSpread } from "../charts/zone-spread";
import type { PlainOptions } from "../options";
import { ManagedAddon, type AddonCluster } from "./managed-addon";

/** How many CoreDNS pods run. */
export interface DnsReplicas {
  /** At least two. */
  readonly min: number;
  /** When larger than `min`, EKS adds pods with nodes and cores. At most 1000. Default `min`. */
  readonly max?: number;
  /** Whether they run on Fargate, by a profile that takes them and exists before. Default false. */
  readonly onFargate?: boolean;
  /** Whether pods ask those of their own zone first, as on machines far from the others. Default false. */
  readonly nearest?: boolean;
}

export interface CoreAddonsArgs {
  readonly cluster: AddonCluster;
  /** Default two, with no scaling. */
  readonly dns?: DnsReplicas;
  /** Whether to run the metrics server, without which no HorizontalPodAutoscaler works. Default true. */
  readonly metricsServer?: boolean;
  /** Whether an agent looks after nodes. Default true; false where there are none. */
  readonly nodeMonitoring?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The add-ons of every cluster that need nodes to run on: CoreDNS, metrics server and node monitoring. Create it with
 * `dependsOn` the node groups, or it reports degraded add-ons and fails after 20 minutes.
 * Idle cost: the nodes' resources that they occupy.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/coredns-autoscaling.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/node-health.html
 */
export class CoreAddons extends pulumi.ComponentResource {
  readonly coredns: ManagedAddon;
  readonly nodeMonitoring: ManagedAddon | undefined;
  readonly metricsServer: ManagedAddon | undefined;
  /** What pods that look up names, or scale, wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: CoreAddonsArgs, opts: PlainOptions = {}) {
    const { dependsOn = [], ...rest } = opts;
    const dns = args.dns ?? { min: 2 };
    super("platform:cluster:CoreAddons", name, { clusterName: args.cluster.name, dns }, rest);
    const shared = { cluster: args.cluster, tags: args.tags };
    const after = { parent: this, dependsOn };
    this.coredns = new ManagedAddon(
      `${name}-coredns`,
      // Like the network add-ons: pods cannot do without it.
      { ...shared, addonName: "coredns", configuration: corednsConfiguration(dns), preserve: true },
      after,
    );
    this.nodeMonitoring =
      args.nodeMonitoring === false
        ? undefined
        : new ManagedAddon(
            `${name}-eks-node-monitoring-agent`,
            { ...shared, addonName: "eks-node-monitoring-agent" },
            after,
          );
    this.metricsServer =
      args.metricsServer === false
        ? undefined
        : new ManagedAddon(`${name}-metrics-server`, { ...shared, addonName: "metrics-server" }, after);
    this.ready = [this.coredns, this.nodeMonitoring, this.metricsServer].flatMap((addon) => addon?.addon ?? []);
    this.registerOutputs();
  }
}

/**
 * CoreDNS spreads over zones as far as nodes allow, and loses at most one pod to a drain.
 * @throws when the numbers of replicas make no sense.
 */
export function corednsConfiguration({
  min,
  max = min,
  onFargate = false,
  nearest = false,
}: DnsReplicas): Readonly<Record<string, unknown>> {
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 2 || max < min || max > 1000) {
    throw new Error(
      `CoreDNS is to have ${String(min)} to ${String(max)} replicas; give it at least 2, at most 1000, and no less as max than as min.`,
    );
  }
  return {
    ...(max === min ? { replicaCount: min } : { autoScaling: { enabled: true, minReplicas: min, maxReplicas: max } }),
    // Without it EKS marks the pods as ones for nodes, and no profile takes them.
    ...(onFargate && { computeType: "Fargate" }),
    ...(nearest && { trafficDistribution: "PreferClose" }),
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    topologySpreadConstraints: [zoneSpread({ "k8s-app": "kube-dns" })],
  };
}
