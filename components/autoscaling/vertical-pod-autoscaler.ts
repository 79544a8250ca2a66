import * as pulumi from "@pulumi/pulumi";
import { ChartRelease, charts, ControllerNamespace, type ChartCluster, type ControllerNamespaceArgs } from "../charts";
import type { OrderedOptions } from "../options";
import { vpaValues, vpaWebhookPort } from "./vpa-values";

export interface VerticalPodAutoscalerArgs {
  readonly cluster: ChartCluster & ControllerNamespaceArgs["cluster"];
  /** Ranges of the control plane, which calls the admission controller, and of nodes. */
  readonly cidrs: readonly string[];
}

/**
 * The Vertical Pod Autoscaler: a recommender that watches what containers use, an updater that evicts pods whose requests
 * are far from that, and an admission controller that writes the recommendation into new pods. The last one changes
 * pods of every namespace but the cluster's own, and is passed over while it does not answer.
 * It asks the metrics server, which has to be there.
 * Idle cost: a fifth of a CPU and 1.5 GiB of the nodes.
 * @see https://github.com/kubernetes/autoscaler/tree/master/vertical-pod-autoscaler
 */
export class VerticalPodAutoscaler extends pulumi.ComponentResource {
  /** What autoscalers of workloads wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: VerticalPodAutoscalerArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { cluster, cidrs } = args;
    super("platform:autoscaling:VerticalPodAutoscaler", name, { clusterName: cluster.name }, rest);
    const { namespace: namespaceName, podSecurity } = charts.vpa;
    const namespace = new ControllerNamespace(
      name,
      { name: namespaceName, cluster, podSecurity, cidrs, openPorts: [vpaWebhookPort] },
      { parent: this },
    );
    const { release } = new ChartRelease(
      name,
      { cluster, chart: "vpa", values: vpaValues(), makesAwsResources: false },
      { parent: this, dependsOn: [...dependsOn, ...namespace.ready] },
    );
    this.ready = [release];
    this.registerOutputs();
  }
}
