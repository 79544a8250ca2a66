import { eachContainer, hasUserNamespace, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const procMountDefault = podSecurityRule({
  id: "PSS-B-10",
  name: "proc-mount-default",
  title: "The proc file system keeps its masks",
  why: "The masks hide kernel state by which a container can harm its node.",
  fix: "Remove procMount.",
  references: { pss: ["procMount"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  replacedSince: 35,
  fields: ["spec.containers[].securityContext.procMount", "spec.hostUsers"],
  check: (pod, version) =>
    eachContainer(pod, (container) => {
      const mount = container.at("securityContext.procMount");
      const unmasked = and(mount.present(), not(mount.is("Default")));
      return [
        violation(
          and(unmasked, not(hasUserNamespace(pod, version))),
          mount,
          () => `${nameOf(container)} sees /proc without masks.`,
        ),
      ];
    }),
});
