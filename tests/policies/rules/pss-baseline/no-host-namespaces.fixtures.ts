import { unknown } from "../../../../policies/engine/values/value";
import { noHostNamespaces } from "../../../../policies/rules/pss-baseline/no-host-namespaces";
import { resource, type RuleFixtures } from "../../fixture";
import { container, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: noHostNamespaces,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    { when: "a Windows pod says nothing", resources: [pod({ os: { name: "windows" } })] },
  ],
  fails: [
    {
      when: "the pod shares all three",
      resources: [pod({ hostNetwork: true, hostPID: true, hostIPC: true })],
      paths: ["spec.hostNetwork", "spec.hostPID", "spec.hostIPC"],
    },
    {
      when: "the template of a DaemonSet does",
      resources: [
        resource("kubernetes:apps/v1:DaemonSet", "d", {
          metadata: { namespace: "app" },
          spec: { template: { spec: { hostNetwork: true, containers: [container()] } } },
        }),
      ],
      paths: ["spec.template.spec.hostNetwork"],
    },
    {
      when: "the template of a CronJob does",
      resources: [
        resource("kubernetes:batch/v1:CronJob", "c", {
          metadata: { namespace: "app" },
          spec: { jobTemplate: { spec: { template: { spec: { hostPID: true, containers: [container()] } } } } },
        }),
      ],
      paths: ["spec.jobTemplate.spec.template.spec.hostPID"],
    },
    {
      when: "a pod of a list does",
      resources: [
        resource("kubernetes:core/v1:PodList", "l", {
          items: [{ metadata: { namespace: "app" }, spec: { hostIPC: true, containers: [container()] } }],
        }),
      ],
      paths: ["items[0].spec.hostIPC"],
    },
    {
      when: "a patch does",
      resources: [
        resource("kubernetes:apps/v1:DeploymentPatch", "p", {
          metadata: { namespace: "app" },
          spec: { template: { spec: { hostNetwork: true } } },
        }),
      ],
      paths: ["spec.template.spec.hostNetwork"],
    },
  ],
  undecided: [
    { when: "a flag is unknown", resources: [pod({ hostNetwork: unknown })] },
    {
      when: "a patch says nothing of them",
      resources: [
        resource("kubernetes:apps/v1:DeploymentPatch", "p", { metadata: { namespace: "app" }, spec: { replicas: 2 } }),
      ],
    },
  ],
  outside: [{ when: "the namespace is the system's", resources: [pod({}, { namespace: "kube-system" })] }],
};
