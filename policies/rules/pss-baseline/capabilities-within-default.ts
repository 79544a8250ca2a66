import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { not } from "../../engine/values/truth";

const defaultCapabilities = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

export const capabilitiesWithinDefault = podSecurityRule({
  id: "PSS-B-04",
  name: "capabilities-within-default",
  title: "Containers add no capability beyond the default set of the runtime",
  why: "Each further capability is a part of root on the node.",
  fix: "Add only capabilities of the default set.",
  references: { pss: ["capabilities_baseline"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  replacedSince: 22,
  fields: ["spec.containers[].securityContext.capabilities.add[]"],
  check: (pod) =>
    eachContainer(pod, (container) => {
      const added = container.at("securityContext.capabilities.add");
      const beyond = added.some((capability) => not(capability.is(...defaultCapabilities)));
      return [violation(beyond, added, () => `${nameOf(container)} adds a capability beyond the default set.`)];
    }),
});
