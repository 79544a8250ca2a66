import { isDeepStrictEqual } from "node:util";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, type Truth, type Undecided } from "../values/truth";
import { clusterOf } from "./node-sources";
import { Secret, Unknown, type Value } from "../values/value";

/** Whether two node groups belong to one cluster and take the same pods: equal labels and equal taints. */
export function sameScheduling(graph: Graph, one: Resource, other: Resource): Truth {
  return and(sameCluster(graph, one, other), equal(one.at("labels"), other.at("labels")), sameTaints(one, other));
}

/** Whether two node groups repel the same pods, in whatever order they list their taints. */
export function sameTaints(one: Resource, other: Resource): Truth {
  return equal(one.at("taints"), other.at("taints"));
}

/** Whether two node groups join the same cluster. */
export function sameCluster(graph: Graph, one: Resource, other: Resource): Truth {
  const here = clusterOf(graph, one);
  const there = clusterOf(graph, other);
  if (typeof here !== "string") return here;
  return typeof there === "string" ? here === there : there;
}

/** Whether two values are the same; lists are compared as sets, and empty ones equal absent ones. */
function equal(one: Property, other: Property): Truth {
  const undecided = firstUnknown(one) ?? firstUnknown(other);
  if (undecided) return undecided;
  return isDeepStrictEqual(normal(one.raw), normal(other.raw));
}

function firstUnknown(property: Property): Undecided | undefined {
  if (property.isUnknown) return property.undecided;
  const value = property.raw;
  const keys = Array.isArray(value) ? [...value.keys()] : property.keys().known;
  for (const key of keys) {
    const found = firstUnknown(property.child(key));
    if (found) return found;
  }
  return undefined;
}

function normal(value: Value): unknown {
  if (value instanceof Secret) return normal(value.value);
  if (value === null || value === undefined || value instanceof Unknown) return undefined;
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => JSON.stringify(normal(item)) ?? "").sort();
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== "object") return value;
  const entries = Object.entries(value)
    .map(([key, item]) => [key, normal(item)] as const)
    .filter(([, item]) => item !== undefined && item !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
