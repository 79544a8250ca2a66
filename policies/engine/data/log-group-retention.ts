import { lacksCustomerKey } from "./customer-key";
import type { Resource } from "../graph/resource";
import { violation, type Condition, type Context } from "../rule";
import { and, not } from "../values/truth";

/** The ways in which a log group can keep logs for too short a time, for ever, or without a key. */
export function logGroupConditions(group: Resource, { graph, parameters }: Context): readonly Condition[] {
  // CloudWatch fixes the retention of the class that only delivers, and keeps nothing to encrypt.
  const isDelivery = group.at("logGroupClass").is("DELIVERY");
  if (isDelivery === true) return [];
  const days = group.at("retentionInDays");
  const key = group.at("kmsKeyId");
  const least = String(parameters.logRetentionMinDays);
  return [
    violation(
      and(
        not(isDelivery),
        days.satisfies((value) => value === undefined || Number(value) === 0),
      ),
      days,
      "The log group keeps its logs without end.",
      { fix: `Set retentionInDays to at least ${least}.` },
    ),
    violation(
      and(
        not(isDelivery),
        days.satisfies((value) => Number(value) > 0 && Number(value) < parameters.logRetentionMinDays),
      ),
      days,
      `The log group keeps its logs for ${days.shown()} days only.`,
      { fix: `Set retentionInDays to at least ${least}.` },
    ),
    violation(
      and(not(isDelivery), lacksCustomerKey(group, key, graph)),
      key,
      "The log group has no customer managed key.",
      { level: "production", fix: "Set kmsKeyId to the ARN of a key that admits CloudWatch Logs." },
    ),
  ];
}
