import { keyTypes } from "../../engine/data/customer-key";
import { logGroupConditions } from "../../engine/data/log-group-retention";
import type { Rule } from "../../engine/rule";

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
  check: logGroupConditions,
};
