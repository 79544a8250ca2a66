import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, not, type Truth } from "../values/truth";

/** Whether an `eks:index:Cluster` makes a node group of its own: unless told otherwise, or on Fargate or Auto Mode. */
export function hasDefaultNodeGroup(cluster: Resource): Truth {
  const fargate = cluster.at("fargate");
  return and(
    not(cluster.at("skipDefaultNodeGroup").isTrue()),
    fargate.satisfies((value) => value === undefined || value === false),
    not(cluster.at("autoMode.enabled").isTrue()),
  );
}

/** An option of a node group, or of the default group of an `eks:index:Cluster`, which may nest it. */
export function nodeOption(component: Resource, key: string): Property {
  const own = component.at(key);
  const nested = component.at("nodeGroupOptions").child(key);
  return own.isAbsent && component.type === "eks:index:Cluster" && !nested.isAbsent ? nested : own;
}
