import { globMatches } from "../glob";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { podSelectorSelectsEverything } from "../kubernetes/label-selector";
import { effectiveNamespace, namespaceKind, namespacesOf } from "../kubernetes/namespaces";
import { opaqueIn } from "../opaque";
import type { Parameters } from "../parameters";
import type { Property } from "../values/property";
import { and, isUndecided, or, type Truth, type Undecided } from "../values/truth";

export const networkPolicy = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const namespaceType = "kubernetes:core/v1:Namespace";

/** Policy kinds of other engines, whose meaning is theirs. */
export const foreignPolicies = [
  "kubernetes:cilium.io/v2:CiliumNetworkPolicy",
  "kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy",
  "kubernetes:crd.projectcalico.org/v1:NetworkPolicy",
  "kubernetes:crd.projectcalico.org/v1:GlobalNetworkPolicy",
  "kubernetes:projectcalico.org/v3:NetworkPolicy",
  "kubernetes:projectcalico.org/v3:GlobalNetworkPolicy",
  "kubernetes:policy.networking.k8s.io/v1alpha1:AdminNetworkPolicy",
  "kubernetes:policy.networking.k8s.io/v1alpha1:BaselineAdminNetworkPolicy",
  "kubernetes:networking.k8s.aws/v1alpha1:ApplicationNetworkPolicy",
  "kubernetes:networking.k8s.aws/v1alpha1:ClusterNetworkPolicy",
] as const;

/** Kinds that live in a namespace: one of them carries what is wrong with a namespace that nobody declares. */
export const namespacedTypes: readonly string[] = [
  ...["ConfigMap", "PersistentVolumeClaim", "Pod", "PodTemplate", "ReplicationController"].map(
    (kind) => `core/v1:${kind}`,
  ),
  ...["LimitRange", "ResourceQuota", "Secret", "Service", "ServiceAccount"].map((kind) => `core/v1:${kind}`),
  ...["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"].map((kind) => `apps/v1:${kind}`),
  ...["CronJob", "Job"].map((kind) => `batch/v1:${kind}`),
  ...["Ingress", "NetworkPolicy"].map((kind) => `networking.k8s.io/v1:${kind}`),
  ...["Role", "RoleBinding"].map((kind) => `rbac.authorization.k8s.io/v1:${kind}`),
  ...["autoscaling/v1", "autoscaling/v2"].map((version) => `${version}:HorizontalPodAutoscaler`),
  "policy/v1:PodDisruptionBudget",
].map((type) => `kubernetes:${type}`);

/** A namespace as the subject of a rule about all pods in it. */
export interface PolicedNamespace {
  /** Undefined where Pulumi makes the name up, or it is not known. */
  readonly name: string | undefined;
  readonly declaration: Resource | undefined;
  /** Whether it is one of the cluster's own, which such rules leave alone. */
  readonly isSystem: Truth;
}

export interface NamespacePolicy {
  readonly policy: Resource;
  readonly belongs: true | Undecided;
}

/**
 * The namespace that a resource speaks for: a Namespace for itself, and for one that nobody declares the first of the
 * objects in it, by URN. Undefined for every other object, and where another stack is known to make the namespace.
 */
export function namespaceOfSubject(
  graph: Graph,
  subject: Resource,
  parameters: Parameters,
): PolicedNamespace | undefined {
  if (subject.type === namespaceType) {
    const declared = subject.at("metadata.name");
    const name = declared.text();
    return {
      name,
      declaration: subject,
      isSystem: declared.isUnknown ? declared.undecided : isSystem(name, parameters),
    };
  }
  const name = effectiveNamespace(subject, graph);
  if (typeof name !== "string") {
    // It is in a namespace that the stack declares, or nobody knows in which.
    const target = graph.resolve(subject, subject.at("metadata.namespace"), namespaceType);
    return target.kind === "resolved" ? undefined : { name: undefined, declaration: undefined, isSystem: name };
  }
  if (indexOf(graph, parameters).speakers.get(name) !== subject.urn) return undefined;
  if (parameters.namespacesElsewhere.some((glob) => globMatches(glob, name))) return undefined;
  return { name, declaration: undefined, isSystem: isSystem(name, parameters) };
}

/** The policies that are, or may be, in a namespace. */
export function policiesIn(
  graph: Graph,
  namespace: PolicedNamespace,
  parameters: Parameters,
): readonly NamespacePolicy[] {
  const { byNamespace, unplaced } = indexOf(graph, parameters);
  const named = (namespace.name === undefined ? undefined : byNamespace.get(namespace.name)) ?? [];
  // A name that is stated and not known yet may be any that policies state.
  const stated = namespace.declaration?.at("metadata.name");
  const isNameless = namespace.name === undefined && namespace.declaration === undefined;
  const nameless = isNameless && isUndecided(namespace.isSystem) ? namespace.isSystem : undefined;
  const unclear = stated?.isUnknown ? stated.undecided : nameless;
  return [
    ...named.map((policy): NamespacePolicy => ({ policy, belongs: true })),
    ...[...byNamespace.values()].flatMap((policies) =>
      unclear ? policies.map((policy): NamespacePolicy => ({ policy, belongs: unclear })) : [],
    ),
    ...unplaced.flatMap((policy): readonly NamespacePolicy[] => {
      const belongs = mayBeIn(graph, policy, namespace);
      return belongs === false ? [] : [{ policy, belongs }];
    }),
  ];
}

