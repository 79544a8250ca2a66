import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const noHostPorts = podSecurityRule({
  id: "PSS-B-06",
  name: "no-host-ports",
  title: "Containers take no port of their node",
  why: "A port of the node bypasses services and network policies, and keeps a second copy of the pod off the node.",
  fix: "Remove hostPort.",
  references: { pss: ["hostPorts"], soc2: ["CC6.6"], nsa: ["Pod"] },
  standard: "baseline",
  fields: ["spec.containers[].ports[].hostPort"],
  check: (pod) =>
    eachContainer(pod, (container) => {
      const ports = container.child("ports");
      const { known, open } = ports.elements();
      const taken = known.map((port) => {
        const host = port.child("hostPort");
        return violation(
          and(host.present(), not(host.is(0))),
          host,
          () => `${nameOf(container)} takes a port of the node.`,
        );
      });
      return open ? [...taken, violation(open, ports, "A port may be one of the node's.")] : taken;
    }),
});
