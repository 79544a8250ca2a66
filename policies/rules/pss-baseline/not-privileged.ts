import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";

export const notPrivileged = podSecurityRule({
  id: "PSS-B-03",
  name: "not-privileged",
  title: "Containers are not privileged",
  why: "A privileged container has every capability and device of the node, and owns it.",
  fix: "Remove privileged.",
  references: { pss: ["privileged"], cis: ["4.2.1"], soc2: ["CC6.8"], hipaa: ["312(a)(1)"], nsa: ["Pod"] },
  standard: "baseline",
  fields: ["spec.containers[].securityContext.privileged"],
  check: (pod) =>
    eachContainer(pod, (container) => {
      const flag = container.at("securityContext.privileged");
      return [violation(flag.is(true), flag, () => `${nameOf(container)} is privileged.`)];
    }),
});
