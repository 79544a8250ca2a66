import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { namespaceKind, type NamespaceKind } from "./namespace-kind";
import { hidesObjects, opaqueIn } from "./hidden-objects";
import type { Parameters } from "../parameters";
import type { Property } from "../values/property";
import type { Truth, Undecided } from "../values/truth";
import { objectsIn, type KubernetesObject } from "./objects";

const namespaceType = "kubernetes:core/v1:Namespace";

/**
 * The namespace that an object is in: by name; as the declaration whose name Pulumi makes up or nobody knows yet; or
 * not known at all.
 */
export type Place =
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "declared"; readonly namespace: Resource }
  | { readonly kind: "unknown"; readonly undecided: Undecided };

/** An object that is, or may be, in a namespace. */
export interface Placed {
  readonly object: KubernetesObject;
  readonly belongs: true | Undecided;
}

const places = new WeakMap<KubernetesObject, Place>();

/** Where an object ends up: in its own namespace, else its provider's, else `default`. */
export function placeOf(object: KubernetesObject, graph: Graph): Place {
  // An object is that of a resource of one graph.
  const known = places.get(object);
  if (known) return known;
  const place = readPlace(object, graph);
  places.set(object, place);
  return place;
}

/** Where a resource that is one object ends up. The items of a list have places of their own. */
export function placeOfResource(resource: Resource, graph: Graph): Place {
  const objects = objectsIn(resource);
  const [object] = objects;
  return object && objects.length === 1
    ? placeOf(object, graph)
    : { kind: "unknown", undecided: { path: "items", reason: "a list has no namespace of its own" } };
}

function readPlace({ resource, root, isPatch }: KubernetesObject, graph: Graph): Place {
  const metadata = isPatch ? resource.at("metadata") : root.child("metadata");
  const own = metadata.child("namespace");
  if (own.isUnknown) return placeOfReference(own, resource, graph);
  const stated = own.text() ?? "";
  if (stated !== "") return { kind: "named", name: stated };
  const urn = resource.source.provider;
  if (urn === undefined) return { kind: "named", name: "default" };
  const inherited = graph.get(urn)?.at("namespace");
  if (!inherited)
    return {
      kind: "unknown",
      undecided: { path: own.path, reason: "the provider, which may set a namespace, is not known here" },
    };
  if (inherited.isUnknown) return { kind: "unknown", undecided: inherited.undecided };
  return { kind: "named", name: inherited.text() || "default" };
}

/** The namespace that a property such as `metadata.namespace` names, by text or by its declaration. */
export function placeOfReference(reference: Property, from: Resource, graph: Graph): Place {
  const name = reference.text();
  if (name !== undefined) return { kind: "named", name };
  const declaration = graph.resolve(from, reference, namespaceType);
  const target = declaration.kind === "resolved" && declaration.certain ? declaration.targets[0] : undefined;
  return target ? placeNamed(target) : { kind: "unknown", undecided: reference.undecided };
}

/** The place that a Namespace resource declares. */
export function placeNamed(namespace: Resource): Place {
  const name = namespace.at("metadata.name").text() ?? "";
  return name === "" ? { kind: "declared", namespace } : { kind: "named", name };
}

/** Whether two places are one namespace. */
export function isSamePlace(one: Place, other: Place): Truth {
  if (one.kind === "unknown") return one.undecided;
  if (other.kind === "unknown") return other.undecided;
  if (one.kind === "named" && other.kind === "named") return one.name === other.name;
  if (one.kind === "declared" && other.kind === "declared") return one.namespace === other.namespace;
  const declared = one.kind === "declared" ? one : other;
  if (declared.kind !== "declared") return false;
  const name = declared.namespace.at("metadata.name");
  return name.isUnknown ? name.undecided : false;
}

/** The objects of the given types that are, or may be, in a namespace. Indexed once per graph. */
export function objectsAt(graph: Graph, types: readonly string[], place: Place): readonly Placed[] {
  const { named, declared, unclear, unplaced } = indexOf(graph, types);
  const sure =
    place.kind === "named"
      ? named.get(place.name)
      : place.kind === "declared"
        ? declared.get(place.namespace.urn)
        : undefined;
  const uncertain = [
    ...(isUnclear(place) ? [...named.values()].flat() : []),
    ...(place.kind === "unknown" ? [...declared.values()].flat() : place.kind === "named" ? unclear : []),
    ...unplaced,
  ];
  if (uncertain.length === 0) return sure ?? [];
  const possible = uncertain.flatMap(({ object }): readonly Placed[] => {
    const belongs = isSamePlace(place, placeOf(object, graph));
    return belongs === false ? [] : [{ object, belongs }];
  });
  return [...(sure ?? []), ...possible];
}

/** Why objects of a namespace may be missing here: an opaque resource may make them, or the stack is not complete yet. */
export function hiddenAt(graph: Graph, place: Place, path: string): Undecided | undefined {
  if (!graph.complete) return { path, reason: "the rest of the stack is not known yet" };
  const hides = place.kind === "named" ? opaqueIn(place.name, graph).length > 0 : hidesObjects(graph);
  return hides ? { path, reason: "an opaque resource may create objects in the namespace" } : undefined;
}

interface PlaceIndex {
  readonly named: ReadonlyMap<string, readonly Placed[]>;
  /** By URN of the declaration. */
  readonly declared: ReadonlyMap<string, readonly Placed[]>;
  /** Those of {@link declared} whose namespace has a name that is stated and not known yet. */
  readonly unclear: readonly Placed[];
  readonly unplaced: readonly Placed[];
}

const indices = new WeakMap<Graph, Map<readonly string[], PlaceIndex>>();

/** Worked out once for a graph, which never changes, and a list of types, which is one constant of a module. */
function indexOf(graph: Graph, types: readonly string[]): PlaceIndex {
  const own = indices.get(graph) ?? new Map<readonly string[], PlaceIndex>();
  indices.set(graph, own);
  const found = own.get(types);
  if (found) return found;
  const named = new Map<string, Placed[]>();
  const declared = new Map<string, Placed[]>();
  const unclear: Placed[] = [];
  const unplaced: Placed[] = [];
  for (const object of graph.ofType(...types).flatMap(objectsIn)) {
    const place = placeOf(object, graph);
    const placed: Placed = { object, belongs: true };
    if (place.kind === "unknown") unplaced.push(placed);
    else if (place.kind === "named") append(named, place.name, placed);
    else {
      append(declared, place.namespace.urn, placed);
      if (isUnclear(place)) unclear.push(placed);
    }
  }
  const index = { named, declared, unclear, unplaced };
  own.set(types, index);
  return index;
}

function isUnclear(place: Place): boolean {
  return place.kind === "unknown" || (place.kind === "declared" && place.namespace.at("metadata.name").isUnknown);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Whether a namespace is of a kind, such as a tenant's. */
export function isOfKind(place: Place, kind: NamespaceKind, parameters: Parameters): Truth {
  if (place.kind === "named") return namespaceKind(place.name, parameters) === kind;
  if (place.kind === "unknown") return place.undecided;
  // What Pulumi makes up is no name of the cluster's own namespaces.
  if (kind === "system" && place.namespace.at("metadata.name").isAbsent) return false;
  return { path: "metadata.namespace", reason: "the name of the namespace is not known yet" };
}
