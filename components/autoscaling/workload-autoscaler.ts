import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { OrderedOptions } from "../options";
import type { HorizontalScaling } from "./horizontal-scaling";
import { targetReference, type ScaledWorkload } from "./scaled-workload";
import { scalingProblems, type Scaling } from "./scaling-problems";
import { triggersOf } from "./triggers";
import { verticalSpec } from "./vertical-scaling";

export interface WorkloadAutoscalerArgs extends Scaling {
  readonly location: Location;
  readonly cluster: { readonly kubernetes: k8s.Provider; readonly resource: pulumi.Resource };
  /** What is scaled. It states no number of replicas, or each update would set it back. */
  readonly workload: ScaledWorkload;
  /** Address of the Prometheus workspace that queries go to. */
  readonly prometheusEndpoint: pulumi.Input<string>;
}

/**
 * The autoscalers of one workload: a ScaledObject for the number of its pods, a VerticalPodAutoscaler for their size.
 * Idle cost: none.
 * @throws when its settings make no sense, or the two would fight over the same resource, listing every problem.
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export class WorkloadAutoscaler extends pulumi.ComponentResource {
  constructor(name: string, args: WorkloadAutoscalerArgs, opts: OrderedOptions) {
    const { dependsOn, ...rest } = opts;
    const { cluster, workload, horizontal, vertical } = args;
    refuseProblems(args);
    super("platform:autoscaling:WorkloadAutoscaler", name, { ...workload }, rest);
    const options = {
      parent: this,
      provider: cluster.kubernetes,
      deletedWith: cluster.resource,
      dependsOn: [...dependsOn],
    };
    const metadata = { name: workload.name, namespace: workload.namespace };
    if (horizontal !== undefined)
      new k8s.apiextensions.CustomResource(
        name,
        { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata, spec: scaledObjectSpec(args, horizontal) },
        options,
      );
    if (vertical !== undefined)
      new k8s.apiextensions.CustomResource(
        `${name}-size`,
        {
          apiVersion: "autoscaling.k8s.io/v1",
          kind: "VerticalPodAutoscaler",
          metadata,
          spec: verticalSpec(workload, vertical),
        },
        options,
      );
    this.registerOutputs();
  }
}

function refuseProblems({ workload, ...scaling }: WorkloadAutoscalerArgs): void {
  const problems = scalingProblems(scaling);
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`The scaling of "${workload.namespace}/${workload.name}" makes no sense:\n${lines.join("\n")}`);
}

function scaledObjectSpec(
  { location, workload, prometheusEndpoint }: WorkloadAutoscalerArgs,
  scaling: HorizontalScaling,
) {
  const { minReplicas, maxReplicas, pollingSeconds = 30, cooldownSeconds = 300 } = scaling;
  // The scaler appends a path that begins with a slash.
  const endpoint = pulumi.output(prometheusEndpoint).apply((address) => address.replace(/\/$/, ""));
  return {
    scaleTargetRef: targetReference(workload),
    pollingInterval: pollingSeconds,
    cooldownPeriod: cooldownSeconds,
    minReplicaCount: minReplicas,
    maxReplicaCount: maxReplicas,
    triggers: triggersOf(scaling, location, endpoint),
  };
}
