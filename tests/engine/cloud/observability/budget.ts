import { given, list, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";

export const budget: CloudType = {
  token: "aws:budgets/budget:Budget",
  replaces: ["name", "namePrefix", "accountId"],
  check(inputs) {
    const name = text(inputs, "name");
    const valid = name.length <= 100 && !/[:\\]|\/action\//.test(name);
    demand(
      valid,
      "BU1",
      `invalid value for name: "${name}" must not exceed 100 characters nor have ":", "\\" or "/action/"`,
    );
    const forecast = list(inputs, "notifications").some((one) => text(one, "notificationType") === "FORECASTED");
    demand(
      !forecast || text(inputs, "timeUnit") !== "DAILY",
      "BU1",
      "InvalidParameterException: a daily budget has no forecast",
    );
    const both = given(inputs, "costFilters") && given(inputs, "filterExpression");
    demand(!both, "BU1", "InvalidParameterException: costFilters and filterExpression exclude each other");
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    demand(!cloud.named(budget.token, name), "BU1", `DuplicateRecordException: the budget already exists (${name})`);
    const notifications = list(inputs, "notifications");
    const count = notifications.length;
    demand(count <= 5, "BU1", `CreationLimitExceededException: ${count} notifications, the maximum is 5`);
    for (const notification of notifications) {
      const emails = list(notification, "subscriberEmailAddresses").length;
      const topics = list(notification, "subscriberSnsTopicArns").length;
      demand(
        emails <= 10 && topics <= 1,
        "BU1",
        `InvalidParameterException: ${emails} e-mail addresses and ${topics} topics`,
      );
    }
    const { accountId, partition } = cloud.account;
    return {
      id: `${accountId}:${name}`,
      computed: { arn: `arn:${partition}:budgets::${accountId}:budget/${name}`, accountId },
    };
  },
};
