import { eachContainer, isWindows, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const noPrivilegeEscalation = podSecurityRule({
  id: "PSS-R-02",
  name: "restricted-no-privilege-escalation",
  title: "Processes cannot gain privileges",
  why: "A set-uid binary in the image otherwise makes root of whoever runs it.",
  fix: "Set allowPrivilegeEscalation to false.",
  references: { pss: ["allowPrivilegeEscalation"], cis: ["4.2.5"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "restricted",
  fields: ["spec.containers[].securityContext.allowPrivilegeEscalation", "spec.os.name"],
  check: (pod) =>
    eachContainer(pod, (container) => {
      const flag = container.at("securityContext.allowPrivilegeEscalation");
      const may = and(not(flag.is(false)), not(isWindows(pod)));
      return [violation(may, flag, () => `${nameOf(container)} does not forbid processes to gain privileges.`)];
    }),
});
