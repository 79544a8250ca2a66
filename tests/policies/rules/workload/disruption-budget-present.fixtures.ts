import { unknown } from "../../../../policies/engine/values/value";
import { disruptionBudgetPresent } from "../../../../policies/rules/workload/disruption-budget-present";
import { resource, type RuleFixtures } from "../../fixture";
import { autoscaler, deployment, object, release, workload, type Input } from "../../kubernetes-fixture";

const several = { spec: { replicas: 2 } };
const budget = (selector: Input, namespace: Input = "app", version = "policy/v1") =>
  object(`${version}:PodDisruptionBudget`, "budget", { spec: { maxUnavailable: 1, selector } }, { namespace });
const web = { matchLabels: { app: "web" } };
const expression = (key: string, operator: string, ...values: Input[]) => ({
  matchExpressions: [{ key, operator, values }],
});
const paths = ["spec.template.metadata.labels"];

export const fixtures: RuleFixtures = {
  rule: disruptionBudgetPresent,
  passes: [
    { when: "a budget selects the pods", resources: [deployment(several), budget(web)] },
    { when: "an autoscaler makes them several", resources: [deployment(), autoscaler(), budget(web)] },
    { when: "the selector is empty", resources: [deployment(several), budget({})] },
    { when: "a value is listed", resources: [deployment(several), budget(expression("app", "In", "web", "api"))] },
    { when: "another value is excluded", resources: [deployment(several), budget(expression("app", "NotIn", "api"))] },
    { when: "an absent key is excluded", resources: [deployment(several), budget(expression("tier", "NotIn", "web"))] },
    { when: "a key must exist", resources: [deployment(several), budget(expression("app", "Exists"))] },
    { when: "a key must not exist", resources: [deployment(several), budget(expression("tier", "DoesNotExist"))] },
    {
      when: "a budget of another namespace selects the same labels",
      resources: [deployment(several), budget(web), budget(web, "other")],
    },
    {
      when: "an empty selector of the old version selects nothing beside it",
      resources: [deployment(several), budget(web), budget({}, "app", "policy/v1beta1")],
    },
    {
      when: "a list holds the budget",
      resources: [
        deployment(several),
        resource("kubernetes:policy/v1:PodDisruptionBudgetList", "list", {
          items: [{ metadata: { namespace: "app" }, spec: { selector: web } }],
        }),
      ],
    },
    {
      when: "a Rollout takes the labels of its Deployment",
      resources: [
        deployment({ spec: { replicas: 0 } }),
        object("argoproj.io/v1alpha1:Rollout", "roll", {
          spec: { replicas: 2, workloadRef: { kind: "Deployment", name: "web" } },
        }),
        budget(web),
      ],
    },
  ],
  fails: [
    { when: "there is none", resources: [deployment(several)], paths },
    { when: "a StatefulSet has none", resources: [workload("apps/v1:StatefulSet", several)], paths },
    {
      when: "a ReplicationController has none",
      resources: [workload("core/v1:ReplicationController", several)],
      paths,
    },
    {
      when: "one of two labels of the selector is another",
      resources: [deployment(several), budget({ matchLabels: { app: "web", tier: "front" } })],
      paths,
    },
    {
      when: "an expression excludes what the labels select",
      resources: [deployment(several), budget({ ...web, ...expression("app", "NotIn", "web") })],
      paths,
    },
    { when: "the selector is absent", resources: [deployment(several), budget(null)], paths },
    {
      when: "the selector is empty in the old version",
      resources: [deployment(several), budget({}, "app", "policy/v1beta1")],
      paths,
    },
    { when: "the budget is another namespace's", resources: [deployment(several), budget(web, "other")], paths },
    {
      when: "the selector matches the workload's own labels only",
      resources: [
        deployment({ ...several, metadata: { labels: { team: "a" } } }),
        budget({ matchLabels: { team: "a" } }),
      ],
      paths,
    },
    { when: "two select the same pods", resources: [deployment(several), budget(web), budget({})], paths },
    {
      when: "one known requirement does not match, whatever another says",
      resources: [deployment(several), budget({ matchLabels: { app: "api", tier: unknown } })],
      paths,
    },
  ],
  undecided: [
    { when: "a chart may bring one", resources: [deployment(several), release()] },
    { when: "the labels are unknown", resources: [deployment({ ...several, labels: unknown }), budget(web)] },
    { when: "the selector is unknown", resources: [deployment(several), budget(unknown)] },
    {
      when: "a value of the selector is unknown",
      resources: [deployment(several), budget(expression("app", "In", unknown))],
    },
    { when: "a second one may select them", resources: [deployment(several), budget(web), budget(unknown)] },
    { when: "the replicas are unknown", resources: [deployment({ spec: { replicas: unknown } })] },
    {
      when: "a Rollout takes the labels of something outside",
      resources: [
        object("argoproj.io/v1alpha1:Rollout", "roll", {
          spec: { replicas: 2, workloadRef: { kind: "Deployment", name: "elsewhere" } },
        }),
        budget(web),
      ],
    },
  ],
  outside: [
    { when: "there is one replica", resources: [deployment()] },
    { when: "every node runs one", resources: [workload("apps/v1:DaemonSet")] },
  ],
};
