import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { tenantTag } from "./tenant-labels";

export interface TenantBudgetArgs {
  /** US dollars a month, as AWS bills by tags. */
  readonly monthlyUsd: number;
  /** Who hears of it: one to ten addresses. Each has to be read by somebody; nothing is stopped. */
  readonly emails: readonly string[];
}

/**
 * A budget over what is tagged with the tenant: its node pool, and what other stacks tag alike. Pods on shared nodes carry
 * no tag, and AWS counts none before the tag `tenant` is activated for cost allocation by the account that pays.
 * Idle cost: none; AWS charges for budget actions and reports only.
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html
 */
export function createTenantBudget(
  name: string,
  { tenant, physicalName, budget, tags }: TenantBudgetSettings,
  opts: pulumi.CustomResourceOptions,
): aws.budgets.Budget {
  const warning = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberEmailAddresses: [...budget.emails],
  });
  return new aws.budgets.Budget(
    name,
    {
      name: physicalName,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(budget.monthlyUsd),
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: [`user:${tenantTag}$${tenant}`] }],
      // AWS forecasts after some five weeks, so the actual costs have to warn as well.
      notifications: [warning("ACTUAL", 80), warning("ACTUAL", 100), warning("FORECASTED", 100)],
      tags: { ...tags },
    },
    // The name is unique in the account.
    { ...opts, deleteBeforeReplace: true },
  );
}

interface TenantBudgetSettings {
  readonly tenant: string;
  /** At most 100 characters without `:` and `\`. */
  readonly physicalName: string;
  readonly budget: TenantBudgetArgs;
  readonly tags: Readonly<Record<string, string>>;
}
