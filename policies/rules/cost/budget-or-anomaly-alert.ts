import { clusterTypes } from "../../engine/clusters/addons";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const budget = "aws:budgets/budget:Budget";
const monitor = "aws:costexplorer/anomalyMonitor:AnomalyMonitor";
const subscription = "aws:costexplorer/anomalySubscription:AnomalySubscription";

export const budgetOrAnomalyAlert: Rule = {
  id: "COST-01",
  name: "budget-or-anomaly-alert",
  title: "Somebody hears of it when a stack with a cluster costs more than it should",
  why: "A cluster scales by itself: without an alert a loop, a leak or a stolen credential is found on the invoice.",
  fix: "Register a budget with a notification that has a subscriber, or a subscription to an anomaly monitor.",
  level: "production",
  scope: "stack",
  references: { soc2: ["CC7.2"] },
  reads: { "pulumi:pulumi:Stack": [] },
  follows: [...clusterTypes, budget, monitor, subscription],
  check(_, { graph }) {
    if (graph.ofType(...clusterTypes).length === 0) return [];
    return [
      violation(
        not(or(some(graph.ofType(budget), notifies), some(graph.ofType(subscription), reports))),
        budget,
        "No budget and no anomaly monitor tells anybody what the stack costs.",
      ),
    ];
  },
};

function notifies(resource: Resource): Truth {
  return resource
    .at("notifications")
    .some((one) => or(hasSome(one.at("subscriberEmailAddresses")), hasSome(one.at("subscriberSnsTopicArns"))));
}

/** A subscription names its monitors, in the stack or outside; a monitor alone tells nobody. */
function reports(resource: Resource): Truth {
  return and(hasSome(resource.at("monitorArnLists")), hasSome(resource.at("subscribers")));
}

/** An entry counts while its value is unknown: a topic of the stack has no ARN yet. */
function hasSome(list: Property): Truth {
  return list.satisfies((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
}
