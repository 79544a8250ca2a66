import { unknown } from "../../../../policies/engine/values/value";
import { noPrivilegeEscalation } from "../../../../policies/rules/pss-restricted/no-privilege-escalation";
import { resource, type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: noPrivilegeEscalation,
  passes: [
    { when: "every container says so", resources: [tenantPod()] },
    {
      when: "a Windows pod says nothing",
      resources: [tenantPod({ os: { name: "windows" }, containers: [{ name: "a", image: "a:1" }] })],
    },
  ],
  fails: [
    {
      when: "a container says nothing",
      resources: [tenantPod({ containers: [container({}, { allowPrivilegeEscalation: undefined })] })],
      paths: ["spec.containers[0].securityContext.allowPrivilegeEscalation"],
    },
    {
      when: "a node selector for Windows does not exempt",
      resources: [
        tenantPod({
          nodeSelector: { "kubernetes.io/os": "windows" },
          containers: [container({}, { allowPrivilegeEscalation: true })],
        }),
      ],
      paths: ["spec.containers[0].securityContext.allowPrivilegeEscalation"],
    },
    {
      when: "the operating system is spelled in another case",
      resources: [
        tenantPod({ os: { name: "Windows" }, containers: [container({}, { allowPrivilegeEscalation: true })] }),
      ],
      paths: ["spec.containers[0].securityContext.allowPrivilegeEscalation"],
    },
  ],
  undecided: [
    {
      when: "the operating system is unknown",
      resources: [
        tenantPod({ os: { name: unknown }, containers: [container({}, { allowPrivilegeEscalation: true })] }),
      ],
    },
    {
      when: "a patch says nothing of it",
      resources: [
        resource("kubernetes:apps/v1:DeploymentPatch", "p", {
          metadata: { namespace: "tenant-a" },
          spec: { template: { spec: { containers: [{ name: "a", image: "a:2" }] } } },
        }),
      ],
    },
  ],
  outside: [{ when: "the namespace asks for baseline only", resources: [pod()] }],
};
