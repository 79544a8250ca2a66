import { violation, type Rule } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

const DEFAULT_DELETION_WINDOW = 30;

export const kmsKeyRotation: Rule = {
  id: "DATA-01",
  name: "kms-key-rotation",
  title: "Symmetric customer keys rotate at least once a year",
  why: "A key that never rotates protects ever more data, and one that is deleted too soon takes that data with it.",
  fix: "Set enableKeyRotation to true.",
  level: "mandatory",
  scope: "resource",
  references: {
    securityHub: ["KMS.4"],
    fsbp: ["KMS.3"],
    soc2: ["CC6.1"],
    hipaa: ["312(a)(2)(iv)"],
  },
  reads: {
    "aws:kms/key:Key": [
      "enableKeyRotation",
      "rotationPeriodInDays",
      "customerMasterKeySpec",
      "keyUsage",
      "customKeyStoreId",
      "xksKeyId",
      "deletionWindowInDays",
    ],
  },
  check(key, { parameters }) {
    const spec = key.at("customerMasterKeySpec");
    const usage = key.at("keyUsage");
    // Only symmetric encryption keys with material that KMS itself generated can rotate by themselves.
    const canRotate = and(
      or(spec.absent(), spec.is("SYMMETRIC_DEFAULT")),
      or(usage.absent(), usage.is("ENCRYPT_DECRYPT")),
      key.at("customKeyStoreId").absent(),
      key.at("xksKeyId").absent(),
    );
    if (canRotate === false) return [];
    const rotation = key.at("enableKeyRotation");
    const period = key.at("rotationPeriodInDays");
    const window = key.at("deletionWindowInDays");
    const conditions = [
      violation(and(canRotate, not(rotation.isTrue())), rotation, "The key does not rotate."),
      violation(
        and(
          canRotate,
          period.satisfies((days) => Number(days) > 365),
        ),
        period,
        `The key rotates only every ${period.shown()} days.`,
        { fix: "Set rotationPeriodInDays to at most 365." },
      ),
    ];
    if (parameters.environment === "prod")
      conditions.push(
        violation(
          and(
            canRotate,
            window.satisfies((days) => Number(days ?? DEFAULT_DELETION_WINDOW) < 14),
          ),
          window,
          `The key is gone ${window.shown()} days after somebody asks for its deletion.`,
          { fix: "Set deletionWindowInDays to at least 14." },
        ),
      );
    return conditions;
  },
};
