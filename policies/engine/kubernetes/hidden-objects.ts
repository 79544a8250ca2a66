import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";

/** Components that render Kubernetes objects, some of them only after the preview. */
export const renderers = new Set([
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:yaml/v2:ConfigFile",
  "kubernetes:yaml/v2:ConfigGroup",
  "kubernetes:yaml:ConfigFile",
  "kubernetes:yaml:ConfigGroup",
  "kubernetes:kustomize/v2:Directory",
  "kubernetes:kustomize:Directory",
]);

export const helmRelease = "kubernetes:helm.sh/v3:Release";

/** Whether this resource may create Kubernetes objects that the stack does not show. */
export function hidesKubernetesObjects(resource: Resource, graph: Graph): boolean {
  return resource.type === helmRelease || (renderers.has(resource.type) && graph.hidesSome(resource));
}

/** Opaque resources by the namespace that they target; under the empty name those that may target any. */
const targets = new WeakMap<Graph, ReadonlyMap<string, readonly Resource[]>>();

/** The resources that may create objects in a namespace which the stack does not show. */
export function opaqueIn(namespace: string, graph: Graph): readonly Resource[] {
  const byTarget = opaqueByTarget(graph);
  return [...(byTarget.get(namespace) ?? []), ...(byTarget.get("") ?? [])];
}

/** Whether anything in the graph may create objects that it does not show, in whatever namespace. */
export function hidesObjects(graph: Graph): boolean {
  return opaqueByTarget(graph).size > 0;
}

function opaqueByTarget(graph: Graph): ReadonlyMap<string, readonly Resource[]> {
  const found = targets.get(graph);
  if (found) return found;
  const byTarget = new Map<string, Resource[]>();
  for (const resource of graph.ofType(helmRelease, ...renderers)) {
    if (!hidesKubernetesObjects(resource, graph)) continue;
    const namespace = resource.at("namespace").text() ?? "";
    const list = byTarget.get(namespace);
    if (list) list.push(resource);
    else byTarget.set(namespace, [resource]);
  }
  targets.set(graph, byTarget);
  return byTarget;
}
