import { unknown } from "../../../../policies/engine/values/value";
import { procMountDefault } from "../../../../policies/rules/pss-baseline/proc-mount-default";
import { type RuleFixtures } from "../../fixture";
import { container, namespace, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: procMountDefault,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    {
      when: "the pod has a user namespace",
      resources: [pod({ hostUsers: false, containers: [container({}, { procMount: "Unmasked" })] })],
    },
  ],
  fails: [
    {
      when: "it is unmasked",
      resources: [pod({ containers: [container({}, { procMount: "Unmasked" })] })],
      paths: ["spec.containers[0].securityContext.procMount"],
    },
    {
      when: "the version knows no user namespaces",
      resources: [pod({ hostUsers: false, containers: [container({}, { procMount: "Unmasked" })] })],
      paths: ["spec.containers[0].securityContext.procMount"],
      parameters: { pssVersion: "v1.34" },
    },
    {
      when: "the namespace is restricted by an older version",
      resources: [
        namespace("tenant-a", "restricted", "v1.34"),
        tenantPod({ containers: [container({}, { procMount: "Unmasked" })] }),
      ],
      paths: ["spec.containers[0].securityContext.procMount"],
    },
  ],
  undecided: [
    {
      when: "the user namespace is unknown",
      resources: [pod({ hostUsers: unknown, containers: [container({}, { procMount: "Unmasked" })] })],
    },
  ],
  outside: [
    {
      when: "the namespace is restricted, where a stricter rule judges",
      resources: [tenantPod({ containers: [container({}, { procMount: "Unmasked" })] })],
    },
  ],
};
