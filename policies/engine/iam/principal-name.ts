import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { iamPatternMatches } from "./policy/statements";
import { roleType } from "../nodes/node-roles";
import type { Property } from "../values/property";
import type { Truth } from "../values/truth";

/** A role that a resource pattern names, or may name. */
export interface NamedRole {
  readonly role: Resource;
  readonly is: Truth;
}

/** Patterns that can take a role at all. */
const mayNameRoles = /^\*$|^arn:[^:]*:iam:[^:]*:[^:]*:(role\/|\*)/;

/** The roles of the stack that a resource pattern such as `arn:aws:iam::111122223333:role/app-*` takes. */
export function rolesNamed(resource: Property, graph: Graph): readonly NamedRole[] {
  if (resource.isUnknown) return graph.ofType(roleType).map((role) => ({ role, is: resource.undecided }));
  const pattern = resource.text() ?? "";
  const { byName, unnamed, byPattern } = indexOf(graph);
  const known = byPattern.get(pattern);
  if (known) return known;
  const name = /:role\/(?:.*\/)?([^/*?]+)$/.exec(pattern)?.[1];
  const candidates = name === undefined ? graph.ofType(roleType) : [...(byName.get(name) ?? []), ...unnamed];
  const named = (mayNameRoles.test(pattern) ? candidates : [])
    .map((role) => ({ role, is: namesPrincipal(resource, role) }))
    .filter(({ is }) => is !== false);
  byPattern.set(pattern, named);
  return named;
}

/** Whether a resource pattern takes a principal, or a managed policy. Its account counts as the stack's. */
export function namesPrincipal(resource: Property, principal: Resource): Truth {
  if (resource.isUnknown) return resource.undecided;
  const pattern = resource.text() ?? "";
  if (pattern === "*") return true;
  const [, kind = ""] = /:(\w+)$/.exec(principal.type) ?? [];
  const tail = /^arn:[^:]*:iam:[^:]*:[^:]*:(.+)$/.exec(pattern)?.[1];
  const noun = kind.toLowerCase();
  if (tail === undefined || !(tail.startsWith(`${noun}/`) || tail.startsWith("*"))) return false;
  // The variable stands for whoever asks.
  if (noun === "user" && /\$\{aws:username\}$/i.test(tail)) return true;
  const name = principal.at("name");
  const path = principal.at("path");
  if (path.isUnknown) return path.undecided;
  if (name.isUnknown) return name.undecided;
  // Pulumi makes a name up from its own name for the resource and random digits, which no literal has.
  const stated = name.text() ?? `${principal.name}-0000000`;
  return iamPatternMatches(tail, `${noun}${path.text() ?? "/"}${stated}`, true);
}

interface RoleIndex {
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
  readonly unnamed: readonly Resource[];
  /** Filled as patterns are met. */
  readonly byPattern: Map<string, readonly NamedRole[]>;
}

const indices = new WeakMap<Graph, RoleIndex>();

function indexOf(graph: Graph): RoleIndex {
  const known = indices.get(graph);
  if (known) return known;
  const byName = new Map<string, Resource[]>();
  const unnamed: Resource[] = [];
  for (const role of graph.ofType(roleType)) {
    const name = role.at("name").text();
    if (name === undefined) unnamed.push(role);
    else byName.set(name, [...(byName.get(name) ?? []), role]);
  }
  const index = { byName, unnamed, byPattern: new Map<string, readonly NamedRole[]>() };
  indices.set(graph, index);
  return index;
}
