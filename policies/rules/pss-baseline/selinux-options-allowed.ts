import { eachContainer, podSecurityRule } from "../../engine/workloads/pod-security";
import type { Property } from "../../engine/values/property";
import { violation } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

export const selinuxOptionsAllowed = podSecurityRule({
  id: "PSS-B-09",
  name: "selinux-options-allowed",
  title: "SELinux options stay within the container types",
  why: "Another SELinux type, user or role takes the container out of its confinement.",
  fix: "Remove seLinuxOptions.",
  references: { pss: ["seLinuxOptions"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  fields: ["spec.securityContext.seLinuxOptions", "spec.containers[].securityContext.seLinuxOptions"],
  check(pod, version) {
    const options = (context: Property) => {
      const type = context.at("seLinuxOptions.type");
      const allowed = or(
        type.is("", "container_t", "container_init_t", "container_kvm_t"),
        and(version.atLeast(31), type.is("container_engine_t")),
      );
      return [
        violation(and(type.present(), not(allowed)), type, "The SELinux type is not one for containers."),
        ...["user", "role"].map((key) => {
          const option = context.at(`seLinuxOptions.${key}`);
          return violation(and(option.present(), not(option.is(""))), option, `The pod chooses its SELinux ${key}.`);
        }),
      ];
    };
    return [
      ...options(pod.spec.child("securityContext")),
      ...eachContainer(pod, (container) => options(container.child("securityContext"))),
    ];
  },
});
