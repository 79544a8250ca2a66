import { unknown } from "../../../../policies/engine/values/value";
import { dataReadsScoped } from "../../../../policies/rules/iam/data-reads-scoped";
import { resource, type RuleFixtures } from "../../fixture";
import { allow, policy } from "../../iam-fixture";

const here = "eu-west-1:111122223333";
const paths = ["policy.Statement[0].Resource"];

export const fixtures: RuleFixtures = {
  rule: dataReadsScoped,
  passes: [
    {
      when: "secrets, parameters, objects and tables are named",
      resources: [
        policy(
          allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${here}:secret:app-??????`),
          allow("ssm:GetParametersByPath", `arn:aws:ssm:${here}:parameter/app/*`),
          allow("s3:GetObject", "arn:aws:s3:::bucket/*"),
          allow(["dynamodb:GetItem", "dynamodb:Query"], `arn:aws:dynamodb:${here}:table/app`),
        ),
      ],
    },
    {
      when: "keys are used through a service",
      resources: [
        policy(
          allow("kms:Decrypt", "*", {
            Condition: { StringEquals: { "kms:ViaService": "ec2.eu-west-1.amazonaws.com" } },
          }),
        ),
      ],
    },
    {
      when: "secrets are picked by tag",
      resources: [
        policy(
          allow("secretsmanager:GetSecretValue", "*", {
            Condition: { StringEquals: { "secretsmanager:ResourceTag/team": "a" } },
          }),
        ),
      ],
    },
    {
      when: "only names are listed",
      resources: [policy(allow(["s3:ListAllMyBuckets", "secretsmanager:ListSecrets"]))],
    },
  ],
  fails: [
    ...[
      ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${here}:secret:*`],
      ["ssm:GetParameter", `arn:aws:ssm:${here}:parameter/*`],
      ["ssm:GetParameters", "*"],
      ["ssm:GetParametersByPath", "arn:aws:ssm:*:*:parameter/*"],
      ["s3:GetObject", "arn:aws:s3:::*"],
      ["s3:Get*", "arn:aws:s3:::*/*"],
      ["kms:Decrypt", `arn:aws:kms:${here}:key/*`],
      ["kms:ReEncrypt*", "*"],
      ["dynamodb:GetItem", `arn:aws:dynamodb:${here}:table/*`],
      ["dynamodb:Query", "*"],
      ["dynamodb:Scan", "*"],
      ["sqs:ReceiveMessage", `arn:aws:sqs:${here}:*`],
      ["ec2:GetPasswordData", "*"],
    ].map(([action = "", on = ""]) => ({
      when: `${action} is allowed on ${on}`,
      resources: [policy(allow(action, on))],
      paths,
    })),
    {
      when: "the condition is about the region only",
      resources: [
        policy(allow("kms:Decrypt", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } })),
      ],
      paths,
    },
  ],
  undecided: [
    { when: "the policy is unknown", resources: [resource("aws:iam/policy:Policy", "p", { policy: unknown })] },
    {
      when: "the resource is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: { Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: [unknown] }] },
        }),
      ],
    },
  ],
};
