import { unknown } from "../../../../policies/engine/values/value";
import { readOnlyRootFilesystem } from "../../../../policies/rules/workload/read-only-root-filesystem";
import { resource, type RuleFixtures } from "../../fixture";
import { container, pod, tenantPod } from "../../pod-fixture";
import { workload, type Input } from "../../kubernetes-fixture";

const withFlag = (flag: Input) => ({ containers: [container({}, { readOnlyRootFilesystem: flag })] });
const paths = ["spec.containers[0].securityContext.readOnlyRootFilesystem"];

export const fixtures: RuleFixtures = {
  rule: readOnlyRootFilesystem,
  passes: [
    { when: "it is read-only", resources: [tenantPod(withFlag(true)), pod(withFlag(true))] },
    { when: "it is wherever the pod is", resources: [pod(withFlag(true), { namespace: unknown })] },
  ],
  fails: [
    { when: "a tenant's is not", resources: [tenantPod(withFlag(false))], paths, level: "production" },
    { when: "a tenant says nothing", resources: [tenantPod()], paths, level: "production" },
    { when: "another namespace's is not", resources: [pod()], paths, level: "advisory" },
    {
      when: "only a node selector says Windows",
      resources: [tenantPod({ nodeSelector: { "kubernetes.io/os": "windows" } })],
      paths,
    },
    {
      when: "one of several containers is not",
      resources: [tenantPod({ ...withFlag(true), initContainers: [container()] })],
      paths: ["spec.initContainers[0].securityContext.readOnlyRootFilesystem"],
    },
    {
      when: "the tenants are called otherwise",
      resources: [pod()],
      parameters: { tenantNamespaces: ["app"] },
      paths,
      level: "production",
    },
  ],
  undecided: [
    { when: "the flag is unknown", resources: [tenantPod(withFlag(unknown))] },
    { when: "the system is unknown", resources: [tenantPod({ os: { name: unknown } })] },
    { when: "the namespace is unknown", resources: [pod({}, { namespace: unknown })] },
    {
      when: "a patch does not say",
      resources: [workload("apps/v1:DeploymentPatch", { pod: { containers: [{ name: "a" }] } })],
    },
    {
      when: "the item of a list is unknown",
      resources: [resource("kubernetes:core/v1:PodList", "l", { items: unknown })],
    },
  ],
  outside: [{ when: "the pod is for Windows", resources: [tenantPod({ os: { name: "windows" } })] }],
};
