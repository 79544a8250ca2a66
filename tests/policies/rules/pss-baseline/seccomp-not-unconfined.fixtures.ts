import { unknown } from "../../../../policies/engine/values/value";
import { seccompNotUnconfined } from "../../../../policies/rules/pss-baseline/seccomp-not-unconfined";
import { type RuleFixtures } from "../../fixture";
import { container, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: seccompNotUnconfined,
  passes: [
    { when: "nothing is said", resources: [pod({ containers: [{ name: "a", image: "a:1" }] })] },
    {
      when: "it is the runtime's",
      resources: [pod({ securityContext: { seccompProfile: { type: "RuntimeDefault" } } })],
    },
  ],
  fails: [
    {
      when: "the pod is unconfined",
      resources: [pod({ securityContext: { seccompProfile: { type: "Unconfined" } } })],
      paths: ["spec.securityContext.seccompProfile.type"],
    },
    {
      when: "a container is",
      resources: [pod({ containers: [container({}, { seccompProfile: { type: "Unconfined" } })] })],
      paths: ["spec.containers[0].securityContext.seccompProfile.type"],
    },
    {
      when: "the profile has no type",
      resources: [pod({ securityContext: { seccompProfile: {} } })],
      paths: ["spec.securityContext.seccompProfile.type"],
    },
  ],
  undecided: [
    { when: "the type is unknown", resources: [pod({ securityContext: { seccompProfile: { type: unknown } } })] },
  ],
};
