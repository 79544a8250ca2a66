import { isOfKind, placeOf } from "../../engine/kubernetes/place";
import { eachContainer, isWindows, nameOf } from "../../engine/workloads/pod-security";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import { violation, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const readOnlyRootFilesystem: Rule = {
  id: "WL-13",
  name: "read-only-root-filesystem",
  title: "Containers cannot write to their own image",
  why: "Whoever breaks into a container writes tools and changed binaries to its root file system, if it lets them.",
  fix: "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the container must write.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["CC6.8"], hipaa: ["312(c)(1)"], nsa: ["Pod"] },
  reads: Object.fromEntries(
    podTypes.map((type) => [type, ["spec.containers[].securityContext.readOnlyRootFilesystem", "spec.os.name"]]),
  ),
  check: (resource, { graph, parameters }) =>
    podsOf(resource).flatMap((pod) => {
      const windows = isWindows(pod);
      if (windows === true) return [];
      const isTenant = isOfKind(placeOf(pod.holder, graph), "tenant", parameters);
      return [
        violation(false, pod.spec, ""),
        ...eachContainer(pod, (container) => {
          const flag = container.at("securityContext.readOnlyRootFilesystem");
          const isWritable = and(not(windows), not(flag.is(true)));
          const message = () => `${nameOf(container)} can write to its root file system.`;
          return [
            violation(and(isTenant, isWritable), flag, message),
            violation(and(not(isTenant), isWritable), flag, message, { level: "advisory" }),
          ];
        }),
      ];
    }),
};
