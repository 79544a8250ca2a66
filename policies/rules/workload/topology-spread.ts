import { selects } from "../../engine/kubernetes/label-selector";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";
import { desiredReplicas, replicasAre, scalerTypes } from "../../engine/workloads/replicas";
import { workloadsOf, workloadTypes } from "../../engine/workloads/workload";

const zone = "topology.kubernetes.io/zone";

export const topologySpread: Rule = {
  id: "WL-08",
  name: "topology-spread",
  title: "Workloads with several replicas spread over availability zones",
  why: "Replicas that share a zone are lost with it, all of them at once.",
  fix: "Add a topologySpreadConstraint on topology.kubernetes.io/zone whose labelSelector matches the pod's own labels.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: Object.fromEntries(
    workloadTypes.map((type) => [
      type,
      ["spec.template.spec.topologySpreadConstraints", "spec.template.spec.affinity.podAntiAffinity"],
    ]),
  ),
  follows: scalerTypes,
  check: (resource, { graph }) =>
    workloadsOf(resource, graph).flatMap((workload) => {
      const { spec, metadata } = workload.pod;
      const several = and(
        workload.runs,
        replicasAre(desiredReplicas(workload, graph), (count) => count >= 2),
      );
      if (several === false) return [];
      const constraints = spec.child("topologySpreadConstraints");
      const labels = metadata.child("labels");
      const isSpread = or(spreadsBy(constraints, labels), repels(spec.at("affinity.podAntiAffinity"), labels));
      const onZone = constraints.some((constraint) => constraint.child("topologyKey").is(zone));
      return [
        violation(
          and(several, not(isSpread)),
          constraints,
          onZone === true
            ? `The selector of the ${workload.kind}'s zone constraint matches none of its own pods, and spreads nothing.`
            : `Nothing spreads the pods of the ${workload.kind} over zones.`,
        ),
      ];
    }),
};

/** Whether a constraint spreads the very pods that have it. Without a selector it counts no pods at all. */
function spreadsBy(constraints: Property, labels: Property): Truth {
  return constraints.some((constraint) =>
    and(constraint.child("topologyKey").is(zone), selects(constraint.child("labelSelector"), labels)),
  );
}

function repels(antiAffinity: Property, labels: Property): Truth {
  const onZone = (term: Property): Truth =>
    and(term.child("topologyKey").is(zone), selects(term.child("labelSelector"), labels));
  return or(
    antiAffinity.child("requiredDuringSchedulingIgnoredDuringExecution").some(onZone),
    antiAffinity
      .child("preferredDuringSchedulingIgnoredDuringExecution")
      .some((preference) => onZone(preference.child("podAffinityTerm"))),
  );
}
