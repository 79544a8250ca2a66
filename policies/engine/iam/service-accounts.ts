import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { nameOf, objectsIn, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { objectsAt, type Place } from "../kubernetes/place";
import { roleType } from "../nodes/node-roles";
import type { Property } from "../values/property";
import { and, type Truth, type Undecided } from "../values/truth";

export const serviceAccountTypes = typesOf("core/v1:ServiceAccount");

/** The annotation by which a service account's tokens become sessions of a role. */
export function roleAnnotation({ root }: KubernetesObject): Property {
  return root.at("metadata.annotations").child("eks.amazonaws.com/role-arn");
}

/** An account that is, or may be, the one that was asked for. */
export interface NamedAccount {
  readonly account: KubernetesObject;
  readonly is: Truth;
}

/** The accounts of the stack with a name in a namespace. */
export function accountsNamed(graph: Graph, place: Place, name: (stated: Property) => Truth): readonly NamedAccount[] {
  return objectsAt(graph, serviceAccountTypes, place)
    .map(({ object, belongs }) => ({ account: object, is: and(belongs, name(nameOf(object))) }))
    .filter(({ is }) => is !== false);
}

/** Whether an account carries a role. */
export function carries(account: KubernetesObject, role: Resource, graph: Graph): Truth {
  return graph.refersTo(account.resource, roleAnnotation(account), role);
}

/** An account that carries, or may carry, a role. */
export interface Carrier {
  readonly account: KubernetesObject;
  readonly refers: true | Undecided;
}

const index = new WeakMap<Graph, ReadonlyMap<Resource | undefined, readonly Carrier[]>>();

/** The accounts that carry, or may carry, a role. */
export function accountsWith(role: Resource, graph: Graph): readonly Carrier[] {
  const known = index.get(graph) ?? indexByRole(graph);
  index.set(graph, known);
  return [...(known.get(role) ?? []), ...(known.get(undefined) ?? [])];
}

/** By role; under undefined those of which nobody knows the role. */
function indexByRole(graph: Graph): ReadonlyMap<Resource | undefined, readonly Carrier[]> {
  const byRole = new Map<Resource | undefined, Carrier[]>();
  const append = (role: Resource | undefined, carrier: Carrier): void => {
    const list = byRole.get(role);
    if (list) list.push(carrier);
    else byRole.set(role, [carrier]);
  };
  for (const account of graph.ofType(...serviceAccountTypes).flatMap(objectsIn)) {
    const annotation = roleAnnotation(account);
    const resolution = graph.resolve(account.resource, annotation, roleType);
    if (resolution.kind === "undecided") append(undefined, { account, refers: resolution.undecided });
    if (resolution.kind !== "resolved") continue;
    const unclear = { path: annotation.path, reason: "it cannot be told which of several roles this is" };
    for (const target of resolution.targets) append(target, { account, refers: resolution.certain || unclear });
  }
  return byRole;
}
