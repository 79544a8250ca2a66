import { unknown } from "../../../../policies/engine/values/value";
import { chartsFitTheirNamespace } from "../../../../policies/rules/workload/charts-fit-their-namespace";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { chart, type Input } from "../../kubernetes-fixture";
import { namespace } from "../../pod-fixture";

const kured = (inputs = {}) => chart("kured", {}, { namespace: "kured", ...inputs });
const controller = (values: { readonly [key: string]: Input }) =>
  chart("aws-load-balancer-controller", values, { namespace: "tenant-a" });
const privileged = { podSecurityLevels: { "*": "privileged" as const } };

export const fixtures: RuleFixtures = {
  rule: chartsFitTheirNamespace,
  // A chart is never passed: what its values say is not all that there is.
  passes: [],
  fails: [
    {
      when: "the label of the namespace refuses its pods",
      resources: [namespace("kured", "restricted"), kured()],
      parameters: privileged,
      paths: ["namespace"],
    },
    { when: "the configuration asks for more", resources: [kured()], paths: ["namespace"] },
    { when: "it goes where its provider says, or to default", resources: [chart("kured")], paths: ["namespace"] },
    {
      when: "it holds baseline and a tenant's namespace asks for more",
      resources: [controller({})],
      paths: ["namespace"],
    },
    {
      when: "its values use the network of the node",
      resources: [chart("cert-manager", { webhook: { hostNetwork: true } }, { namespace: "cert-manager" })],
      paths: ["values.webhook.hostNetwork"],
    },
    {
      when: "the chart is a component whose objects are not there",
      resources: [
        resource(
          "kubernetes:helm.sh/v4:Chart",
          "kured",
          { chart: "oci://ghcr.io/kubereboot/charts/kured", namespace: "kured" },
          { custom: false },
        ),
      ],
      paths: ["namespace"],
    },
  ],
  undecided: [
    {
      when: "its values set security contexts",
      resources: [controller({ podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } } })],
    },
    {
      when: "the label of the namespace is unknown",
      resources: [
        resource("kubernetes:core/v1:Namespace", "kured", { metadata: { name: "kured", labels: unknown } }),
        kured(),
      ],
      parameters: privileged,
    },
    {
      when: "the namespace is not known yet",
      resources: [kured({ namespace: outputOf(namespace("other", "privileged")) })],
    },
    {
      when: "it is unknown whether it uses the network of the node",
      resources: [chart("cert-manager", { webhook: { hostNetwork: unknown } }, { namespace: "cert-manager" })],
    },
    { when: "the chart is not known yet", resources: [chart("kured", {}, { chart: unknown, namespace: "tenant-a" })] },
    {
      when: "a file may set the network",
      resources: [
        chart("cert-manager", {}, { namespace: "cert-manager", valueYamlFiles: [{ $asset: { path: "values.yaml" } }] }),
      ],
    },
  ],
  outside: [
    { when: "nobody knows the chart", resources: [chart("somebody-elses", {}, { namespace: "tenant-a" })] },
    { when: "the chart is of a folder", resources: [chart("kured", {}, { chart: "./kured", repositoryOpts: null })] },
    { when: "its namespace admits it", resources: [chart("kured", {}, { namespace: "kube-system" })] },
    { when: "it has no pods", resources: [chart("karpenter-crd", {}, { namespace: "tenant-a" })] },
    {
      when: "it holds what a tenant's namespace asks for",
      resources: [chart("argo-cd", {}, { namespace: "tenant-a" })],
    },
    {
      when: "a workload with the network of the node is switched off",
      resources: [
        chart("vpa", { admissionController: { enabled: false, useHostNetwork: true } }, { namespace: "vpa" }),
      ],
    },
  ],
};
