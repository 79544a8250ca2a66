import { unknown } from "../../../../policies/engine/values/value";
import { rolloutAndTerminationGraceful } from "../../../../policies/rules/workload/rollout-and-termination-graceful";
import type { RuleFixtures } from "../../fixture";
import { autoscaler, deployment, workload, type Input } from "../../kubernetes-fixture";
import { pod } from "../../pod-fixture";

const rolling = (maxUnavailable: Input, replicas: Input = 2) =>
  deployment({ spec: { replicas, strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable } } } });
const recreate = (replicas: Input) => deployment({ spec: { replicas, strategy: { type: "Recreate" } } });
const unavailable = "spec.strategy.rollingUpdate.maxUnavailable";

export const fixtures: RuleFixtures = {
  rule: rolloutAndTerminationGraceful,
  passes: [
    { when: "nothing is said", resources: [pod(), deployment()] },
    { when: "one of two may go", resources: [rolling(1)] },
    { when: "a share rounds down to less than all", resources: [rolling("99%", 2)] },
    { when: "a share of the only replica rounds down to none", resources: [rolling("50%", 1)] },
    { when: "none may go", resources: [rolling(0, 1)] },
    { when: "the only replica is recreated", resources: [recreate(1)] },
    {
      when: "a StatefulSet rolls",
      resources: [workload("apps/v1:StatefulSet", { spec: { updateStrategy: { type: "RollingUpdate" } } })],
    },
    { when: "the grace is short", resources: [pod({ terminationGracePeriodSeconds: 1 })] },
    { when: "the replicas are unknown and no share is all", resources: [rolling("25%", unknown)] },
  ],
  fails: [
    {
      when: "pods are killed at once",
      resources: [pod({ terminationGracePeriodSeconds: 0 })],
      paths: ["spec.terminationGracePeriodSeconds"],
    },
    { when: "all may go by number", resources: [rolling(2)], paths: [unavailable] },
    { when: "all may go by share", resources: [rolling("100%")], paths: [unavailable] },
    { when: "the only one may go", resources: [rolling(1, 1)], paths: [unavailable] },
    { when: "all of an autoscaler's least may go", resources: [rolling(2, 9), autoscaler()], paths: [unavailable] },
    { when: "several are recreated", resources: [recreate(2)], paths: ["spec.strategy.type"] },
    {
      when: "an autoscaler makes several that are recreated",
      resources: [recreate(1), autoscaler()],
      paths: ["spec.strategy.type"],
    },
    {
      when: "a StatefulSet waits for somebody to delete its pods",
      resources: [workload("apps/v1:StatefulSet", { spec: { updateStrategy: { type: "OnDelete" } } })],
      paths: ["spec.updateStrategy.type"],
      level: "advisory",
    },
  ],
  undecided: [
    { when: "the replicas are unknown", resources: [recreate(unknown)] },
    { when: "the number that may go is unknown", resources: [rolling(unknown)] },
    { when: "the strategy is unknown", resources: [deployment({ spec: { replicas: 2, strategy: unknown } })] },
    { when: "the grace is unknown", resources: [pod({ terminationGracePeriodSeconds: unknown })] },
  ],
};
