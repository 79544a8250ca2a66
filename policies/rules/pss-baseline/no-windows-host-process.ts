import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";

export const noWindowsHostProcess = podSecurityRule({
  id: "PSS-B-01",
  name: "no-windows-host-process",
  title: "Windows containers do not run as host processes",
  why: "A host process container is a process of the node with access to all of it.",
  fix: "Remove windowsOptions.hostProcess.",
  references: { pss: ["windowsHostProcess"], soc2: ["CC6.8"], nsa: ["Pod"] },
  standard: "baseline",
  fields: [
    "spec.securityContext.windowsOptions.hostProcess",
    "spec.containers[].securityContext.windowsOptions.hostProcess",
  ],
  check(pod) {
    const flag = pod.spec.at("securityContext.windowsOptions.hostProcess");
    return [
      violation(flag.is(true), flag, "The pod runs as a host process."),
      ...eachContainer(pod, (container) => {
        const own = container.at("securityContext.windowsOptions.hostProcess");
        return [violation(own.is(true), own, () => `${nameOf(container)} runs as a host process.`)];
      }),
    ];
  },
});
