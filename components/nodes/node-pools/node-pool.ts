import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { secondsOf } from "./duration";
import type { NodePoolSettings, PoolTaint } from "./node-pool-settings";
import { requirementsOf, type Provisioner } from "./requirements";

/** The node classes of the provisioners. */
const nodeClassKinds: Readonly<Record<Provisioner, { readonly group: string; readonly kind: string }>> = {
  karpenter: { group: "karpenter.k8s.aws", kind: "EC2NodeClass" },
  "auto-mode": { group: "eks.amazonaws.com", kind: "NodeClass" },
};

const defaultGracePeriod = "24h";

/**
 * A NodePool, whose nodes come with pods and go with them. Deleting it deletes its nodes: it is gone when their instances
 * are, since its nodes are its dependents and hold it, and each has a finalizer that waits for its instance. So it may not
 * vanish with the cluster unseen, and whoever runs the finalizers has to outlive it.
 * @see https://karpenter.sh/docs/concepts/disruption/#manual-methods
 */
export function createNodePool(
  name: string,
  settings: NodePoolSettings,
  provisioner: Provisioner,
  opts: pulumi.CustomResourceOptions,
): k8s.apiextensions.CustomResource {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "karpenter.sh/v1",
      kind: "NodePool",
      metadata: { name: settings.name, annotations: { "pulumi.com/deletionPropagationPolicy": "foreground" } },
      spec: nodePoolSpec(settings, provisioner),
    },
    { ...opts, customTimeouts: { delete: deletionTimeout(settings) } },
  );
}

/** What a NodePool says, in the words of its API. */
export function nodePoolSpec(settings: NodePoolSettings, provisioner: Provisioner): Readonly<Record<string, unknown>> {
  const { instances, labels = {}, taints = [], startupTaints = [], weight, disruption = {} } = settings;
  const { consolidationPolicy = "WhenEmptyOrUnderutilized", consolidateAfter = "5m", budgets } = disruption;
  return {
    template: {
      ...(Object.keys(labels).length === 0 ? {} : { metadata: { labels } }),
      spec: {
        nodeClassRef: { ...nodeClassKinds[provisioner], name: settings.nodeClass },
        requirements: requirementsOf(instances, provisioner),
        ...(taints.length === 0 ? {} : { taints: taints.map(taintOf) }),
        ...(startupTaints.length === 0 ? {} : { startupTaints: startupTaints.map(taintOf) }),
        expireAfter: settings.expireAfter ?? (provisioner === "karpenter" ? "720h" : "336h"),
        terminationGracePeriod: settings.terminationGracePeriod ?? defaultGracePeriod,
      },
    },
    limits: limitsOf(settings),
    ...(weight === undefined ? {} : { weight }),
    disruption: { consolidationPolicy, consolidateAfter, budgets: budgets ?? [{ nodes: "10%" }] },
  };
}

function limitsOf({ limits: { cpu, memory, nodes } }: NodePoolSettings): Readonly<Record<string, string>> {
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(nodes === undefined ? {} : { nodes: String(nodes) }),
  };
}

function taintOf({ key, value, effect }: PoolTaint): PoolTaint {
  return { key, effect, ...(value === undefined ? {} : { value }) };
}

/** All nodes drain at once, each no longer than its grace period; then their instances end. */
function deletionTimeout({ terminationGracePeriod = defaultGracePeriod }: NodePoolSettings): string {
  const minutes = Math.ceil((secondsOf(terminationGracePeriod) ?? 0) / 60);
  return `${String(minutes + 30)}m`;
}
