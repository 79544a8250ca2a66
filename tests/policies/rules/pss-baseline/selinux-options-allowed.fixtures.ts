import { unknown } from "../../../../policies/engine/values/value";
import { selinuxOptionsAllowed } from "../../../../policies/rules/pss-baseline/selinux-options-allowed";
import { type RuleFixtures } from "../../fixture";
import { container, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: selinuxOptionsAllowed,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    {
      when: "the type is one for containers",
      resources: [pod({ securityContext: { seLinuxOptions: { type: "container_engine_t", level: "s0" } } })],
    },
  ],
  fails: [
    {
      when: "the type is another",
      resources: [pod({ securityContext: { seLinuxOptions: { type: "spc_t" } } })],
      paths: ["spec.securityContext.seLinuxOptions.type"],
    },
    {
      when: "user and role are chosen",
      resources: [pod({ containers: [container({}, { seLinuxOptions: { user: "system_u", role: "system_r" } })] })],
      paths: [
        "spec.containers[0].securityContext.seLinuxOptions.user",
        "spec.containers[0].securityContext.seLinuxOptions.role",
      ],
    },
    {
      when: "the version did not allow the type yet",
      resources: [pod({ securityContext: { seLinuxOptions: { type: "container_engine_t" } } })],
      paths: ["spec.securityContext.seLinuxOptions.type"],
      parameters: { pssVersion: "v1.30" },
    },
  ],
  undecided: [
    { when: "the type is unknown", resources: [pod({ securityContext: { seLinuxOptions: { type: unknown } } })] },
  ],
};
