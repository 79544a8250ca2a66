import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";

/** A tag of an AWS resource: its own, else the one that the provider's default tags give it. */
export function tagOf(resource: Resource, key: string, graph: Graph): Property {
  const own = resource.at("tags").child(key);
  if (!own.isAbsent) return own;
  const provider = resource.source.provider === undefined ? undefined : graph.get(resource.source.provider);
  // Provider inputs are strings: nested values arrive as JSON.
  const defaults = provider?.at("defaultTags").json()?.child("tags").json();
  return defaults?.child(key) ?? own;
}
