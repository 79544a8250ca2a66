import { eachContainer, isWindows, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import type { Property } from "../../engine/values/property";
import { violation } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

export const seccompProfileSet = podSecurityRule({
  id: "PSS-R-05",
  name: "seccomp-profile-set",
  title: "Every container has a seccomp profile",
  why: "Without seccomp a container may make every system call, also those that exploits need.",
  fix: "Set seccompProfile.type to RuntimeDefault on the pod.",
  references: { pss: ["seccompProfile_restricted"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "restricted",
  fields: [
    "spec.securityContext.seccompProfile.type",
    "spec.containers[].securityContext.seccompProfile.type",
    "spec.os.name",
  ],
  check(pod) {
    const linux = not(isWindows(pod));
    const ofPod = pod.spec.at("securityContext.seccompProfile");
    const allowed = (profile: Property) => profile.child("type").is("RuntimeDefault", "Localhost");
    return [
      violation(
        and(linux, ofPod.present(), not(allowed(ofPod))),
        ofPod,
        "The pod's seccomp profile is not one that is allowed.",
      ),
      ...eachContainer(pod, (container) => {
        const own = container.at("securityContext.seccompProfile");
        const uncovered = and(own.absent(), not(and(ofPod.present(), allowed(ofPod))));
        const bad = and(own.present(), not(allowed(own)));
        return [
          violation(and(linux, or(uncovered, bad)), own, () => `${nameOf(container)} has no allowed seccomp profile.`),
        ];
      }),
    ];
  },
});
