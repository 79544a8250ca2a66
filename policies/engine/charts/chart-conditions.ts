import { urnMatches } from "../glob";
import { isOfKind } from "../kubernetes/place";
import { violation, type Condition, type Context } from "../rule";
import type { Resource } from "../graph/resource";
import { and, not, or, type Truth } from "../values/truth";
import { chartOf, placeOfChart, workloadsIn, type Chart } from "./chart";
import type { ChartWorkload } from "../../knowledge/charts/chart-facts";

type Running = ChartWorkload & { readonly runs: Truth };

/**
 * What rules about workloads say of a chart's values. A chart is never passed by what its values say, since nobody sees
 * the rest: what is not violated, and may not be, is left out.
 */
function conditionsOf(
  resource: Resource,
  { graph }: Pick<Context, "graph">,
  judge: (workload: Running, chart: Chart) => readonly Condition[],
): readonly Condition[] {
  const chart = chartOf(resource, graph);
  if (!chart) return [];
  if ("reason" in chart) return [violation(chart, chart.path, "The chart may break the rule.")];
  return workloadsIn(chart).flatMap((workload) =>
    judge(workload, chart)
      .map((condition) => ({ ...condition, when: and(workload.runs, condition.when) }))
      .filter(({ when }) => when !== false),
  );
}

/** Images that the values name by a tag that moves, or without the digest that is asked for. */
export function chartImageConditions(resource: Resource, context: Context): readonly Condition[] {
  return conditionsOf(resource, context, ({ name, image }, { value, name: chart }) => {
    if (!image) return [];
    const [tag, digest] = [value(image.tag), value(image.digest)];
    const isLatest = tag.satisfies((text) => typeof text === "string" && /^latest$/i.test(text));
    const hasDigest = or(
      digest.satisfies((text) => typeof text === "string" && /^sha256:[0-9a-f]{64}$/.test(text)),
      tag.satisfies((text) => typeof text === "string" && /@sha256:[0-9a-f]{64}$/.test(text)),
    );
    const demanded = context.parameters.requireDigest;
    return [
      violation(
        and(isLatest, not(hasDigest)),
        tag,
        `The values of ${chart} name the image of its ${name} by the tag latest.`,
        { fix: "Leave the tag to the chart, or name a version." },
      ),
      violation(
        demanded ? not(hasDigest) : false,
        digest,
        `The values of ${chart} name the image of its ${name} without a digest.`,
        { fix: "Set the digest of the image." },
      ),
    ];
  });
}

/** Workloads of which the values leave fewer than two, where production asks for two. */
export function chartReplicaConditions(resource: Resource, context: Context): readonly Condition[] {
  const { environment, singletonWorkloads } = context.parameters;
  if (environment !== "prod" || singletonWorkloads.some((glob) => urnMatches(glob, resource.urn))) return [];
  return conditionsOf(resource, context, ({ name, replicas }, { value, name: chart }) => {
    if (!replicas) return [];
    const { path, otherwise, autoscaling } = replicas;
    const at = value(path);
    const tooFew: Truth = at.isUnknown ? at.undecided : at.isAbsent ? otherwise < 2 : Number(at.raw) < 2;
    const scaled = autoscaling === undefined ? false : value(autoscaling).isTrue();
    return [
      violation(and(tooFew, not(scaled)), at, `The chart ${chart} keeps fewer than two replicas of its ${name}.`),
    ];
  });
}

/** Workloads that run as the account which every pod of the namespace gets that asks for none. */
export function chartAccountConditions(resource: Resource, context: Context): readonly Condition[] {
  const isSystem = isOfKind(placeOfChart(resource, context.graph), "system", context.parameters);
  return conditionsOf(resource, context, ({ name, serviceAccount }, { value, name: chart }) => {
    if (!serviceAccount) return [];
    const [create, account] = [value(serviceAccount.create), value(serviceAccount.name)];
    const isUnnamed = account.satisfies((text) => text === undefined || text === "");
    const isDefault = or(account.is("default"), and(create.isFalse(), isUnnamed));
    return [
      violation(
        and(not(isSystem), isDefault),
        account,
        `The ${name} of the chart ${chart} runs as the default service account of its namespace.`,
        { fix: "Let the chart create an account, or name one of its own." },
      ),
    ];
  });
}

/** Containers for which the values set no requests or no memory limit, and the chart sets none by itself. */
export function chartResourceConditions(resource: Resource, context: Context): readonly Condition[] {
  return conditionsOf(resource, context, ({ name, resources }, { value, name: chart }) =>
    (resources === undefined ? [] : ["requests.cpu", "requests.memory", "limits.memory"]).map((key) => {
      const at = value(`${resources ?? ""}.${key}`);
      return violation(not(at.present()), at, `The ${name} of the chart ${chart} has no ${key}.`, {
        fix: "Set it in the values of the chart.",
      });
    }),
  );
}
