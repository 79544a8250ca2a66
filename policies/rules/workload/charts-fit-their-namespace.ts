import { chartOf, chartTypes, placeOfChart, workloadsIn, type Chart } from "../../engine/charts/chart";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";
import { demandsOf, strictness } from "../../engine/workloads/pod-security";

export const chartsFitTheirNamespace: Rule = {
  id: "WL-21",
  name: "charts-fit-their-namespace",
  title: "The pods of a chart hold the Pod Security Standard of its namespace",
  why: "Admission refuses pods below the level of their namespace, so that the release waits until it times out; and where no label says so, pods get what their namespace is not meant to allow.",
  fix: "Install the chart into a namespace of its own with the level that it needs.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["4.2.1"], soc2: ["CC6.8"], hipaa: ["312(a)(1)"], nsa: ["Pod"] },
  reads: Object.fromEntries(chartTypes.map((type) => [type, ["chart", "namespace", "values"]])),
  follows: ["kubernetes:core/v1:Namespace"],
  check(resource, context) {
    const chart = chartOf(resource, context.graph);
    if (!chart) return [];
    if ("reason" in chart) return [violation(chart, chart.path, "The chart may not fit its namespace.")];
    const { value, name, facts } = chart;
    const { level, securityContexts = [] } = facts;
    if (level === undefined) return [];
    const demands = demandsOf(placeOfChart(resource, context.graph), context);
    const usesHost = hostNetwork(chart);
    // Security contexts of one's own may make pods hold more than those of the chart.
    const mayHoldMore = some(securityContexts.map(value), (at) =>
      at.isAbsent ? false : { path: at.path, reason: "the standard that these values make its pods hold is not known" },
    );
    const holds = (standard: "baseline" | "restricted"): Truth =>
      (strictness[level] ?? 0) >= (strictness[standard] ?? 0) ? true : level === "privileged" ? false : mayHoldMore;
    const breaks = (standard: "baseline" | "restricted"): Truth => and(demands(standard), not(holds(standard)));
    const at = resource.at("namespace");
    return [
      violation(
        or(breaks("baseline"), breaks("restricted")),
        at,
        `Pods of the chart ${name} hold the standard ${level} at most, and the namespace asks for more.`,
      ),
      violation(
        and(demands("baseline"), usesHost.when),
        usesHost.path,
        `The values put pods of the chart ${name} into the network of their node, which the namespace forbids.`,
        { fix: "Leave the network of the node out of the values." },
      ),
    ].filter(({ when }) => when !== false);
  },
};

/** Whether the values put a pod of the chart into its node's network, and where they do. */
function hostNetwork(chart: Chart): { readonly when: Truth; readonly path: string } {
  const places = workloadsIn(chart).flatMap(({ hostNetwork: path, runs }) =>
    path === undefined ? [] : [{ runs, at: chart.value(path) }],
  );
  const uses = ({ runs, at }: (typeof places)[number]): Truth => and(runs, at.isTrue());
  const first = places.find((place) => uses(place) === true) ?? places.find((place) => uses(place) !== false);
  return { when: some(places, uses), path: first?.at.path ?? "values" };
}
