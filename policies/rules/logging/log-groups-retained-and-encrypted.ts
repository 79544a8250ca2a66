import { keyTypes, lacksCustomerKey } from "../../engine/customer-key";
import { violation, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/truth";

export const logGroupsRetainedAndEncrypted: Rule = {
  id: "LOG-01",
  name: "log-groups-retained-and-encrypted",
  title: "Log groups keep logs for long enough, not for ever, under a key of one's own",
  why: "A log group without retention is paid for without end, one with too short a time is empty when the incident is found, and without a key everyone with access to CloudWatch reads it.",
  fix: "Set retentionInDays to at least what logRetentionMinDays asks for.",
  level: "mandatory",
  scope: "resource and stack",
  references: {
    securityHub: ["CloudWatch.16"],
    cis: ["2.1.2"],
    soc2: ["CC7.2", "C1.1"],
    hipaa: ["312(b)", "312(a)(2)(iv)", "316(b)(2)(i)"],
    nsa: ["Log"],
  },
  reads: { "aws:cloudwatch/logGroup:LogGroup": ["retentionInDays", "kmsKeyId", "logGroupClass"] },
  follows: keyTypes,
  check(group, { graph, parameters }) {
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
  },
};
