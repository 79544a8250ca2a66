import { eachContainer, isWindows, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const capabilitiesDropped = podSecurityRule({
  id: "PSS-R-06",
  name: "capabilities-dropped",
  title: "Containers drop all capabilities and add at most NET_BIND_SERVICE",
  why: "Each capability that is kept is a part of root on the node.",
  fix: "Set capabilities.drop to [ALL].",
  references: { pss: ["capabilities_restricted"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "restricted",
  fields: ["spec.containers[].securityContext.capabilities", "spec.os.name"],
  check: (pod) =>
    eachContainer(pod, (container) => {
      const linux = not(isWindows(pod));
      const drop = container.at("securityContext.capabilities.drop");
      const add = container.at("securityContext.capabilities.add");
      return [
        violation(
          and(linux, not(drop.some((item) => item.is("ALL")))),
          drop,
          () => `${nameOf(container)} keeps capabilities.`,
        ),
        violation(
          and(
            linux,
            add.some((item) => not(item.is("NET_BIND_SERVICE"))),
          ),
          add,
          () => `${nameOf(container)} adds a capability.`,
          { fix: "Add nothing but NET_BIND_SERVICE." },
        ),
      ];
    }),
});
