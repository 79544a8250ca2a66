import type { Graph } from "../../engine/graph/graph";
import { intOrPercent, podsFor } from "../../engine/kubernetes/int-or-percent";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, type Truth } from "../../engine/values/truth";
import { desiredReplicas, replicasAre, scalerTypes } from "../../engine/workloads/replicas";
import { workloadsOf, type Workload } from "../../engine/workloads/workload";

export const rolloutAndTerminationGraceful: Rule = {
  id: "WL-14",
  name: "rollout-and-termination-graceful",
  title: "Pods may end their work, and a rollout leaves some of them running",
  why: "A rollout that stops all replicas at once is an outage, and a pod that is killed at once drops its requests.",
  fix: "Set strategy.rollingUpdate.maxUnavailable below the number of replicas.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["A1.2"] },
  reads: Object.fromEntries(
    podTypes.map((type) => [type, ["spec.strategy", "spec.updateStrategy", "spec.terminationGracePeriodSeconds"]]),
  ),
  follows: scalerTypes,
  check: (resource, { graph }) => [
    ...podsOf(resource).map(({ spec }) => {
      const grace = spec.child("terminationGracePeriodSeconds");
      return violation(grace.is(0, "0"), grace, "The pod is killed without a chance to end its work.", {
        fix: "Leave terminationGracePeriodSeconds out, or set it to the seconds that the longest request takes.",
      });
    }),
    ...workloadsOf(resource, graph).flatMap((workload) => rolloutConditions(workload, graph)),
  ],
};

function rolloutConditions(workload: Workload, graph: Graph): readonly Condition[] {
  const { kind, object, runs } = workload;
  if (kind === "StatefulSet") {
    const strategy = object.root.at("spec.updateStrategy.type");
    return [
      violation(strategy.is("OnDelete"), strategy, "Updates reach a pod only when somebody deletes it.", {
        level: "advisory",
        fix: "Set updateStrategy.type to RollingUpdate.",
      }),
    ];
  }
  if (kind !== "Deployment") return [];
  const strategy = object.root.at("spec.strategy");
  const type = strategy.child("type");
  const isRolling = type.satisfies((value) => value === undefined || value === "RollingUpdate");
  const replicas = desiredReplicas(workload, graph);
  return [
    violation(
      and(
        runs,
        type.is("Recreate"),
        replicasAre(replicas, (count) => count >= 2),
      ),
      type,
      "Every update stops all replicas before it starts new ones.",
      { fix: "Set strategy.type to RollingUpdate." },
    ),
    violation(
      and(runs, isRolling, takesAll(workload, graph)),
      strategy.at("rollingUpdate.maxUnavailable"),
      "An update may take all replicas away at once.",
    ),
  ];
}

function takesAll(workload: Workload, graph: Graph): Truth {
  const unavailable = workload.object.root.at("spec.strategy.rollingUpdate.maxUnavailable");
  if (unavailable.isUnknown) return unavailable.undecided;
  const value = intOrPercent(unavailable) ?? { percent: 25 };
  // Whatever the number of replicas is, these shares decide alone.
  if ("percent" in value && value.percent < 100) return false;
  if ("count" in value && value.count <= 0) return false;
  return replicasAre(desiredReplicas(workload, graph), (count) => count > 0 && podsFor(value, count, "down") >= count);
}
