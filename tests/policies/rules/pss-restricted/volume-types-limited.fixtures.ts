import { unknown } from "../../../../policies/engine/values/value";
import { volumeTypesLimited } from "../../../../policies/rules/pss-restricted/volume-types-limited";
import { resource, type RuleFixtures } from "../../fixture";
import { namespace, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: volumeTypesLimited,
  passes: [
    {
      when: "all are allowed",
      resources: [
        tenantPod({
          volumes: [
            { name: "a", emptyDir: {} },
            { name: "b", image: { reference: "x" } },
            { name: "c", ephemeral: {} },
          ],
        }),
      ],
    },
    {
      when: "a volume has no source, which makes it an emptyDir",
      resources: [tenantPod({ volumes: [{ name: "a" }] })],
    },
  ],
  fails: [
    {
      when: "one is a host path",
      resources: [tenantPod({ volumes: [{ name: "a", hostPath: { path: "/" } }] })],
      paths: ["spec.volumes[0]"],
    },
    {
      when: "one is NFS",
      resources: [tenantPod({ volumes: [{ name: "a", nfs: { server: "s", path: "/" } }] })],
      paths: ["spec.volumes[0]"],
    },
    {
      when: "the label of the namespace asks for more than the parameters",
      resources: [namespace("app", "restricted"), pod({ volumes: [{ name: "a", nfs: {} }] })],
      paths: ["spec.volumes[0]"],
    },
  ],
  undecided: [
    { when: "the volumes are unknown", resources: [tenantPod({ volumes: unknown })] },
    {
      when: "the label of the namespace is unknown",
      resources: [
        resource("kubernetes:core/v1:Namespace", "app", {
          metadata: { name: "app", labels: { "pod-security.kubernetes.io/enforce": unknown } },
        }),
        pod({ volumes: [{ name: "a", nfs: {} }] }),
      ],
    },
  ],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