/** Why policies of a namespace may be missing here: something opaque, or another engine's kind, is at work in it. */
export function hiddenPolicies(graph: Graph, { name }: PolicedNamespace): Undecided | undefined {
  const path = "metadata.name";
  if (name !== undefined && opaqueIn(name, graph).length > 0) {
    return { path, reason: "an opaque resource may create policies in the namespace" };
  }
  const foreign = graph.ofType(...foreignPolicies).some((policy) => {
    const place = policy.at("metadata.namespace");
    return place.isAbsent || place.isUnknown || name === undefined || place.text() === name;
  });
  return foreign ? { path, reason: "policies of another engine are at work in the namespace" } : undefined;
}

/** Whether an object is in one of the cluster's own namespaces. One whose name Pulumi makes up is not. */
export function isInSystemNamespace(graph: Graph, object: Resource, parameters: Parameters): Truth {
  const name = effectiveNamespace(object, graph);
  if (typeof name === "string") return isSystem(name, parameters);
  const target = graph.resolve(object, object.at("metadata.namespace"), namespaceType);
  if (target.kind !== "resolved" || !target.certain || !target.targets[0]) return name;
  const declared = target.targets[0].at("metadata.name");
  return declared.isUnknown ? declared.undecided : isSystem(declared.text(), parameters);
}

/** Whether a policy selects every pod of its namespace. */
export function selectsEveryPod(policy: Resource): Truth {
  return podSelectorSelectsEverything(policy.at("spec.podSelector"));
}

/** Whether a policy isolates the pods that it selects in one direction: by policyTypes, else by the rules it has. */
export function isolates(policy: Resource, direction: "Ingress" | "Egress"): Truth {
  const types = policy.at("spec.policyTypes");
  const stated = types.some((type) => type.is(direction));
  const byRules = direction === "Ingress" ? true : policy.at("spec.egress").some(() => true);
  return or(and(isEmptyList(types), byRules), and(hasEntries(types), stated));
}

/** The API treats an empty list of rules, peers, ports or types like an absent one. */
export function isEmptyList(list: Property): Truth {
  return list.satisfies((value) => value === undefined || (Array.isArray(value) && value.length === 0));
}

function hasEntries(list: Property): Truth {
  return list.satisfies((value) => Array.isArray(value) && value.length > 0);
}

function isSystem(name: string | undefined, parameters: Parameters): boolean {
  return name !== undefined && namespaceKind(name, parameters) === "system";
}

/** Whether a policy whose namespace is not known by name is in this one: by reference to its declaration. */
function mayBeIn(graph: Graph, policy: Resource, { declaration }: PolicedNamespace): Truth {
  const reference = policy.at("metadata.namespace");
  const target = graph.resolve(policy, reference, namespaceType);
  if (target.kind === "resolved") {
    if (declaration === undefined || !target.targets.includes(declaration)) return false;
    return target.certain ? true : reference.undecided;
  }
  return reference.undecided;
}

interface NamespaceIndex {
  /** Namespace names without a declaration, with the URN of the object that speaks for each. */
  readonly speakers: ReadonlyMap<string, string>;
  readonly byNamespace: ReadonlyMap<string, readonly Resource[]>;
  readonly unplaced: readonly Resource[];
}

const indices = new WeakMap<Graph, NamespaceIndex>();

/** Worked out once for a graph, which never changes. */
function indexOf(graph: Graph, parameters: Parameters): NamespaceIndex {
  const found = indices.get(graph);
  if (found) return found;
  const speakers = new Map<string, string>();
  for (const { name, declaration, members } of namespacesOf(graph, parameters).known) {
    const [speaker] = declaration
      ? []
      : members
          .filter(({ type }) => namespacedTypes.includes(type))
          .map(({ urn }) => urn)
          .sort();
    if (speaker !== undefined) speakers.set(name, speaker);
  }
  const byNamespace = new Map<string, Resource[]>();
  const unplaced: Resource[] = [];
  for (const policy of graph.ofType(networkPolicy)) {
    const name = effectiveNamespace(policy, graph);
    if (typeof name !== "string") unplaced.push(policy);
    else byNamespace.set(name, [...(byNamespace.get(name) ?? []), policy]);
  }
  const index = { speakers, byNamespace, unplaced };
  indices.set(graph, index);
  return index;
}
