import { unknown } from "../../../../policies/engine/values/value";
import { noServiceWildcardActions } from "../../../../policies/rules/iam/no-service-wildcard-actions";
import { resource, type RuleFixtures } from "../../fixture";
import { allow, policy } from "../../iam-fixture";

const at = (index = 0): readonly string[] => [`policy.Statement[${String(index)}].Action`];

export const fixtures: RuleFixtures = {
  rule: noServiceWildcardActions,
  passes: [
    {
      when: "a wildcard stands for reading only",
      resources: [policy(allow(["ec2:Describe*", "s3:List*", "EC2:describe*"]))],
    },
    {
      when: "a wildcard stands for reading that AWS files under permissions",
      resources: [policy(allow(["glue:Get*", "glue:List*", "billing:Get*"]))],
    },
    { when: "a wildcard stands for few changes", resources: [policy(allow("sqs:*Message*"))] },
    { when: "actions are listed", resources: [policy(allow(["iam:CreateRole", "s3:PutObject"]))] },
    { when: "a whole service is denied", resources: [policy({ Effect: "Deny", Action: "iam:*", Resource: "*" })] },
  ],
  fails: [
    {
      when: "every action of a service is allowed",
      resources: [policy(allow("dynamodb:*", "arn:aws:dynamodb:eu-west-1:1:table/t"))],
      paths: at(),
    },
    {
      when: "every action of every service is allowed",
      resources: [policy(allow("*", "arn:aws:s3:::b"))],
      paths: at(),
    },
    { when: "a pattern takes in a change of permissions", resources: [policy(allow("s3:PutBucket*"))], paths: at() },
    {
      when: "a pattern stands for more than 15 changes",
      resources: [policy(allow(["s3:GetObject", "ec2:Delete*"]))],
      paths: ["policy.Statement[0].Action[1]"],
    },
    {
      when: "another action is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: {
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Action: [unknown, "s3:*"], Resource: unknown },
          },
        }),
      ],
    },
  ],
  undecided: [
    { when: "the policy is unknown", resources: [resource("aws:iam/policy:Policy", "p", { policy: unknown })] },
    {
      when: "an action is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: ["s3:GetObject", unknown], Resource: "*" }],
          },
        }),
      ],
    },
  ],
};
