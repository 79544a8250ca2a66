import { unknown } from "../../../../policies/engine/values/value";
import { runAsUserNotZero } from "../../../../policies/rules/pss-restricted/run-as-user-not-zero";
import { type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: runAsUserNotZero,
  passes: [
    { when: "nothing is said", resources: [tenantPod()] },
    { when: "another user is", resources: [tenantPod({ securityContext: { runAsUser: 1000 } })] },
  ],
  fails: [
    {
      when: "the pod is user 0, whatever its containers are",
      resources: [tenantPod({ securityContext: { runAsUser: 0 }, containers: [container({}, { runAsUser: 1000 })] })],
      paths: ["spec.securityContext.runAsUser"],
    },
    {
      when: "a container is",
      resources: [tenantPod({ containers: [container({}, { runAsUser: 0 })] })],
      paths: ["spec.containers[0].securityContext.runAsUser"],
    },
  ],
  undecided: [{ when: "the user is unknown", resources: [tenantPod({ securityContext: { runAsUser: unknown } })] }],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
