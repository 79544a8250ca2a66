import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { some, type Truth, type Undecided } from "../values/truth";

export const managedGroup = "aws:eks/nodeGroup:NodeGroup";
export const managedComponent = "eks:index:ManagedNodeGroup";
export const selfManagedComponents = ["eks:index:NodeGroup", "eks:index:NodeGroupV2"] as const;
export const clusterComponent = "eks:index:Cluster";
export const cluster = "aws:eks/cluster:Cluster";
export const scalingGroup = "aws:autoscaling/group:Group";
export const karpenterNodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
export const autoModeNodeClass = "kubernetes:eks.amazonaws.com/v1:NodeClass";

const clusterTag = "kubernetes.io/cluster/";

/** Whether an auto scaling group is a self-managed node group: by its parent, or by the tag that nodes must carry. */
export function isSelfManagedGroup(graph: Graph, group: Resource): Truth {
  if (graph.ancestors(group).some(({ type }) => selfManagedComponents.some((known) => known === type))) return true;
  return some(tagKeys(group), (key) => key.satisfies(isClusterTag), group.at("tags").elements().open);
}

function tagKeys(group: Resource): readonly Property[] {
  return group
    .at("tags")
    .elements()
    .known.map((tag) => tag.child("key"));
}

function isClusterTag(value: unknown): boolean {
  return typeof value === "string" && value.startsWith(clusterTag);
}

/**
 * What the nodes of a source join: the URN of a cluster of the stack, or the name of another one. Equal values mean
 * one cluster.
 */
export function clusterOf(graph: Graph, source: Resource): string | Undecided {
  if (source.type === clusterComponent || source.type === cluster) return identity(graph, source);
  const reference = clusterReference(graph, source);
  if (typeof reference === "string") return named(graph, reference);
  if (reference === undefined) return onlyCluster(graph, source);
  const target = graph.resolve(source, reference, cluster, clusterComponent);
  if (target.kind === "outside") return target.value;
  if (target.kind === "undecided") return target.undecided;
  const found = target.kind === "resolved" ? [...new Set(target.targets.map((one) => identity(graph, one)))] : [];
  const [single] = found;
  return single !== undefined && found.length === 1 ? single : notKnown(reference.path);
}

/** The property, or the very name, that tells which cluster a source belongs to; undefined where it has none. */
function clusterReference(graph: Graph, source: Resource): Property | string | undefined {
  if (source.type === scalingGroup) {
    const key = tagKeys(source)
      .map((tag) => tag.text())
      .find((text) => text?.startsWith(clusterTag) === true);
    return key?.slice(clusterTag.length);
  }
  if (source.type.startsWith("kubernetes:")) return undefined;
  const name = source.at("clusterName");
  if (!name.isAbsent) return name;
  const component = source.at("cluster");
  const nested = component.child("cluster");
  return nested.isAbsent ? component : nested;
}

function named(graph: Graph, name: string): string {
  const found = graph.ofType(cluster, clusterComponent).find((one) => one.at("name").text() === name);
  return found ? identity(graph, found) : name;
}

/** Node classes name no cluster; they belong to the only one of the stack. */
function onlyCluster(graph: Graph, source: Resource): string | Undecided {
  const all = new Set(graph.ofType(cluster, clusterComponent).map((one) => identity(graph, one)));
  const [only] = all;
  return only !== undefined && all.size === 1 ? only : notKnown(source.at("clusterName").path);
}

/** A cluster that a component makes is that component. */
function identity(graph: Graph, resource: Resource): string {
  return graph.ancestors(resource).find(({ type }) => type === clusterComponent)?.urn ?? resource.urn;
}

function notKnown(path: string): Undecided {
  return { path, reason: "the cluster of these nodes is not known" };
}
