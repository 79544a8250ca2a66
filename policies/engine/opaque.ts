import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { objectsIn } from "./kubernetes/objects";
import { groupOf, type Rule } from "./rule";
import { templatesAt } from "./workloads/pod-templates";

/** A resource that the pack cannot look into: never counted as passed. */
export interface Opaque {
  readonly urn: string;
  readonly why: string;
  /** Rule groups that would judge what is inside. */
  readonly groups: readonly string[];
}

/** Components that render Kubernetes objects, some of them only after the preview. */
const renderers = new Set([
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:helm.sh/v3:Chart",
  "kubernetes:yaml/v2:ConfigFile",
  "kubernetes:yaml/v2:ConfigGroup",
  "kubernetes:yaml:ConfigFile",
  "kubernetes:yaml:ConfigGroup",
  "kubernetes:kustomize/v2:Directory",
  "kubernetes:kustomize:Directory",
]);

const helmRelease = "kubernetes:helm.sh/v3:Release";

/** Whether this resource may create Kubernetes objects that the stack does not show. */
export function hidesKubernetesObjects(resource: Resource, graph: Graph): boolean {
  return resource.type === helmRelease || (renderers.has(resource.type) && graph.children(resource).length === 0);
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

/** Everything in the graph that no rule of the pack can look into, and why. */
export function opaqueResources(graph: Graph, rules: readonly Rule[]): readonly Opaque[] {
  const read = new Set(rules.flatMap((rule) => [...Object.keys(rule.reads), ...(rule.follows ?? [])]));
  const readers = (prefix: string): readonly string[] => [
    // What judges types whatever they hold would see no more inside.
    ...new Set(
      rules
        .filter(({ reads }) => Object.keys(reads).some((type) => type.startsWith(prefix) && !type.endsWith("*")))
        .map(groupOfRule),
    ),
  ];
  const kubernetes = readers("kubernetes:");
  const cloud = readers("aws:");
  return graph.resources.flatMap((resource): readonly Opaque[] => {
    const { urn, type } = resource;
    const opaque = (why: string, groups: readonly string[]): readonly Opaque[] => [{ urn, why, groups }];
    if (type === helmRelease) return opaque("Helm renders its objects when it installs the chart", kubernetes);
    if (renderers.has(type))
      return hidesKubernetesObjects(resource, graph) ? opaque("its objects are not in the stack", kubernetes) : [];
    if (type === "aws:eks/capability:Capability")
      return opaque("EKS runs the capability outside the stack", kubernetes);
    if (type === "aws:cloudformation/stack:Stack") return opaque("CloudFormation makes what its template says", cloud);
    if (isRemote(resource) && graph.children(resource).length === 0)
      return opaque("its provider shows no resources at preview", [...new Set([...cloud, ...kubernetes])]);
    if (!resource.source.custom || type.startsWith("pulumi:")) return [];
    if (type.startsWith("kubernetes:") && type.endsWith("Patch"))
      return opaque("a patch shows only the fields that it sets", kubernetes);
    if (!isCustomKind(type) || read.has(type) || showsPods(resource)) return [];
    return resource.podTemplates.length > 0
      ? opaque("none of the template paths in podTemplates leads to a pod in it", kubernetes)
      : opaque("no rule reads custom resources of this kind", kubernetes);
  });
}

/** Whether every object of a custom resource has a pod where the configuration says so. */
function showsPods(resource: Resource): boolean {
  const objects = resource.podTemplates.length > 0 ? objectsIn(resource) : [];
  return (
    objects.length > 0 &&
    objects.every(({ root }) => resource.podTemplates.some((path) => templatesAt(root, path).length > 0))
  );
}

/** Whether a provider plugin makes its parts. The Pulumi engine does not tell policies so, but some packages are always. */
function isRemote({ source, type }: Resource): boolean {
  return source.remote || /^(eks|awsx):/.test(type);
}

/** API groups of Kubernetes itself that end in `.k8s.io`; everything else with a dot is somebody's custom resource. */
const builtInGroups = new Set(
  [
    "admissionregistration",
    "apiextensions",
    "apiregistration",
    "authentication",
    "authorization",
    "certificates",
    "coordination",
    "discovery",
    "events",
    "flowcontrol.apiserver",
    "internal.apiserver",
    "networking",
    "node",
    "rbac.authorization",
    "resource",
    "scheduling",
    "storage",
    "storagemigration",
  ].map((group) => `${group}.k8s.io`),
);

/** Whether a type is of a kind that somebody's CustomResourceDefinition defines, and not Kubernetes itself. */
export function isCustomKind(type: string): boolean {
  const group = /^kubernetes:([^/:]+)\//.exec(type)?.[1] ?? "";
  return group.includes(".") && group !== "helm.sh" && !builtInGroups.has(group);
}

function groupOfRule({ id }: Rule): string {
  return groupOf(id);
}
