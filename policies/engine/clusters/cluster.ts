import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { or, type Truth } from "../values/truth";

/** The cluster itself. */
export const awsCluster = "aws:eks/cluster:Cluster";
/** The component that makes a cluster and things around it. */
export const componentCluster = "eks:index:Cluster";

/** A property that the component takes under another path than the cluster that it makes. */
export function clusterProperty(cluster: Resource, ofCluster: string, ofComponent: string): Property {
  return cluster.at(cluster.type === componentCluster ? ofComponent : ofCluster);
}

/** Whether a cluster was made by the component, which fixes some of its properties. The URN tells, even alone. */
export function isMadeByComponent(cluster: Resource): boolean {
  return (cluster.urn.split("::")[2] ?? "").split("$").slice(0, -1).includes(componentCluster);
}

/** The resources that are one cluster for whoever refers to it: the component with the cluster that it made. */
export function partsOfCluster(cluster: Resource, graph: Graph): readonly Resource[] {
  if (cluster.type !== componentCluster) return [cluster];
  const made = graph.ofType(awsCluster).filter((candidate) => graph.ancestors(candidate).includes(cluster));
  return [cluster, ...made];
}

/** Whether a reference, such as `clusterName`, points at a cluster or at a part of it. */
export function refersToCluster(from: Resource, reference: Property, cluster: Resource, graph: Graph): Truth {
  return or(...partsOfCluster(cluster, graph).map((part) => graph.refersTo(from, reference, part)));
}
