import assert from "node:assert/strict";
import { budgetPublisher, monthlyBudget } from "../../../components/operations/monthly-budget";
import { registrations } from "../registrations";

const budgetType = "aws:budgets/budget:Budget";

describe("monthly budget", () => {
  it("counts what carries the tag, and warns the topic before, at and ahead of the limit", async () => {
    const found = await registrations(() =>
      monthlyBudget(
        "budget",
        {
          name: "eks-platform-prod-platform",
          monthlyUsd: 1500.5,
          tag: { key: "pulumi-stack", value: "eks-platform/prod" },
          subscribers: { topicArn: "arn:aws:sns:eu-west-1:111122223333:alarms" },
        },
        {},
      ),
    );
    const { inputs, deleteBeforeReplace } = found.only(budgetType);
    const warning = (notificationType: string, threshold: number) => ({
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      comparisonOperator: "GREATER_THAN",
      subscriberSnsTopicArns: ["arn:aws:sns:eu-west-1:111122223333:alarms"],
    });
    assert.deepEqual(inputs, {
      name: "eks-platform-prod-platform",
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "1500.5",
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: ["user:pulumi-stack$eks-platform/prod"] }],
      notifications: [warning("ACTUAL", 80), warning("ACTUAL", 100), warning("FORECASTED", 100)],
      tags: {},
    });
    assert.equal(deleteBeforeReplace, true);
  });

  it("may publish on behalf of this account's budgets only, which belong to no region", () => {
    assert.deepEqual(budgetPublisher({ partition: "aws", region: "eu-west-1", accountId: "111122223333" }), {
      sid: "BudgetsPublish",
      service: "budgets.amazonaws.com",
      sourceArns: ["arn:aws:budgets::111122223333:*"],
    });
  });
});
