import { unknown } from "../../../../policies/engine/values/value";
import { kmsKeyRotation } from "../../../../policies/rules/data/kms-key-rotation";
import { resource, type RuleFixtures } from "../../fixture";

const key = (inputs: Parameters<typeof resource>[2]) => resource("aws:kms/key:Key", "key", inputs);

export const fixtures: RuleFixtures = {
  rule: kmsKeyRotation,

  passes: [
    { when: "a symmetric key rotates", resources: [key({ enableKeyRotation: true })] },
    { when: "it rotates every half year", resources: [key({ enableKeyRotation: true, rotationPeriodInDays: 180 })] },
    {
      when: "the spec and usage are spelled out",
      resources: [
        key({ enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" }),
      ],
    },
    {
      when: "development deletes keys after a week",
      resources: [key({ enableKeyRotation: true, deletionWindowInDays: 7 })],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    {
      when: "nothing is said, since keys do not rotate by default",
      resources: [key({})],
      paths: ["enableKeyRotation"],
    },
    { when: "rotation is off", resources: [key({ enableKeyRotation: false })], paths: ["enableKeyRotation"] },
    {
      when: "it rotates less than once a year",
      resources: [key({ enableKeyRotation: true, rotationPeriodInDays: 400 })],
      paths: ["rotationPeriodInDays"],
    },
    {
      when: "production deletes keys after a week",
      resources: [key({ enableKeyRotation: true, deletionWindowInDays: 7 })],
      paths: ["deletionWindowInDays"],
    },
  ],
  undecided: [
    { when: "rotation is unknown", resources: [key({ enableKeyRotation: unknown })] },
    { when: "the key may be asymmetric", resources: [key({ customerMasterKeySpec: unknown })] },
  ],
  outside: [
    { when: "the key is asymmetric", resources: [key({ customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" })] },
    {
      when: "the key makes HMACs",
      resources: [key({ customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" })],
    },
    { when: "the key is in a custom key store", resources: [key({ customKeyStoreId: "cks-1" })] },
    {
      when: "the key is a replica",
      resources: [
        resource("aws:kms/replicaKey:ReplicaKey", "replica", {
          primaryKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1",
        }),
      ],
    },
  ],
};
