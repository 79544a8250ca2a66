import { unknown } from "../../../../policies/engine/values/value";
import { logGroupsRetainedAndEncrypted } from "../../../../policies/rules/logging/log-groups-retained-and-encrypted";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const group = (inputs: Parameters<typeof resource>[2]) => resource("aws:cloudwatch/logGroup:LogGroup", "group", inputs);
const key = resource("aws:kms/key:Key", "key");
const kmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const fixtures: RuleFixtures = {
  rule: logGroupsRetainedAndEncrypted,

  passes: [
    { when: "logs are kept for a year under a key", resources: [group({ retentionInDays: 365, kmsKeyId })] },
    {
      when: "the key is made by the stack",
      resources: [key, group({ retentionInDays: 3653, kmsKeyId: outputOf(key) })],
    },
    {
      when: "development keeps logs for a week",
      resources: [group({ retentionInDays: 7, kmsKeyId })],
      parameters: { logRetentionMinDays: 7 },
    },
  ],
  fails: [
    { when: "nothing is said of retention", resources: [group({ kmsKeyId })], paths: ["retentionInDays"] },
    {
      when: "logs are kept for ever",
      resources: [group({ retentionInDays: 0, kmsKeyId })],
      paths: ["retentionInDays"],
      level: "mandatory",
    },
    {
      when: "logs are kept for less than a year",
      resources: [group({ retentionInDays: 180, kmsKeyId })],
      paths: ["retentionInDays"],
    },
    {
      when: "there is no key",
      resources: [group({ retentionInDays: 365 })],
      paths: ["kmsKeyId"],
      level: "production",
    },
    {
      when: "the class for rare access has no retention",
      resources: [group({ logGroupClass: "INFREQUENT_ACCESS", kmsKeyId })],
      paths: ["retentionInDays"],
    },
  ],
  undecided: [
    { when: "retention is unknown", resources: [group({ retentionInDays: unknown, kmsKeyId })] },
    {
      when: "the key is unknown, and made by nothing in the stack",
      resources: [group({ retentionInDays: 365, kmsKeyId: unknown })],
    },
    { when: "the class is unknown", resources: [group({ logGroupClass: unknown })] },
  ],
  outside: [{ when: "the class only delivers", resources: [group({ logGroupClass: "DELIVERY" })] }],
};
