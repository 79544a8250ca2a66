import { unknown } from "../../../../policies/engine/values/value";
import { noHostPathVolumes } from "../../../../policies/rules/pss-baseline/no-host-path-volumes";
import { type RuleFixtures } from "../../fixture";
import { pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: noHostPathVolumes,
  passes: [
    { when: "there is no volume", resources: [pod()] },
    {
      when: "the volume is a claim",
      resources: [pod({ volumes: [{ name: "v", persistentVolumeClaim: { claimName: "c" } }] })],
    },
  ],
  fails: [
    {
      when: "a volume is a host path",
      resources: [
        pod({
          volumes: [
            { name: "a", emptyDir: {} },
            { name: "v", hostPath: { path: "/" } },
          ],
        }),
      ],
      paths: ["spec.volumes[1].hostPath"],
    },
    {
      when: "the host path is empty but there",
      resources: [pod({ volumes: [{ name: "v", hostPath: {} }] })],
      paths: ["spec.volumes[0].hostPath"],
    },
  ],
  undecided: [
    { when: "a volume is unknown", resources: [pod({ volumes: [unknown] })] },
    { when: "the source is unknown", resources: [pod({ volumes: [{ name: "v", hostPath: unknown }] })] },
  ],
  outside: [
    {
      when: "the namespace is restricted, where a stricter rule judges",
      resources: [tenantPod({ volumes: [{ name: "v", hostPath: { path: "/" } }] })],
    },
  ],
};
