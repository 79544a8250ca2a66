import { eachContainer, podSecurityRule } from "../../engine/workloads/pod-security";
import type { Property } from "../../engine/values/property";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const seccompNotUnconfined = podSecurityRule({
  id: "PSS-B-11",
  name: "seccomp-not-unconfined",
  title: "Seccomp is not switched off",
  why: "Without seccomp a container may make every system call, also those that exploits need.",
  fix: "Set the type to RuntimeDefault or Localhost.",
  references: { pss: ["seccompProfile_baseline"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  replacedSince: 19,
  fields: ["spec.securityContext.seccompProfile.type", "spec.containers[].securityContext.seccompProfile.type"],
  check(pod) {
    const unconfined = (context: Property) => {
      const profile = context.child("seccompProfile");
      const type = profile.child("type");
      return violation(
        and(profile.present(), not(type.is("RuntimeDefault", "Localhost"))),
        type,
        "The seccomp profile is not one that is allowed.",
      );
    };
    return [
      unconfined(pod.spec.child("securityContext")),
      ...eachContainer(pod, (container) => [unconfined(container.child("securityContext"))]),
    ];
  },
});
