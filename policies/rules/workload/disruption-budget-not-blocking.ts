import type { Graph } from "../../engine/graph/graph";
import { intOrPercent, podsFor } from "../../engine/kubernetes/int-or-percent";
import { objectsIn, type KubernetesObject } from "../../engine/kubernetes/objects";
import { hiddenAt, objectsAt, placeOf } from "../../engine/kubernetes/place";
import { podsIn, podTypes } from "../../engine/workloads/pods";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, some, type Truth, type Undecided } from "../../engine/values/truth";
import { disruptionBudgetTypes, selectsPods } from "../../engine/workloads/disruption-budget";
import { desiredReplicas, replicasAre, scalerTypes, type DesiredReplicas } from "../../engine/workloads/replicas";
import { workloadOf } from "../../engine/workloads/workload";

export const disruptionBudgetNotBlocking: Rule = {
  id: "WL-07",
  name: "disruption-budget-not-blocking",
  title: "Every disruption budget lets at least one pod go",
  why: "A budget that allows no eviction stops every node update and every drain until somebody deletes it at night.",
  fix: "Set maxUnavailable to 1 and leave minAvailable out.",
  level: "production",
  scope: "stack",
  references: { soc2: ["A1.2"], nsa: ["Upd"] },
  reads: Object.fromEntries(
    disruptionBudgetTypes.map((type) => [
      type,
      ["spec.minAvailable", "spec.maxUnavailable", "spec.unhealthyPodEvictionPolicy", "spec.selector"],
    ]),
  ),
  follows: [...podTypes, ...scalerTypes],
  check: (resource, { graph }) => objectsIn(resource).flatMap((budget) => conditionsOf(budget, graph)),
};

function conditionsOf(budget: KubernetesObject, graph: Graph): readonly Condition[] {
  const spec = budget.root.child("spec");
  const [min, max] = [spec.child("minAvailable"), spec.child("maxUnavailable")];
  const eviction = spec.child("unhealthyPodEvictionPolicy");
  const selected = selectedPods(budget, graph);
  const place = placeOf(budget, graph);
  return [
    violation(and(min.present(), max.present()), min, "The budget sets both minAvailable and maxUnavailable.", {
      fix: "Keep maxUnavailable alone.",
    }),
    violation(and(min.absent(), max.absent()), max, "The budget says nothing.", { fix: "Set maxUnavailable to 1." }),
    violation(max.satisfies(isZero), max, "The budget allows no pod to be unavailable.", {
      fix: "Set maxUnavailable to at least 1.",
    }),
    violation(minBlocks(min, selected), min, "The budget demands all of its pods, so that none may be evicted."),
    violation(
      not(eviction.is("AlwaysAllow")),
      eviction,
      "A pod that never became ready keeps its node from draining.",
      {
        level: "advisory",
        fix: "Set unhealthyPodEvictionPolicy to AlwaysAllow.",
      },
    ),
    violation(
      not(some(selected, ({ selects }) => selects, hiddenAt(graph, place, spec.child("selector").path))),
      spec.child("selector"),
      "The budget selects no pod of the stack.",
      { level: "advisory", fix: "Correct the selector or the namespace, or remove the budget." },
    ),
  ];
}

/** Pods that a budget selects, or may select, with how many there are. */
interface Selected {
  readonly selects: true | Undecided;
  /** Undefined for pods of other controllers, which the budget cannot count. */
  readonly replicas: DesiredReplicas | undefined;
}

function selectedPods(budget: KubernetesObject, graph: Graph): readonly Selected[] {
  return objectsAt(graph, podTypes, placeOf(budget, graph)).flatMap(({ object, belongs }): readonly Selected[] => {
    const [workload] = workloadOf(object, graph);
    const pods = workload ? [workload.pod] : podsIn(object);
    const selects = and(
      belongs,
      workload?.runs ?? true,
      some(pods, ({ metadata }) => selectsPods(budget, metadata.child("labels"))),
    );
    if (selects === false) return [];
    const single = object.type === "core/v1:Pod" ? { possible: [1], open: undefined, at: object.root } : undefined;
    return [{ selects, replicas: workload ? desiredReplicas(workload, graph) : single }];
  });
}

/** Whether the pods that must stay are all that the budget selects, whatever controllers they have. */
function minBlocks(min: Property, selected: readonly Selected[]): Truth {
  if (min.isUnknown) return min.undecided;
  const value = intOrPercent(min);
  if (value === undefined || ("count" in value && value.count <= 0)) return false;
  if ("percent" in value && value.percent >= 100) return true;
  if (selected.some(({ replicas }) => replicas === undefined)) return false;
  const blocks = (total: number): boolean => total > 0 && podsFor(value, total, "up") >= total;
  return replicasAre(totalOf(selected, min), blocks);
}

/** Every number of pods that the selected workloads may have together. */
function totalOf(selected: readonly Selected[], at: Property): DesiredReplicas {
  let totals: readonly number[] = [0];
  let open: Undecided | undefined;
  for (const { selects, replicas } of selected) {
    open ??= replicas?.open;
    const addends = [...(selects === true ? [] : [0]), ...(replicas?.possible ?? [])];
    totals = [...new Set(totals.flatMap((total) => addends.map((addend) => total + addend)))];
  }
  return { possible: totals, open, at };
}

/** Whether it is zero, as a number or a share. */
function isZero(value: unknown): boolean {
  return typeof value === "number" ? value <= 0 : typeof value === "string" && /^0+%?$/.test(value);
}
