import { unknown } from "../../../../policies/engine/values/value";
import { replicasForAvailability } from "../../../../policies/rules/workload/replicas-for-availability";
import { outputOf, type RuleFixtures } from "../../fixture";
import { autoscaler, chart, deployment, object, workload, type Input } from "../../kubernetes-fixture";

const replicas = (count: Input) => deployment({ spec: { replicas: count } });
const scaled = (minReplicaCount: Input) =>
  object("keda.sh/v1alpha1:ScaledObject", "scaler", { spec: { scaleTargetRef: { name: "web" }, minReplicaCount } });
const paths = ["spec.replicas"];
const nameless = deployment({ metadata: { name: null } });

export const fixtures: RuleFixtures = {
  rule: replicasForAvailability,
  passes: [
    { when: "there are two", resources: [replicas(2)] },
    { when: "an autoscaler keeps two", resources: [deployment(), autoscaler()] },
    { when: "an autoscaler keeps two where the workload states one", resources: [replicas(1), autoscaler()] },
    { when: "an event-driven autoscaler keeps two", resources: [deployment(), scaled(2)] },
    {
      when: "the autoscaler names the workload by its output",
      resources: [nameless, autoscaler({ scaleTargetRef: { kind: "Deployment", name: outputOf(nameless) } })],
    },
    {
      when: "a Rollout runs the pods of a Deployment that runs none",
      resources: [
        replicas(0),
        object("argoproj.io/v1alpha1:Rollout", "roll", {
          spec: { replicas: 3, workloadRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } },
        }),
      ],
    },
  ],
  fails: [
    { when: "a chart keeps one without a word", resources: [chart("metrics-server")], paths: ["values.replicas"] },
    {
      when: "the values of a chart say one",
      resources: [chart("aws-load-balancer-controller", { replicaCount: 1 })],
      paths: ["values.replicaCount"],
    },
    { when: "the default is one", resources: [deployment()], paths },
    { when: "there is one", resources: [replicas(1)], paths },
    { when: "there is none", resources: [replicas(0)], paths },
    { when: "the autoscaler's least is one", resources: [replicas(3), autoscaler({ minReplicas: 1 })], paths },
    {
      when: "the autoscaler's least is the default",
      resources: [replicas(3), autoscaler({ minReplicas: null })],
      paths,
    },
    { when: "an event-driven autoscaler's default is none", resources: [replicas(3), scaled(null)], paths },
    {
      when: "the autoscaler is another namespace's",
      resources: [deployment(), autoscaler({}, { namespace: "other" })],
      paths,
    },
    {
      when: "the autoscaler is another kind's",
      resources: [deployment(), autoscaler({ scaleTargetRef: { kind: "StatefulSet", name: "web" } })],
      paths,
    },
    { when: "a StatefulSet has one", resources: [workload("apps/v1:StatefulSet")], paths },
    { when: "a Rollout has one", resources: [workload("argoproj.io/v1alpha1:Rollout")], paths },
    {
      when: "another workload may have one",
      resources: [deployment({ metadata: { name: "db" } })],
      parameters: { singletonWorkloads: ["**::*Other"] },
      paths,
    },
  ],
  undecided: [
    { when: "the values of a chart are unknown", resources: [chart("metrics-server", {}, { values: unknown })] },
    {
      when: "it is unknown whether an autoscaler decides about a chart",
      resources: [chart("argo-cd", { server: { autoscaling: { enabled: unknown } }, repoServer: { replicas: 2 } })],
    },
    {
      when: "it is unknown whether the chart has the workload",
      resources: [
        chart("keda", {
          ...{ operator: { replicaCount: 2 }, metricsServer: { replicaCount: 2 } },
          webhooks: { enabled: unknown },
        }),
      ],
    },
    { when: "the number is unknown", resources: [replicas(unknown)] },
    { when: "the autoscaler's least is unknown", resources: [deployment(), autoscaler({ minReplicas: unknown })] },
    { when: "the autoscaler's target is unknown", resources: [replicas(1), autoscaler({ scaleTargetRef: unknown })] },
    { when: "the autoscaler's namespace is unknown", resources: [replicas(1), autoscaler({}, { namespace: unknown })] },
    { when: "a patch does not say", resources: [workload("apps/v1:DeploymentPatch")] },
  ],
  outside: [
    { when: "the values of a chart say two", resources: [chart("metrics-server", { replicas: 2 })] },
    {
      when: "a chart is listed as a singleton",
      resources: [chart("metrics-server")],
      parameters: { singletonWorkloads: ["**::metrics-server*"] },
    },
    { when: "the environment is development", resources: [replicas(1)], parameters: { environment: "dev" } },
    {
      when: "one is right for it",
      resources: [replicas(1)],
      parameters: { singletonWorkloads: ["urn:pulumi:*::*::kubernetes:apps/v1:Deployment::web*"] },
    },
  ],
};
