import { unknown } from "../../../../policies/engine/values/value";
import { disruptionBudgetNotBlocking } from "../../../../policies/rules/workload/disruption-budget-not-blocking";
import type { RuleFixtures } from "../../fixture";
import { autoscaler, deployment, object, release, workload, type Input, type Inputs } from "../../kubernetes-fixture";
import { pod } from "../../pod-fixture";

const selector = { matchLabels: { app: "web" } };
const budget = (spec: Inputs) =>
  object("policy/v1:PodDisruptionBudget", "budget", {
    spec: { selector, unhealthyPodEvictionPolicy: "AlwaysAllow", ...spec },
  });
const replicas = (count: Input) => deployment({ spec: { replicas: count } });

export const fixtures: RuleFixtures = {
  rule: disruptionBudgetNotBlocking,
  passes: [
    { when: "one pod may go", resources: [replicas(2), budget({ maxUnavailable: 1 })] },
    { when: "a share that rounds up to one may go", resources: [replicas(2), budget({ maxUnavailable: "10%" })] },
    { when: "one of two must stay", resources: [replicas(2), budget({ minAvailable: 1 })] },
    { when: "half of two must stay", resources: [replicas(2), budget({ minAvailable: "50%" })] },
    { when: "none must stay", resources: [replicas(1), budget({ minAvailable: 0 })] },
    {
      when: "two of an autoscaler's three must stay",
      resources: [replicas(1), autoscaler({ minReplicas: 3 }), budget({ minAvailable: 2 })],
    },
    {
      when: "two workloads have more pods together than must stay",
      resources: [replicas(2), workload("apps/v1:StatefulSet", { spec: { replicas: 2 } }), budget({ minAvailable: 3 })],
    },
    {
      when: "one of the pods of a custom resource is selected, which has no number of pods",
      resources: [
        object("ray.io/v1:RayCluster", "ray", {
          spec: {
            groups: [{ template: { spec: {} } }, { template: { metadata: { labels: { app: "web" } }, spec: {} } }],
          },
        }),
        budget({ minAvailable: 1 }),
      ],
      parameters: { podTemplates: { "ray.io/v1:RayCluster": ["spec.groups[].template"] } },
    },
    {
      when: "a DaemonSet is selected, which has no number of pods",
      resources: [workload("apps/v1:DaemonSet"), budget({ minAvailable: 1 })],
    },
  ],
  fails: [
    { when: "none may go", resources: [replicas(2), budget({ maxUnavailable: 0 })], paths: ["spec.maxUnavailable"] },
    {
      when: "no share may go",
      resources: [replicas(2), budget({ maxUnavailable: "0%" })],
      paths: ["spec.maxUnavailable"],
    },
    { when: "all must stay", resources: [replicas(2), budget({ minAvailable: 2 })], paths: ["spec.minAvailable"] },
    {
      when: "all must stay by share",
      resources: [replicas(2), budget({ minAvailable: "100%" })],
      paths: ["spec.minAvailable"],
    },
    {
      when: "a share rounds up to all",
      resources: [replicas(2), budget({ minAvailable: "51%" })],
      paths: ["spec.minAvailable"],
    },
    {
      when: "the only replica must stay",
      resources: [deployment(), budget({ minAvailable: 1 })],
      paths: ["spec.minAvailable"],
    },
    {
      when: "the only pod must stay",
      resources: [pod({}, { labels: { app: "web" } }), budget({ minAvailable: 1 })],
      paths: ["spec.minAvailable"],
    },
    {
      when: "an autoscaler's least must stay",
      resources: [replicas(9), autoscaler(), budget({ minAvailable: 2 })],
      paths: ["spec.minAvailable"],
    },
    {
      when: "both are set",
      resources: [replicas(4), budget({ minAvailable: 1, maxUnavailable: 1 })],
      paths: ["spec.minAvailable"],
    },
    { when: "neither is set", resources: [replicas(2), budget({})], paths: ["spec.maxUnavailable"] },
    {
      when: "unready pods are held back",
      resources: [replicas(2), budget({ maxUnavailable: 1, unhealthyPodEvictionPolicy: "IfHealthyBudget" })],
      paths: ["spec.unhealthyPodEvictionPolicy"],
      level: "advisory",
    },
    {
      when: "unready pods are held back by default",
      resources: [replicas(2), budget({ maxUnavailable: 1, unhealthyPodEvictionPolicy: null })],
      paths: ["spec.unhealthyPodEvictionPolicy"],
      level: "advisory",
    },
    {
      when: "it selects nothing",
      resources: [budget({ maxUnavailable: 1 })],
      paths: ["spec.selector"],
      level: "advisory",
    },
    {
      when: "it selects pods of another namespace only",
      resources: [deployment({ metadata: { namespace: "other" } }), budget({ maxUnavailable: 1 })],
      paths: ["spec.selector"],
      level: "advisory",
    },
  ],
  undecided: [
    { when: "the replicas are unknown", resources: [replicas(unknown), budget({ minAvailable: 2 })] },
    { when: "the number is unknown", resources: [replicas(2), budget({ maxUnavailable: unknown })] },
    { when: "a chart may bring the pods", resources: [release(), budget({ maxUnavailable: 1 })] },
    {
      when: "the labels are unknown",
      resources: [deployment({ spec: { replicas: 2 }, labels: unknown }), budget({ minAvailable: 2 })],
    },
    {
      when: "a second workload may be selected",
      resources: [replicas(2), workload("apps/v1:StatefulSet", { labels: unknown }), budget({ minAvailable: 2 })],
    },
  ],
};
