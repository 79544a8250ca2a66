import * as pulumi from "@pulumi/pulumi";
import {
  ChartRelease,
  charts,
  ControllerNamespace,
  type ChartCluster,
  type ControllerNamespaceArgs,
} from "../../charts";
import type { OrderedOptions } from "../../options";
import { rebootSentinel } from "./reboot-sentinel";
import { windowProblems, type RebootWindow } from "./reboot-window";

export interface RebootDaemonArgs {
  readonly cluster: ChartCluster & ControllerNamespaceArgs["cluster"];
  /** Ranges of nodes and control plane. */
  readonly cidrs: readonly string[];
  /** Physical names of the managed groups whose nodes install patches themselves: Amazon Linux 2023, never Bottlerocket. */
  readonly nodeGroups: readonly string[];
  readonly window: RebootWindow;
  /** Minutes between two looks at each node. Default 15. */
  readonly periodMinutes?: number;
  /** Minutes that draining a node may take; then it is given up until the next look. Default 30. */
  readonly drainTimeoutMinutes?: number;
  /** Minutes after which the lock of a node that never came back is broken. Default 120. */
  readonly lockTtlMinutes?: number;
  /** Minutes that a restarted node has to itself before the next one may go. Default 5. */
  readonly settleMinutes?: number;
}

/**
 * Kured: restarts nodes that have installed something which asks for it, one at a time, within a window, after draining
 * them as disruption budgets let it. It installs nothing itself, and tells nobody but its log.
 * Its pods enter the namespaces of the host to restart it, so its own namespace allows everything: nobody else's pods
 * belong there.
 * Idle cost: a hundredth of a CPU and 32 MiB of each such node.
 * @throws when there is no group, or the window makes no sense.
 * @see https://kured.dev/docs/configuration/
 */
export class RebootDaemon extends pulumi.ComponentResource {
  constructor(name: string, args: RebootDaemonArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { cluster, cidrs, nodeGroups, window } = args;
    refuseProblems(args);
    super("platform:operations:RebootDaemon", name, { nodeGroups: [...nodeGroups], window: { ...window } }, rest);
    const { namespace: namespaceName, podSecurity } = charts.kured;
    const namespace = new ControllerNamespace(
      name,
      { name: namespaceName, cluster, podSecurity, cidrs },
      { parent: this },
    );
    new ChartRelease(
      name,
      { cluster, chart: "kured", values: kuredValues(args), makesAwsResources: false },
      { parent: this, dependsOn: [...dependsOn, ...namespace.ready] },
    );
    this.registerOutputs();
  }
}

function refuseProblems({ nodeGroups, window }: RebootDaemonArgs): void {
  const problems = windowProblems(window).map(({ path, message }) => `window.${path.join(".")}: ${message}`);
  if (nodeGroups.length === 0) problems.push("nodeGroups: [] names no group; leave the daemon out.");
  if (problems.length > 0) throw new Error(`The restarts of nodes make no sense:\n  ${problems.join("\n  ")}`);
}

/** What differs from the chart's own values. */
function kuredValues(args: RebootDaemonArgs): Readonly<Record<string, unknown>> {
  const { nodeGroups, window } = args;
  const { periodMinutes = 15, drainTimeoutMinutes = 30, lockTtlMinutes = 120, settleMinutes = 5 } = args;
  const minutes = (count: number): string => `${String(count)}m`;
  return {
    configuration: {
      rebootDays: [...window.days],
      startTime: window.start,
      endTime: window.end,
      timeZone: window.timeZone,
      period: minutes(periodMinutes),
      concurrency: 1,
      lockTtl: minutes(lockTtlMinutes),
      lockReleaseDelay: minutes(settleMinutes),
      drainTimeout: minutes(drainTimeoutMinutes),
      // What a disruption budget holds is not restarted over its head.
      forceReboot: false,
      // The chart leaves the command out while it mounts the folder of the file.
      useRebootSentinelHostPath: false,
      rebootSentinelCommand: rebootSentinel,
      // Pods of a drained node do not move to one that is drained next.
      preferNoScheduleTaint: "kured.dev/restart-pending",
      logFormat: "json",
    },
    // EKS puts this label on the nodes of its groups.
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: "eks.amazonaws.com/nodegroup", operator: "In", values: [...nodeGroups] }],
            },
          ],
        },
      },
    },
    tolerations: [{ operator: "Exists" }],
    // Where nodes run out of memory, it goes last.
    priorityClassName: "system-node-critical",
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
    service: { create: false },
    metrics: { create: false },
  };
}
