import { unknown } from "../../../../policies/engine/values/value";
import { seccompProfileSet } from "../../../../policies/rules/pss-restricted/seccomp-profile-set";
import { type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: seccompProfileSet,
  passes: [
    { when: "every container has one", resources: [tenantPod()] },
    {
      when: "the pod has one for all",
      resources: [
        tenantPod({
          securityContext: { seccompProfile: { type: "Localhost" } },
          containers: [container({}, { seccompProfile: undefined })],
        }),
      ],
    },
    {
      when: "a Windows pod has none",
      resources: [tenantPod({ os: { name: "windows" }, containers: [{ name: "a", image: "a:1" }] })],
    },
  ],
  fails: [
    {
      when: "nobody has one",
      resources: [tenantPod({ containers: [container({}, { seccompProfile: undefined })] })],
      paths: ["spec.containers[0].securityContext.seccompProfile"],
    },
    {
      when: "a container is unconfined",
      resources: [
        tenantPod({
          securityContext: { seccompProfile: { type: "RuntimeDefault" } },
          containers: [container({}, { seccompProfile: { type: "Unconfined" } })],
        }),
      ],
      paths: ["spec.containers[0].securityContext.seccompProfile"],
    },
    {
      when: "the pod is unconfined",
      resources: [tenantPod({ securityContext: { seccompProfile: { type: "Unconfined" } } })],
      paths: ["spec.securityContext.seccompProfile"],
    },
  ],
  undecided: [
    {
      when: "the pod is unknown",
      resources: [tenantPod({ securityContext: unknown, containers: [container({}, { seccompProfile: undefined })] })],
    },
  ],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
