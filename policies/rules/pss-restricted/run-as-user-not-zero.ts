import { eachContainer, hasUserNamespace, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const runAsUserNotZero = podSecurityRule({
  id: "PSS-R-04",
  name: "run-as-user-not-zero",
  title: "No container asks for user 0",
  why: "Root in a container is root on the node as soon as anything else gives way.",
  fix: "Set runAsUser to another user, or remove it.",
  references: { pss: ["runAsUser"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "restricted",
  since: 23,
  fields: ["spec.securityContext.runAsUser", "spec.containers[].securityContext.runAsUser", "spec.hostUsers"],
  check(pod, version) {
    const outside = not(hasUserNamespace(pod, version));
    const ofPod = pod.spec.at("securityContext.runAsUser");
    return [
      violation(and(outside, ofPod.is(0)), ofPod, "The pod runs as user 0."),
      ...eachContainer(pod, (container) => {
        const own = container.at("securityContext.runAsUser");
        return [violation(and(outside, own.is(0)), own, () => `${nameOf(container)} runs as user 0.`)];
      }),
    ];
  },
});
