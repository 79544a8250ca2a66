import type { Graph } from "../graph/graph";
import { kindOf, nameOf, objectsIn, refersByName, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { isSamePlace, objectsAt, placeOf } from "../kubernetes/place";
import { selects } from "../kubernetes/label-selector";
import type { Elements, Property } from "../values/property";
import { and, or, type Truth, type Undecided } from "../values/truth";
import type { DangerRule } from "./dangers";

const group = "rbac.authorization.k8s.io/v1";
export const roleTypes = typesOf(`${group}:Role`);
export const clusterRoleTypes = typesOf(`${group}:ClusterRole`);
export const roleBindingTypes = typesOf(`${group}:RoleBinding`);
export const clusterRoleBindingTypes = typesOf(`${group}:ClusterRoleBinding`);
export const bindingTypes: readonly string[] = [...roleBindingTypes, ...clusterRoleBindingTypes];

/** What roles that Kubernetes ships grant, by the rules of the pack that they would break. Of others nobody can tell. */
export const shippedRoles: Readonly<Record<string, readonly DangerRule[]>> = {
  "cluster-admin": ["RBAC-02", "RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06"],
  admin: ["RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06"],
  edit: ["RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06"],
  view: [],
  "system:auth-delegator": [],
  "system:basic-user": [],
  "system:discovery": [],
  "system:public-info-viewer": [],
  "system:service-account-issuer-discovery": [],
};

/** Whether Kubernetes or EKS ship a role of this name. */
export function isShipped(name: string): boolean {
  return Object.hasOwn(shippedRoles, name) || /^(system|eks):/.test(name);
}

/** Whether Kubernetes or EKS ship a Role of this name in the namespace. */
export function isShippedInNamespace(name: string, namespace: string): boolean {
  if (namespace === "kube-system" && name === "extension-apiserver-authentication-reader") return true;
  return /^kube-(system|public|node-lease)$/.test(namespace) && /^(system|eks):/.test(name);
}

export function isClusterRole(object: KubernetesObject): boolean {
  return kindOf(object) === "ClusterRole";
}

export function isClusterBinding(object: KubernetesObject): boolean {
  return kindOf(object) === "ClusterRoleBinding";
}

/** Whether a binding's roleRef is this very role. */
export function refersToRole(binding: KubernetesObject, role: KubernetesObject, graph: Graph): Truth {
  const reference = binding.root.child("roleRef");
  return and(
    reference.child("kind").is(kindOf(role)),
    refersByName(graph, binding.resource, reference.child("name"), role),
    isClusterRole(role) || isSamePlace(placeOf(binding, graph), placeOf(role, graph)),
  );
}

/** The roles of the stack that a binding refers to, or may refer to. */
export function rolesOf(
  binding: KubernetesObject,
  graph: Graph,
): readonly { readonly role: KubernetesObject; readonly refers: true | Undecided }[] {
  const name = binding.root.at("roleRef.name");
  const { clusterRoles, unclearClusterRoles, all } = indexOf(graph);
  const stated = name.text();
  const candidates = [
    ...(stated === undefined ? all : [...(clusterRoles.get(stated) ?? []), ...unclearClusterRoles]),
    ...(isClusterBinding(binding)
      ? []
      : objectsAt(graph, roleTypes, placeOf(binding, graph)).map(({ object }) => object)),
  ];
  return candidates.flatMap((role) => {
    const refers = refersToRole(binding, role, graph);
    return refers === false ? [] : [{ role, refers }];
  });
}

/** The bindings of the stack that refer, or may refer, to a role. */
export function bindingsOf(
  role: KubernetesObject,
  graph: Graph,
): readonly { readonly binding: KubernetesObject; readonly refers: true | Undecided }[] {
  return bindingCandidates(role, graph).flatMap((binding) => {
    const refers = refersToRole(binding, role, graph);
    return refers === false ? [] : [{ binding, refers }];
  });
}

/** A Role has few bindings beside it in its namespace; a ClusterRole is looked up by its name. */
function bindingCandidates(role: KubernetesObject, graph: Graph): readonly KubernetesObject[] {
  if (!isClusterRole(role)) return objectsAt(graph, roleBindingTypes, placeOf(role, graph)).map(({ object }) => object);
  const { bindings, unclearBindings } = indexOf(graph);
  const name = nameOf(role);
  const named = name.isUnknown ? [...bindings.values()].flat() : (bindings.get(name.text() ?? "") ?? []);
  return [...named, ...unclearBindings];
}

/** One rule that a role has, for certain or perhaps. */
export interface HeldRule {
  readonly rule: Property;
  readonly holds: true | Undecided;
}

/** The rules of a role: its own, or those of all ClusterRoles that its aggregation selects by their labels. */
export function policyRulesOf(
  role: KubernetesObject,
  graph: Graph,
): { readonly held: readonly HeldRule[]; readonly open: Undecided | undefined } {
  const own = role.root.child("rules").elements();
  const selectors = role.root.at("aggregationRule.clusterRoleSelectors");
  const sources = isClusterRole(role) && !selectors.isAbsent ? aggregated(role, selectors, graph) : [];
  const lists: readonly (readonly [Elements, true | Undecided])[] = [
    [own, true],
    ...sources.map(({ role: source, takes }) => [source.root.child("rules").elements(), takes] as const),
  ];
  return {
    held: lists.flatMap(([{ known }, holds]) => known.map((rule) => ({ rule, holds }))),
    open: lists.find(([{ open }]) => open)?.[0].open ?? selectors.elements().open,
  };
}

function aggregated(role: KubernetesObject, selectors: Property, graph: Graph) {
  return candidatesFor(selectors, graph).flatMap((source) => {
    if (source === role) return [];
    const labels = source.root.at("metadata.labels");
    const takes = selectors.some((selector) => selects(selector, labels));
    return takes === false ? [] : [{ role: source, takes }];
  });
}

/** The ClusterRoles that selectors may select: those with one of the labels that they ask for, where all ask for one. */
function candidatesFor(selectors: Property, graph: Graph): readonly KubernetesObject[] {
  const { all, labelled, unlabelled } = indexOf(graph);
  const { known, open } = selectors.elements();
  const wanted = known.map((selector) => {
    const labels = selector.child("matchLabels");
    const key = labels.keys().known.find((each) => labels.child(each).text() !== undefined);
    return key === undefined ? undefined : `${key}=${labels.child(key).text() ?? ""}`;
  });
  if (open || wanted.includes(undefined)) return all;
  return [...new Set([...wanted.flatMap((label) => labelled.get(label ?? "") ?? []), ...unlabelled])];
}

interface RoleIndex {
  readonly all: readonly KubernetesObject[];
  readonly clusterRoles: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Those whose name nobody knows yet. */
  readonly unclearClusterRoles: readonly KubernetesObject[];
  /** By `key=value`. */
  readonly labelled: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Those with labels that nobody knows yet. */
  readonly unlabelled: readonly KubernetesObject[];
  /** By the name of the role. */
  readonly bindings: ReadonlyMap<string, readonly KubernetesObject[]>;
  readonly unclearBindings: readonly KubernetesObject[];
}

const indices = new WeakMap<Graph, RoleIndex>();

/** Worked out once for a graph, which never changes. */
function indexOf(graph: Graph): RoleIndex {
  const found = indices.get(graph);
  if (found) return found;
  const all = graph.ofType(...clusterRoleTypes).flatMap(objectsIn);
  const labelsOf = ({ root }: KubernetesObject): Property => root.at("metadata.labels");
  const hasOpenLabels = (role: KubernetesObject): boolean => {
    const { known, open } = labelsOf(role).keys();
    return open !== undefined || known.some((key) => labelsOf(role).child(key).isUnknown);
  };
  const bindings = graph.ofType(...bindingTypes).flatMap(objectsIn);
  const roleName = ({ root }: KubernetesObject): Property => root.at("roleRef.name");
  const index: RoleIndex = {
    all,
    clusterRoles: grouped(all, (role) => [nameOf(role).text() ?? ""]),
    unclearClusterRoles: all.filter((role) => nameOf(role).isUnknown),
    labelled: grouped(all, (role) =>
      labelsOf(role)
        .keys()
        .known.map((key) => `${key}=${labelsOf(role).child(key).text() ?? ""}`),
    ),
    unlabelled: all.filter(hasOpenLabels),
    bindings: grouped(bindings, (binding) => [roleName(binding).text() ?? ""]),
    unclearBindings: bindings.filter((binding) => roleName(binding).isUnknown),
  };
  indices.set(graph, index);
  return index;
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const list = groups.get(key);
      if (list) list.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** Whether a ClusterRole is aggregated into one of the roles that Kubernetes ships for people. */
export function isAggregatedIntoShipped({ root }: KubernetesObject): Truth {
  const labels = root.at("metadata.labels");
  return or(
    ...["admin", "edit", "view"].map((name) =>
      labels.child(`rbac.authorization.k8s.io/aggregate-to-${name}`).is("true"),
    ),
  );
}
