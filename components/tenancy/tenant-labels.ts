/** Labels and taints by which the platform knows a tenant's things. EKS takes no key under `kubernetes.io` on nodes. */
const prefix = "tenancy.platform";

/** Label of a tenant's namespace: its name. Whoever may write it could take a namespace out of the rules for tenants. */
export const tenantLabel = `${prefix}/tenant`;

/** Label of a tenant's namespace and label and taint of its nodes, where it has nodes of its own: its name. */
export const nodePoolLabel = `${prefix}/node-pool`;

/** Label of a tenant's namespace: the team that answers for it. */
export const ownerLabel = `${prefix}/owner`;

/** Label of a tenant's namespace: who pays. */
export const costCenterLabel = `${prefix}/cost-center`;

/** Tag of everything in AWS that a tenant causes, by which costs are told apart. */
export const tenantTag = "tenant";

/** Name of a tenant's namespace, its node group and whatever else bears its name outside of itself. */
export function tenantNamespaceName(tenant: string): string {
  return `tenant-${tenant}`;
}

/** What pods of a tenant with nodes of its own must state: where they run, and that its taint does not keep them away. */
export function nodePoolScheduling(tenant: string): {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Readonly<Record<"key" | "operator" | "value" | "effect", string>>[];
} {
  return {
    nodeSelector: { [nodePoolLabel]: tenant },
    tolerations: [{ key: nodePoolLabel, operator: "Equal", value: tenant, effect: "NoSchedule" }],
  };
}
