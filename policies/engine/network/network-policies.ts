import { globMatches } from "../glob";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { podSelectorSelectsEverything } from "../kubernetes/label-selector";
import { isOfKind, objectsAt, placeNamed, placeOfResource, type Place } from "../kubernetes/place";
import { opaqueIn } from "../kubernetes/hidden-objects";
import type { Parameters } from "../parameters";
import type { Property } from "../values/property";
import { and, or, type Truth, type Undecided } from "../values/truth";

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
  readonly place: Place;
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
  if (subject.type === namespaceType) return policed(subject, placeNamed(subject), parameters);
  const place = placeOfResource(subject, graph);
  if (place.kind === "named") {
    const { name } = place;
    if (speakersOf(graph).get(name) !== subject.urn) return undefined;
    const isElsewhere = parameters.namespacesElsewhere.some((glob) => globMatches(glob, name));
    return isElsewhere ? undefined : policed(undefined, place, parameters);
  }
  if (place.kind === "declared") return undefined;
  // It is in one of the namespaces that the stack declares, or nobody knows in which.
  const target = graph.resolve(subject, subject.at("metadata.namespace"), namespaceType);
  return target.kind === "resolved" ? undefined : policed(undefined, place, parameters);
}

function policed(declaration: Resource | undefined, place: Place, parameters: Parameters): PolicedNamespace {
  const stated = declaration?.at("metadata.name");
  return {
    name: place.kind === "named" ? place.name : undefined,
    declaration,
    place,
    isSystem: stated?.isUnknown ? stated.undecided : isOfKind(place, "system", parameters),
  };
}

const policyTypes = [networkPolicy];

/** The policies that are, or may be, in a namespace. */
export function policiesIn(graph: Graph, { place }: PolicedNamespace): readonly NamespacePolicy[] {
  return objectsAt(graph, policyTypes, place).map(({ object, belongs }) => ({ policy: object.resource, belongs }));
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

const speakers = new WeakMap<Graph, ReadonlyMap<string, string>>();

/**
 * The namespaces that are used without a declaration, with the URN of the object that speaks for each. Worked out once
 * for a graph, which never changes.
 */
function speakersOf(graph: Graph): ReadonlyMap<string, string> {
  const found = speakers.get(graph);
  if (found) return found;
  const declared = new Set(graph.ofType(namespaceType).map((namespace) => namespace.at("metadata.name").text()));
  const first = new Map<string, string>();
  for (const object of graph.ofType(...namespacedTypes)) {
    const place = placeOfResource(object, graph);
    if (place.kind !== "named" || declared.has(place.name)) continue;
    const other = first.get(place.name);
    if (other === undefined || object.urn < other) first.set(place.name, object.urn);
  }
  speakers.set(graph, first);
  return first;
}
