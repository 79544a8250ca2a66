import { chartName, chartOf, placeOfChart } from "./charts/chart";
import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { helmRelease, hidesKubernetesObjects, renderers } from "./kubernetes/hidden-objects";
import { objectsIn } from "./kubernetes/objects";
import type { Parameters } from "./parameters";
import { groupOf, type Rule } from "./rule";
import { levelOf } from "./workloads/pod-security";
import { templatesAt } from "./workloads/pod-templates";

/** A resource that the pack cannot look into: never counted as passed. */
export interface Opaque {
  readonly urn: string;
  readonly why: string;
  /** Rule groups that would judge what is inside. */
  readonly groups: readonly string[];
}

const cache = new WeakMap<Graph, readonly Opaque[]>();

/**
 * Everything in the graph that no rule of the pack can look into, and why. Worked out once for a graph, which is judged by
 * one pack.
 */
export function opaqueResources(graph: Graph, rules: readonly Rule[], parameters: Parameters): readonly Opaque[] {
  const known = cache.get(graph);
  if (known) return known;
  const found = findOpaque(graph, rules, parameters);
  cache.set(graph, found);
  return found;
}

/** What a list of rules reads, and the groups of those that look into AWS and into Kubernetes. */
interface Readers {
  readonly types: ReadonlySet<string>;
  readonly cloud: readonly string[];
  readonly kubernetes: readonly string[];
}

const readers = new WeakMap<readonly Rule[], Readers>();

function readersAmong(rules: readonly Rule[]): Readers {
  const known = readers.get(rules);
  if (known) return known;
  const groups = (prefix: string): readonly string[] => [
    // What judges types whatever they hold would see no more inside.
    ...new Set(
      rules
        .filter(({ reads }) => Object.keys(reads).some((type) => type.startsWith(prefix) && !type.endsWith("*")))
        .map(groupOfRule),
    ),
  ];
  const found = {
    types: new Set(rules.flatMap((rule) => [...Object.keys(rule.reads), ...(rule.follows ?? [])])),
    cloud: groups("aws:"),
    kubernetes: groups("kubernetes:"),
  };
  readers.set(rules, found);
  return found;
}

function findOpaque(graph: Graph, rules: readonly Rule[], parameters: Parameters): readonly Opaque[] {
  const { types, cloud, kubernetes } = readersAmong(rules);
  return graph.resources.flatMap((resource): readonly Opaque[] => {
    const { urn, type } = resource;
    const opaque = (why: string, groups: readonly string[]): readonly Opaque[] => [{ urn, why, groups }];
    if (type === helmRelease)
      return opaque(`Helm renders its objects when it installs ${described(resource, graph, parameters)}`, kubernetes);
    if (renderers.has(type))
      return hidesKubernetesObjects(resource, graph)
        ? opaque(
            type.includes(":helm.sh/")
              ? `the objects of ${described(resource, graph, parameters)} are not in the stack`
              : graph.children(resource).length > 0
                ? "not all of its objects are known"
                : "its objects are not in the stack",
            kubernetes,
          )
        : [];
    if (type === "aws:eks/capability:Capability")
      return opaque("EKS runs the capability outside the stack", kubernetes);
    if (type === "aws:cloudformation/stack:Stack") return opaque("CloudFormation makes what its template says", cloud);
    if (isRemote(resource) && graph.children(resource).length === 0)
      return opaque("its provider shows no resources at preview", [...new Set([...cloud, ...kubernetes])]);
    if (!resource.source.custom || type.startsWith("pulumi:")) return [];
    if (type.startsWith("kubernetes:") && type.endsWith("Patch"))
      return opaque("a patch shows only the fields that it sets", kubernetes);
    if (types.has(type) || !isCustomKind(type) || showsPods(resource)) return [];
    return resource.podTemplates.length > 0
      ? opaque("none of the template paths in podTemplates leads to a pod in it", kubernetes)
      : opaque("no rule reads custom resources of this kind", kubernetes);
  });
}

/** A chart by its name and version, and the Pod Security level that will hold its pods in check. */
function described(resource: Resource, graph: Graph, parameters: Parameters): string {
  const version = resource.at("version");
  const name = chartName(resource);
  if (name === undefined) return "a chart";
  const place = placeOfChart(resource, graph);
  const known = version.text() !== undefined && !version.isSecret ? ` ${version.text() ?? ""}` : "";
  const chart = resource.at("chart").isSecret ? "a chart" : `the chart ${name}${known}`;
  if (place.kind !== "named" || resource.at("namespace").isSecret) return chart;
  const level = levelOf(place.name, graph, parameters);
  const read = chartOf(resource, graph);
  const needs = read && "facts" in read ? read.facts.level : undefined;
  return `${chart} in ${place.name}, where pods hold ${level}${needs === undefined ? "" : `; its own hold ${needs}`}`;
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
    "lifecycle",
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
