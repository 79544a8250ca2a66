import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { placeOfReference, type Place } from "../kubernetes/place";
import { Property } from "../values/property";
import type { Truth, Undecided } from "../values/truth";
import { unknown } from "../values/value";
import type { ChartFacts, ChartWorkload } from "../../knowledge/charts/chart-facts";
import { chartFacts } from "../../knowledge/charts/charts";

export const chartTypes = [
  "kubernetes:helm.sh/v3:Release",
  "kubernetes:helm.sh/v4:Chart",
  "kubernetes:helm.sh/v3:Chart",
] as const;

/** A chart that nobody can look into, but whose values the rules know how to read. */
export interface Chart {
  readonly resource: Resource;
  readonly name: string;
  readonly facts: ChartFacts;
  /** What the program sets at a path of the chart's values; unknown where a file may set it. */
  readonly value: (path: string) => Property;
}

/**
 * A resource as a chart with known values; undefined for all else, and for a chart whose objects are in the stack.
 * Undecided where nobody knows yet which chart it is.
 */
export function chartOf(resource: Resource, graph: Graph): Chart | Undecided | undefined {
  if (!chartTypes.some((type) => type === resource.type) || graph.children(resource).length > 0) return undefined;
  const chart = resource.at("chart");
  if (chart.isUnknown) return chart.undecided;
  const name = chartName(resource);
  const facts = name !== undefined && Object.hasOwn(chartFacts, name) ? chartFacts[name] : undefined;
  if (name === undefined || facts === undefined) return undefined;
  const values = resource.at("values");
  const fromFiles = !resource.at("valueYamlFiles").isAbsent;
  const value = (path: string): Property => {
    const stated = values.at(path);
    return stated.isAbsent && fromFiles ? new Property(unknown, stated.path) : stated;
  };
  return { resource, name, facts, value };
}

/** The workloads of a chart that its values do not switch off, and whether they surely run. */
export function workloadsIn({ facts, value }: Chart): readonly (ChartWorkload & { readonly runs: Truth })[] {
  return facts.workloads.flatMap((workload) => {
    const { enabled } = workload;
    const at = enabled && value(enabled.path);
    const runs: Truth = at === undefined ? true : at.isAbsent ? (enabled?.otherwise ?? true) : at.isTrue();
    return runs === false ? [] : [{ ...workload, runs }];
  });
}

/** The name of a chart from a repository. A chart from a folder may be anybody's, whatever the folder is called. */
export function chartName(resource: Resource): string | undefined {
  const chart = resource.at("chart").text();
  if (chart === undefined) return undefined;
  const isRemote = ["repositoryOpts.repo", "fetchOpts.repo", "repo"].some((path) => !resource.at(path).isAbsent);
  if (!isRemote && !/^(oci|https?):\/\//.test(chart)) return undefined;
  return /([^/]+?)(-v?\d+\.\d+\.\d+\S*)?(\.tgz)?$/.exec(chart)?.[1];
}

/** The namespace that a chart goes into: its own, else its provider's, else `default`. */
export function placeOfChart(resource: Resource, graph: Graph): Place {
  const own = resource.at("namespace");
  if (!own.isAbsent && own.text() !== "") return placeOfReference(own, resource, graph);
  const urn = resource.source.provider;
  const inherited = urn === undefined ? undefined : graph.get(urn)?.at("namespace");
  if (inherited?.isUnknown === true) return { kind: "unknown", undecided: inherited.undecided };
  return { kind: "named", name: inherited?.text() || "default" };
}
