import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { defaultQuota, usualContainer, type ContainerDefaults, type NamespaceQuota } from "./bounds";
import { isolation, type NamedNetworkPolicy } from "./network-policies";
import { podSecurityLabels, type PodSecurity } from "./pod-security";

/** A cluster that takes Kubernetes objects. */
export interface WorkloadCluster {
  /** Kubernetes minor, such as `1.36`. */
  readonly version: string;
  readonly kubernetes: k8s.Provider;
  /** Objects without a trace in AWS go with it: a dead API server cannot strand a destroy. */
  readonly resource: pulumi.Resource;
}

export interface TenantNamespaceArgs {
  /** Name of the namespace: at most 63 lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly cluster: WorkloadCluster;
  readonly podSecurity?: PodSecurity;
  readonly quota?: NamespaceQuota;
  readonly containerDefaults?: ContainerDefaults;
  /** Service accounts to make, none with a token in its pods. Default one, `app`. */
  readonly serviceAccounts?: readonly string[];
  /** Network policies beside the isolation that every namespace has. */
  readonly networkPolicies?: readonly NamedNetworkPolicy[];
  /** Further labels of the namespace, such as team and cost center. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What exists before the namespace, such as rules that hold for its pods. Default nothing. */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * A namespace that is closed before anything runs in it: pods are held to a Pod Security Standard, traffic is denied but
 * for names, credentials and its own pods, and what its pods ask for is bounded. What else makes a tenant (access of
 * people, a node pool, a budget) is built around it.
 * Idle cost: none.
 * @throws when Kubernetes would refuse the name.
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export class TenantNamespace extends pulumi.ComponentResource {
  /** Name of the namespace, known at preview. */
  readonly name: string;
  readonly resource: k8s.core.v1.Namespace;
  /** What workloads wait for, so that none runs before it is isolated and bounded. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TenantNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:tenancy:TenantNamespace", name, describe(args), opts);
    this.name = namespaceName(args.name);
    this.resource = createNamespace(this, name, args);
    this.ready = [
      this.resource,
      ...[...isolation, ...(args.networkPolicies ?? [])].map((policy) =>
        createNetworkPolicy(this, name, args, this.resource, policy),
      ),
      createLimitRange(this, name, args, this.resource),
      createQuota(this, name, args, this.resource),
      createPriorityQuota(this, name, args, this.resource),
      ...(args.serviceAccounts ?? ["app"]).map((account) =>
        createServiceAccount(this, name, args, this.resource, account),
      ),
    ];
    this.registerOutputs({ name: this.name });
  }
}

function describe({ name, podSecurity }: TenantNamespaceArgs): pulumi.Inputs {
  return { name, podSecurity: podSecurity?.enforce ?? "restricted" };
}

function namespaceName(name: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
    throw new Error(
      `The namespace "${name}" must be at most 63 lower-case letters, digits and hyphens, and begin and end with a letter or digit.`,
    );
  }
  return name;
}

/** Options of an object whose namespace is a plain string, which carries no order. */
function inside(parent: TenantNamespace, { cluster }: TenantNamespaceArgs, namespace: k8s.core.v1.Namespace) {
  return { parent, provider: cluster.kubernetes, deletedWith: cluster.resource, dependsOn: [namespace] };
}

function createNamespace(parent: TenantNamespace, name: string, args: TenantNamespaceArgs): k8s.core.v1.Namespace {
  const { cluster, labels, podSecurity } = args;
  return new k8s.core.v1.Namespace(
    name,
    { metadata: { name: args.name, labels: { ...labels, ...podSecurityLabels(cluster.version, podSecurity) } } },
    { parent, provider: cluster.kubernetes, deletedWith: cluster.resource, dependsOn: [...(args.after ?? [])] },
  );
}

function createNetworkPolicy(
  parent: TenantNamespace,
  name: string,
  args: TenantNamespaceArgs,
  namespace: k8s.core.v1.Namespace,
  policy: NamedNetworkPolicy,
): k8s.networking.v1.NetworkPolicy {
  return new k8s.networking.v1.NetworkPolicy(
    `${name}.${policy.name}`,
    { metadata: { name: policy.name, namespace: args.name }, spec: policy.spec },
    inside(parent, args, namespace),
  );
}

function createLimitRange(
  parent: TenantNamespace,
  name: string,
  args: TenantNamespaceArgs,
  namespace: k8s.core.v1.Namespace,
): k8s.core.v1.LimitRange {
  const { requestsCpu, requestsMemory, limitsMemory } = { ...usualContainer, ...args.containerDefaults };
  const limit = {
    type: "Container",
    defaultRequest: { cpu: requestsCpu, memory: requestsMemory },
    default: { memory: limitsMemory },
  };
  return new k8s.core.v1.LimitRange(
    name,
    { metadata: { name: "container-defaults", namespace: args.name }, spec: { limits: [limit] } },
    inside(parent, args, namespace),
  );
}

function createQuota(
  parent: TenantNamespace,
  name: string,
  args: TenantNamespaceArgs,
  namespace: k8s.core.v1.Namespace,
): k8s.core.v1.ResourceQuota {
  const quota = { ...defaultQuota, ...args.quota };
  const hard = {
    "requests.cpu": quota.requestsCpu,
    "requests.memory": quota.requestsMemory,
    "limits.memory": quota.limitsMemory,
    "requests.storage": quota.requestsStorage,
    pods: quota.pods,
    "services.loadbalancers": quota.loadBalancers,
    // A node port is open on every node of the cluster.
    "services.nodeports": "0",
  };
  return new k8s.core.v1.ResourceQuota(
    name,
    { metadata: { name: "namespace", namespace: args.name }, spec: { hard } },
    inside(parent, args, namespace),
  );
}

/** Pods of these priorities would push others off their nodes, those of the platform among them. */
function createPriorityQuota(
  parent: TenantNamespace,
  name: string,
  args: TenantNamespaceArgs,
  namespace: k8s.core.v1.Namespace,
): k8s.core.v1.ResourceQuota {
  const priorities = ["system-node-critical", "system-cluster-critical"];
  const scope = { scopeName: "PriorityClass", operator: "In", values: priorities };
  return new k8s.core.v1.ResourceQuota(
    `${name}.system-priorities`,
    {
      metadata: { name: "system-priorities", namespace: args.name },
      spec: { hard: { pods: "0" }, scopeSelector: { matchExpressions: [scope] } },
    },
    inside(parent, args, namespace),
  );
}

function createServiceAccount(
  parent: TenantNamespace,
  name: string,
  args: TenantNamespaceArgs,
  namespace: k8s.core.v1.Namespace,
  account: string,
): k8s.core.v1.ServiceAccount {
  return new k8s.core.v1.ServiceAccount(
    `${name}.${account}`,
    {
      metadata: { name: account, namespace: args.name },
      // AWS credentials come by a token of their own; a pod that talks to the API server asks for one itself.
      automountServiceAccountToken: false,
    },
    inside(parent, args, namespace),
  );
}
