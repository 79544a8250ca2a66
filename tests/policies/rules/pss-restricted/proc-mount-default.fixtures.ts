import { unknown } from "../../../../policies/engine/values/value";
import { procMountDefault } from "../../../../policies/rules/pss-restricted/proc-mount-default";
import { type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: procMountDefault,
  passes: [{ when: "nothing is said", resources: [tenantPod()] }],
  fails: [
    {
      when: "it is unmasked, also in a user namespace",
      resources: [tenantPod({ hostUsers: false, containers: [container({}, { procMount: "Unmasked" })] })],
      paths: ["spec.containers[0].securityContext.procMount"],
    },
  ],
  undecided: [
    { when: "it is unknown", resources: [tenantPod({ containers: [container({}, { procMount: unknown })] })] },
  ],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
