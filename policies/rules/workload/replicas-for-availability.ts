import { chartTypes } from "../../engine/charts/chart";
import { chartReplicaConditions } from "../../engine/charts/chart-conditions";
import { violation, type Rule } from "../../engine/rule";
import { and } from "../../engine/values/truth";
import { desiredReplicas, replicasAre, scalerTypes } from "../../engine/workloads/replicas";
import { isSingleton, workloadsOf, workloadTypesOf } from "../../engine/workloads/workload";

const types = workloadTypesOf("Deployment", "StatefulSet", "Rollout");

export const replicasForAvailability: Rule = {
  id: "WL-05",
  name: "replicas-for-availability",
  title: "Production workloads run at least two replicas",
  why: "The only pod of a workload takes the service with it whenever its node is drained, updated or lost.",
  fix: "Set replicas, or the minReplicas of its autoscaler, to at least 2, or list it in the parameter singletonWorkloads.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: {
    ...Object.fromEntries(types.map((type) => [type, ["spec.replicas"]])),
    ...Object.fromEntries(chartTypes.map((type) => [type, ["chart", "values"]])),
  },
  follows: scalerTypes,
  check(resource, context) {
    const { graph, parameters } = context;
    const { environment, singletonWorkloads } = parameters;
    if (environment !== "prod") return [];
    if (chartTypes.some((type) => type === resource.type)) return chartReplicaConditions(resource, context);
    return workloadsOf(resource, graph)
      .filter((workload) => !isSingleton(workload, singletonWorkloads))
      .map((workload) => {
        const tooFew = replicasAre(desiredReplicas(workload, graph), (count) => count < 2);
        const replicas = workload.object.root.at("spec.replicas");
        return violation(and(workload.runs, tooFew), replicas, `The ${workload.kind} keeps fewer than two replicas.`);
      });
  },
};
