import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { Publisher } from "../monitoring";

/** Budgets, as a publisher to a topic: of this account, from whatever region. */
export function budgetPublisher({ partition, accountId }: Location): Publisher {
  return {
    sid: "BudgetsPublish",
    service: "budgets.amazonaws.com",
    sourceArns: [`arn:${partition}:budgets::${accountId}:*`],
  };
}

/** Who hears of a budget: at least one of the two. */
export interface BudgetSubscribers {
  /** One to ten addresses. */
  readonly emails?: readonly string[];
  /** A topic whose policy and key admit `budgets.amazonaws.com`. */
  readonly topicArn?: string;
}

export interface MonthlyBudgetArgs {
  /** Unique in the account; at most 100 characters without `:` and `\`. */
  readonly name: string;
  /** US dollars a month. Nothing is stopped when they are spent. */
  readonly monthlyUsd: number;
  /** The tag whose costs count. AWS counts none before the account that pays activates the tag for cost allocation. */
  readonly tag: { readonly key: string; readonly value: string };
  readonly subscribers: BudgetSubscribers;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A monthly budget over what carries a tag, with warnings at 80 % and 100 % of what is spent and at 100 % of what AWS
 * forecasts. Idle cost: none; AWS charges for budget actions and reports only.
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html
 */
export function monthlyBudget(
  name: string,
  { name: physicalName, monthlyUsd, tag, subscribers, tags }: MonthlyBudgetArgs,
  opts: pulumi.CustomResourceOptions,
): aws.budgets.Budget {
  const warning = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    ...(subscribers.emails === undefined ? {} : { subscriberEmailAddresses: [...subscribers.emails] }),
    ...(subscribers.topicArn === undefined ? {} : { subscriberSnsTopicArns: [subscribers.topicArn] }),
  });
  return new aws.budgets.Budget(
    name,
    {
      name: physicalName,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(monthlyUsd),
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: [`user:${tag.key}$${tag.value}`] }],
      // AWS forecasts after some five weeks, so the actual costs have to warn as well.
      notifications: [warning("ACTUAL", 80), warning("ACTUAL", 100), warning("FORECASTED", 100)],
      tags: { ...tags },
    },
    // The name is unique in the account.
    { ...opts, deleteBeforeReplace: true },
  );
}
