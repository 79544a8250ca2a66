import { hiddenAt } from "../../engine/kubernetes/place";
import { violation, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";
import { budgetsFor, disruptionBudgetTypes, type Selecting } from "../../engine/workloads/disruption-budget";
import { desiredReplicas, replicasAre, scalerTypes } from "../../engine/workloads/replicas";
import { workloadsOf, workloadTypes } from "../../engine/workloads/workload";

export const disruptionBudgetPresent: Rule = {
  id: "WL-06",
  name: "disruption-budget-present",
  title: "Exactly one disruption budget covers every workload with several replicas",
  why: "Without a budget a node update may evict all replicas at once; with two the API server refuses every eviction.",
  fix: "Add a PodDisruptionBudget to the namespace whose selector matches the labels of the pod template.",
  level: "production",
  scope: "stack",
  references: { soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: Object.fromEntries(workloadTypes.map((type) => [type, ["spec.replicas", "spec.template.metadata.labels"]])),
  follows: [...disruptionBudgetTypes, ...scalerTypes],
  check: (resource, { graph }) =>
    workloadsOf(resource, graph).flatMap((workload) => {
      const several = and(
        workload.runs,
        replicasAre(desiredReplicas(workload, graph), (count) => count >= 2),
      );
      if (several === false) return [];
      const labels = workload.pod.metadata.child("labels");
      const budgets = budgetsFor(labels, workload.place, graph);
      const hidden = hiddenAt(graph, workload.place, labels.path);
      return [
        violation(
          and(several, not(some(budgets, ({ selects }) => selects, hidden))),
          labels,
          `No disruption budget of the namespace selects the pods of the ${workload.kind}.`,
        ),
        violation(and(several, atLeastTwo(budgets)), labels, "Several disruption budgets select the same pods.", {
          fix: "Keep one PodDisruptionBudget, or make their selectors exclude each other.",
        }),
      ];
    }),
};

function atLeastTwo(budgets: readonly Selecting[]): Truth {
  if (budgets.length < 2) return false;
  const unclear = budgets.filter(({ selects }) => selects !== true);
  return budgets.length - unclear.length >= 2 ? true : (unclear[0]?.selects ?? false);
}
