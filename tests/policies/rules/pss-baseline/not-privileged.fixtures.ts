import { unknown } from "../../../../policies/engine/values/value";
import { notPrivileged } from "../../../../policies/rules/pss-baseline/not-privileged";
import { type RuleFixtures } from "../../fixture";
import { object, type Input } from "../../kubernetes-fixture";
import { container, pod, tenantPod } from "../../pod-fixture";

const jobSet = (pod: Input) =>
  object("jobset.x-k8s.io/v1alpha2:JobSet", "jobs", {
    spec: { replicatedJobs: [{ name: "driver", template: { spec: { template: { spec: pod } } } }] },
  });
const podTemplates = { "jobset.x-k8s.io/v1alpha2:JobSet": ["spec.replicatedJobs[].template.spec.template"] };

export const fixtures: RuleFixtures = {
  rule: notPrivileged,
  passes: [
    { when: "nothing is said", resources: [pod()] },
    { when: "the flag is off", resources: [pod({ containers: [container({}, { privileged: false })] })] },
  ],
  fails: [
    {
      when: "a container is",
      resources: [pod({ containers: [container(), container({ name: "b" }, { privileged: true })] })],
      paths: ["spec.containers[1].securityContext.privileged"],
    },
    {
      when: "an ephemeral container is",
      resources: [pod({ ephemeralContainers: [container({}, { privileged: true })] })],
      paths: ["spec.ephemeralContainers[0].securityContext.privileged"],
    },
    {
      when: "one is while another is unknown",
      resources: [pod({ containers: [unknown, container({}, { privileged: true })] })],
      paths: ["spec.containers[1].securityContext.privileged"],
    },
    {
      when: "a tenant has one, since baseline checks hold for restricted namespaces too",
      resources: [tenantPod({ containers: [container({}, { privileged: true })] })],
      paths: ["spec.containers[0].securityContext.privileged"],
    },
    {
      when: "a pod of a custom resource has one",
      resources: [jobSet({ containers: [container({}, { privileged: true })] })],
      parameters: { podTemplates },
      paths: ["spec.replicatedJobs[0].template.spec.template.spec.containers[0].securityContext.privileged"],
    },
  ],
  undecided: [
    {
      when: "the pod of a custom resource is unknown",
      resources: [jobSet(unknown)],
      parameters: { podTemplates },
    },
    { when: "a container is unknown", resources: [pod({ containers: [unknown] })] },
    {
      when: "the pod may be in a system namespace",
      resources: [pod({ containers: [container({}, { privileged: true })] }, { namespace: unknown })],
    },
  ],
  outside: [{ when: "the namespace is the system's", resources: [pod({}, { namespace: "kube-system" })] }],
};
