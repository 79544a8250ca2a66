import { unknown } from "../../../../policies/engine/values/value";
import { budgetOrAnomalyAlert } from "../../../../policies/rules/cost/budget-or-anomaly-alert";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const stack = resource("pulumi:pulumi:Stack", "stack", {}, { custom: false });
const cluster = resource("aws:eks/cluster:Cluster", "cluster", { name: "shop" });
const topic = resource("aws:sns/topic:Topic", "topic");

const budget = (...notifications: readonly Inputs[]) =>
  resource("aws:budgets/budget:Budget", "budget", { budgetType: "COST", timeUnit: "MONTHLY", notifications });
const notification = { notificationType: "ACTUAL", comparisonOperator: "GREATER_THAN", threshold: 80 };

const monitor = resource("aws:costexplorer/anomalyMonitor:AnomalyMonitor", "monitor", { monitorType: "DIMENSIONAL" });
const subscription = (inputs: Inputs) =>
  resource("aws:costexplorer/anomalySubscription:AnomalySubscription", "subscription", {
    monitorArnLists: [outputOf(monitor)],
    subscribers: [{ type: "EMAIL", address: "team@example.com" }],
    ...inputs,
  });

export const fixtures: RuleFixtures = {
  rule: budgetOrAnomalyAlert,

  passes: [
    {
      when: "a budget writes to somebody",
      resources: [stack, cluster, budget({ ...notification, subscriberEmailAddresses: ["team@example.com"] })],
    },
    {
      when: "a budget tells a topic of the stack",
      resources: [stack, cluster, topic, budget({ ...notification, subscriberSnsTopicArns: [outputOf(topic)] })],
    },
    { when: "somebody hears of anomalies", resources: [stack, cluster, monitor, subscription({})] },
    {
      when: "the cluster is a component's",
      resources: [
        stack,
        resource("eks:index:Cluster", "cluster"),
        budget({ ...notification, subscriberEmailAddresses: ["team@example.com"] }),
      ],
    },
  ],
  fails: [
    {
      when: "there is a cluster and nothing else",
      resources: [stack, cluster],
      paths: ["aws:budgets/budget:Budget"],
      level: "production",
    },
    { when: "the budget tells nobody", resources: [stack, cluster, budget()] },
    { when: "its notification has no subscriber", resources: [stack, cluster, budget(notification)] },
    { when: "nobody subscribes to the anomaly monitor", resources: [stack, cluster, monitor] },
    {
      when: "the subscription has no subscriber",
      resources: [stack, cluster, monitor, subscription({ subscribers: [] })],
    },
  ],
  undecided: [
    {
      when: "the notifications are unknown",
      resources: [stack, cluster, resource("aws:budgets/budget:Budget", "budget", { notifications: unknown })],
    },
    { when: "the subscribers are unknown", resources: [stack, cluster, subscription({ subscribers: unknown })] },
  ],
  outside: [{ when: "the stack has no cluster", resources: [stack] }],
};
