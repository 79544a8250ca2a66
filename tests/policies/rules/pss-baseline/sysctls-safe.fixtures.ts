import { unknown } from "../../../../policies/engine/values/value";
import { sysctlsSafe } from "../../../../policies/rules/pss-baseline/sysctls-safe";
import { type RuleFixtures } from "../../fixture";
import { pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: sysctlsSafe,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    {
      when: "the newest safe one is set",
      resources: [pod({ securityContext: { sysctls: [{ name: "net.ipv4.tcp_notsent_lowat", value: "1" }] } })],
    },
  ],
  fails: [
    {
      when: "another is set",
      resources: [
        pod({
          securityContext: {
            sysctls: [
              { name: "kernel.shm_rmid_forced", value: "1" },
              { name: "kernel.msgmax", value: "1" },
            ],
          },
        }),
      ],
      paths: ["spec.securityContext.sysctls[1].name"],
    },
    {
      when: "the version did not allow it yet",
      resources: [pod({ securityContext: { sysctls: [{ name: "net.ipv4.tcp_rmem", value: "1" }] } })],
      paths: ["spec.securityContext.sysctls[0].name"],
      parameters: { pssVersion: "v1.31" },
    },
  ],
  undecided: [
    { when: "a name is unknown", resources: [pod({ securityContext: { sysctls: [{ name: unknown, value: "1" }] } })] },
  ],
};
