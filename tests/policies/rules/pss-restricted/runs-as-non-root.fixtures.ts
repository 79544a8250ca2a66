import { unknown } from "../../../../policies/engine/values/value";
import { runsAsNonRoot } from "../../../../policies/rules/pss-restricted/runs-as-non-root";
import { type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: runsAsNonRoot,
  passes: [
    { when: "containers say so", resources: [tenantPod()] },
    {
      when: "the pod says so for all",
      resources: [
        tenantPod({
          securityContext: { runAsNonRoot: true },
          containers: [container({}, { runAsNonRoot: undefined })],
        }),
      ],
    },
    {
      when: "the pod has a user namespace",
      resources: [tenantPod({ hostUsers: false, containers: [container({}, { runAsNonRoot: false })] })],
    },
  ],
  fails: [
    {
      when: "nobody says so",
      resources: [tenantPod({ containers: [container({}, { runAsNonRoot: undefined })] })],
      paths: ["spec.containers[0].securityContext.runAsNonRoot"],
    },
    {
      when: "a container disagrees with the pod",
      resources: [
        tenantPod({ securityContext: { runAsNonRoot: true }, containers: [container({}, { runAsNonRoot: false })] }),
      ],
      paths: ["spec.containers[0].securityContext.runAsNonRoot"],
    },
    {
      when: "the pod disagrees with every container",
      resources: [tenantPod({ securityContext: { runAsNonRoot: false } })],
      paths: ["spec.securityContext.runAsNonRoot"],
    },
  ],
  undecided: [
    {
      when: "the pod is unknown",
      resources: [
        tenantPod({
          securityContext: { runAsNonRoot: unknown },
          containers: [container({}, { runAsNonRoot: undefined })],
        }),
      ],
    },
  ],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
