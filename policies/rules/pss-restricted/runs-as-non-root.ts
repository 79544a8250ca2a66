import { eachContainer, hasUserNamespace, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

export const runsAsNonRoot = podSecurityRule({
  id: "PSS-R-03",
  name: "runs-as-non-root",
  title: "Containers run as a user that is not root",
  why: "Root in a container is root on the node as soon as anything else gives way.",
  fix: "Set runAsNonRoot to true on the pod.",
  references: { pss: ["runAsNonRoot"], soc2: ["CC6.8"], hipaa: ["312(a)(1)"], nsa: ["Pod"] },
  standard: "restricted",
  fields: ["spec.securityContext.runAsNonRoot", "spec.containers[].securityContext.runAsNonRoot", "spec.hostUsers"],
  check(pod, version) {
    const ofPod = pod.spec.at("securityContext.runAsNonRoot");
    const outside = not(hasUserNamespace(pod, version));
    return [
      violation(and(outside, ofPod.is(false)), ofPod, "The pod allows root."),
      ...eachContainer(pod, (container) => {
        const own = container.at("securityContext.runAsNonRoot");
        const allowsRoot = or(own.is(false), and(own.absent(), not(ofPod.is(true))));
        return [violation(and(outside, allowsRoot), own, () => `${nameOf(container)} may run as root.`)];
      }),
    ];
  },
});
