import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const procMountDefault = podSecurityRule({
  id: "PSS-R-07",
  name: "restricted-proc-mount-default",
  title: "The proc file system keeps its masks, also in user namespaces",
  why: "The masks hide kernel state by which a container can harm its node.",
  fix: "Remove procMount.",
  references: { pss: ["procMount_restricted"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "restricted",
  since: 35,
  fields: ["spec.containers[].securityContext.procMount"],
  check: (pod) =>
    eachContainer(pod, (container) => {
      const mount = container.at("securityContext.procMount");
      const unmasked = and(mount.present(), not(mount.is("Default")));
      return [violation(unmasked, mount, () => `${nameOf(container)} sees /proc without masks.`)];
    }),
});
