import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import type { Truth } from "../values/truth";

/**
 * Whether two AWS resources are in one region: that which each declares, else that of its provider. Two resources of
 * one provider that declare none share its region, whichever it is.
 */
export function sameRegion(graph: Graph, one: Resource, other: Resource): Truth {
  const here = regionOf(graph, one);
  const there = regionOf(graph, other);
  if (here === undefined && there === undefined && one.source.provider === other.source.provider) return true;
  const hereName = here?.text();
  const thereName = there?.text();
  if (hereName !== undefined && thereName !== undefined) return hereName === thereName;
  const declared = [one.at("region"), other.at("region")].every((region) => region.isAbsent);
  if (declared && one.source.provider === other.source.provider) return true;
  return { path: "region", reason: "the region of a resource is not known" };
}

/** The property that states the region; undefined where a default provider decides it. */
function regionOf(graph: Graph, resource: Resource): Property | undefined {
  const own = resource.at("region");
  if (!own.isAbsent) return own;
  const provider = resource.source.provider === undefined ? undefined : graph.get(resource.source.provider);
  const region = provider?.at("region");
  return region?.isAbsent === false ? region : undefined;
}
