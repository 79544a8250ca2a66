import { podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";

export const noHostPathVolumes = podSecurityRule({
  id: "PSS-B-05",
  name: "no-host-path-volumes",
  title: "Pods mount no directory of their node",
  why: "A directory of the node holds other pods' data, and often a way to become root there.",
  fix: "Use a volume of another type.",
  references: { pss: ["hostPathVolumes"], soc2: ["CC6.8"], hipaa: ["312(a)(1)"], nsa: ["Pod"] },
  standard: "baseline",
  replacedSince: 0,
  fields: ["spec.volumes[].hostPath"],
  check({ spec }) {
    const volumes = spec.child("volumes");
    const { known, open } = volumes.elements();
    const message = "The volume is a directory of the node.";
    return [
      ...known.map((volume) => violation(volume.child("hostPath").present(), volume.child("hostPath"), message)),
      ...(open ? [violation(open, volumes, message)] : []),
    ];
  },
});
