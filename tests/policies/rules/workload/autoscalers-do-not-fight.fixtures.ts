import { unknown } from "../../../../policies/engine/values/value";
import { autoscalersDoNotFight } from "../../../../policies/rules/workload/autoscalers-do-not-fight";
import { outputOf, type RuleFixtures } from "../../fixture";
import { autoscaler, deployment, object, type Input, type Inputs } from "../../kubernetes-fixture";

const web = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };

function vertical(spec: Inputs = {}, version = "v1", metadata: Inputs = {}) {
  return object(
    `autoscaling.k8s.io/${version}:VerticalPodAutoscaler`,
    "vertical",
    { spec: { targetRef: web, updatePolicy: { updateMode: "Recreate" }, ...spec } },
    metadata,
  );
}

const policies = (...containerPolicies: Inputs[]): Inputs => ({ resourcePolicy: { containerPolicies } });
const only = (...controlledResources: string[]): Inputs => policies({ containerName: "*", controlledResources });
const by = (name: Input): Inputs => ({
  metrics: [{ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization: 70 } } }],
});
const scaledObject = (type: Input, target: Inputs = { name: "web" }) =>
  object("keda.sh/v1alpha1:ScaledObject", "events", { spec: { scaleTargetRef: target, triggers: [{ type }] } });
const nameless = deployment({ metadata: { name: null } });
const path = "spec.targetRef";

export const fixtures: RuleFixtures = {
  rule: autoscalersDoNotFight,
  passes: [
    { when: "nothing counts the pods", resources: [deployment(), vertical()] },
    {
      when: "it changes memory, and pods are counted by CPU",
      resources: [vertical(only("memory")), autoscaler(by("cpu"))],
    },
    {
      when: "it recommends only",
      resources: [vertical({ updatePolicy: { updateMode: "Off" } }), autoscaler(by("cpu"))],
    },
    {
      when: "pods are counted by something outside of them",
      resources: [
        vertical(),
        scaledObject("aws-sqs-queue"),
        autoscaler({ metrics: [{ type: "External" }], scaleTargetRef: { ...web, name: "other" } }),
      ],
    },
    {
      when: "the other one is about another workload",
      resources: [vertical(), autoscaler({ ...by("cpu"), scaleTargetRef: { ...web, name: "api" } })],
    },
    {
      when: "the other one is about a workload of another kind",
      resources: [vertical({ targetRef: { ...web, kind: "StatefulSet" } }), scaledObject("cpu")],
    },
    {
      when: "the other one is in another namespace",
      resources: [vertical(), autoscaler(by("cpu"), { namespace: "other" })],
    },
    {
      when: "every container is left as it is",
      resources: [vertical(policies({ containerName: "*", mode: "Off" })), autoscaler(by("cpu"))],
    },
  ],
  fails: [
    { when: "both go by CPU", resources: [vertical(), autoscaler(by("cpu"))], paths: [path] },
    {
      when: "both go by memory, and new pods alone get the other requests",
      resources: [vertical({ ...only("memory"), updatePolicy: { updateMode: "Initial" } }), autoscaler(by("memory"))],
      paths: [path],
    },
    {
      when: "it says nothing of its mode",
      resources: [vertical({ updatePolicy: null }), autoscaler(by("cpu"))],
      paths: [path],
    },
    { when: "the other one says nothing of what it measures", resources: [vertical(), autoscaler()], paths: [path] },
    {
      when: "the other one is of the first version",
      resources: [
        vertical(),
        object("autoscaling/v1:HorizontalPodAutoscaler", "first", { spec: { scaleTargetRef: web, maxReplicas: 3 } }),
      ],
      paths: [path],
    },
    {
      when: "the other one measures one container",
      resources: [
        vertical(),
        autoscaler({
          metrics: [{ type: "ContainerResource", containerResource: { name: "cpu", container: "web" } }],
        }),
      ],
      paths: [path],
    },
    { when: "KEDA counts by CPU", resources: [vertical(), scaledObject("cpu")], paths: [path] },
    {
      when: "a policy is about one container",
      resources: [
        vertical(policies({ containerName: "web", controlledResources: ["cpu"] }, { containerName: "*", mode: "Off" })),
        autoscaler(by("cpu")),
      ],
      paths: [path],
    },
    {
      when: "both name their target by its output",
      resources: [
        nameless,
        vertical({ targetRef: { ...web, name: outputOf(nameless) } }),
        autoscaler({ ...by("cpu"), scaleTargetRef: { ...web, name: outputOf(nameless) } }),
      ],
      paths: [path],
    },
    { when: "it is of an older version", resources: [vertical({}, "v1beta2"), scaledObject("memory")], paths: [path] },
  ],
  undecided: [
    {
      when: "its mode is unknown",
      resources: [vertical({ updatePolicy: { updateMode: unknown } }), autoscaler(by("cpu"))],
    },
    { when: "what it changes is unknown", resources: [vertical({ resourcePolicy: unknown }), autoscaler(by("cpu"))] },
    { when: "what the other one measures is unknown", resources: [vertical(), autoscaler(by(unknown))] },
    { when: "the kind of a trigger is unknown", resources: [vertical(), scaledObject(unknown)] },
    {
      when: "the name of its target is unknown",
      resources: [deployment(), vertical({ targetRef: { ...web, name: unknown } }), autoscaler(by("cpu"))],
    },
    {
      when: "the name of the other one's target is unknown, and no workload is in the stack",
      resources: [vertical(), autoscaler({ ...by("cpu"), scaleTargetRef: { ...web, name: unknown } })],
    },
    {
      when: "there may be containers without a policy",
      resources: [vertical(policies({ containerName: "proxy", mode: "Off" })), autoscaler(by("cpu"))],
    },
  ],
};
