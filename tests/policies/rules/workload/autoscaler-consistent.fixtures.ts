import { unknown } from "../../../../policies/engine/values/value";
import { autoscalerConsistent } from "../../../../policies/rules/workload/autoscaler-consistent";
import { outputOf, type RuleFixtures } from "../../fixture";
import { autoscaler, deployment, object, release, type Input, type Inputs } from "../../kubernetes-fixture";
import { container } from "../../pod-fixture";

const requesting = deployment({ pod: { containers: [container({ resources: { requests: { cpu: "100m" } } })] } });
const utilization = (name: Input = "cpu", target: Inputs = { type: "Utilization", averageUtilization: 70 }) => ({
  metrics: [{ type: "Resource", resource: { name, target } }],
});
const limits = object("core/v1:LimitRange", "limits", {
  spec: { limits: [{ type: "Container", default: { cpu: 1 } }] },
});
const nameless = deployment({ metadata: { name: null } });
const metric = "spec.metrics[0].resource.name";

export const fixtures: RuleFixtures = {
  rule: autoscalerConsistent,
  passes: [
    { when: "it scales a Deployment of the namespace", resources: [requesting, autoscaler(utilization())] },
    {
      when: "the namespace gives the request by default",
      resources: [deployment(), limits, autoscaler(utilization())],
    },
    {
      when: "it measures amounts, which need no request",
      resources: [deployment(), autoscaler(utilization("memory", { type: "AverageValue", averageValue: "1Gi" }))],
    },
    {
      when: "it measures one container that has the request",
      resources: [
        deployment({
          pod: { containers: [container({ name: "a", resources: { limits: { cpu: 1 } } }), container({ name: "b" })] },
        }),
        autoscaler({
          metrics: [
            {
              type: "ContainerResource",
              containerResource: { name: "cpu", container: "a", target: { type: "Utilization" } },
            },
          ],
        }),
      ],
    },
    {
      when: "it names its target by the output",
      resources: [nameless, autoscaler({ scaleTargetRef: { kind: "Deployment", name: outputOf(nameless) } })],
    },
    {
      when: "it keeps one in development",
      resources: [requesting, autoscaler({ minReplicas: 1 })],
      parameters: { environment: "dev" },
    },
    {
      when: "an autoscaler of another namespace has a target of the same name",
      resources: [
        requesting,
        autoscaler(),
        deployment({ metadata: { namespace: "other" } }),
        autoscaler({}, { namespace: "other" }),
      ],
    },
  ],
  fails: [
    { when: "its target is nowhere", resources: [autoscaler()], paths: ["spec.scaleTargetRef"] },
    {
      when: "its target is in another namespace",
      resources: [deployment({ metadata: { namespace: "other" } }), autoscaler()],
      paths: ["spec.scaleTargetRef"],
    },
    {
      when: "its target is of another kind",
      resources: [deployment(), autoscaler({ scaleTargetRef: { kind: "StatefulSet", name: "web" } })],
      paths: ["spec.scaleTargetRef"],
    },
    {
      when: "it may leave one in production",
      resources: [deployment(), autoscaler({ minReplicas: 1 })],
      paths: ["spec.minReplicas"],
    },
    {
      when: "it may leave one by default",
      resources: [deployment(), autoscaler({ minReplicas: null })],
      paths: ["spec.minReplicas"],
    },
    { when: "it has no room", resources: [deployment(), autoscaler({ maxReplicas: 2 })], paths: ["spec.maxReplicas"] },
    { when: "a container lacks the request", resources: [deployment(), autoscaler(utilization())], paths: [metric] },
    {
      when: "the request is of the other resource",
      resources: [requesting, autoscaler(utilization("memory"))],
      paths: [metric],
    },
    {
      when: "the first version measures CPU",
      resources: [
        deployment(),
        object("autoscaling/v1:HorizontalPodAutoscaler", "scaler", {
          spec: {
            scaleTargetRef: { kind: "Deployment", name: "web" },
            minReplicas: 2,
            maxReplicas: 3,
            targetCPUUtilizationPercentage: 50,
          },
        }),
      ],
      paths: ["spec.targetCPUUtilizationPercentage"],
    },
    {
      when: "two have one target",
      resources: [deployment(), autoscaler(), autoscaler({}, { name: "second" })],
      paths: ["spec.scaleTargetRef.kind", "spec.scaleTargetRef.kind"],
    },
    {
      when: "a ScaledObject, of which KEDA makes an autoscaler, has its target",
      resources: [
        deployment(),
        autoscaler(),
        object("keda.sh/v1alpha1:ScaledObject", "web", { spec: { scaleTargetRef: { name: "web" } } }),
      ],
      paths: ["spec.scaleTargetRef.kind"],
    },
    {
      when: "the target states its replicas",
      resources: [deployment({ spec: { replicas: 2 } }), autoscaler()],
      paths: ["spec.scaleTargetRef.name"],
      level: "advisory",
    },
  ],
  undecided: [
    { when: "a chart may bring the target", resources: [release(), autoscaler()] },
    {
      when: "the target is a custom resource",
      resources: [autoscaler({ scaleTargetRef: { kind: "Machine", name: "m" } })],
    },
    {
      when: "the name of the target is unknown",
      resources: [deployment(), autoscaler({ scaleTargetRef: { kind: "Deployment", name: unknown } })],
    },
    { when: "the least is unknown", resources: [requesting, autoscaler({ minReplicas: unknown })] },
    { when: "the most is unknown", resources: [requesting, autoscaler({ maxReplicas: unknown })] },
    {
      when: "the requests are unknown",
      resources: [deployment({ pod: { containers: [container({ resources: unknown })] } }), autoscaler(utilization())],
    },
  ],
};
