import { unknown } from "../../../../policies/engine/values/value";
import { passRoleScoped } from "../../../../policies/rules/iam/pass-role-scoped";
import { resource, type RuleFixtures } from "../../fixture";
import { allow, policy } from "../../iam-fixture";

const nodes = "arn:aws:iam::111122223333:role/prod-nodes";
const ec2 = { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } };
const resourcePath = "policy.Statement[0].Resource";
const conditionPath = "policy.Statement[0].Condition";

export const fixtures: RuleFixtures = {
  rule: passRoleScoped,
  passes: [
    { when: "one role is handed to one service", resources: [policy(allow("iam:PassRole", nodes, ec2))] },
    {
      when: "roles of one prefix are",
      resources: [policy(allow("iam:PassRole", "arn:aws:iam::111122223333:role/prod-*", ec2))],
    },
    {
      when: "the services are a list",
      resources: [
        policy(
          allow("iam:PassRole", nodes, {
            Condition: { StringLike: { "iam:passedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
          }),
        ),
      ],
    },
    {
      when: "the service is one in every partition",
      resources: [
        policy(
          allow("iam:PassRole", nodes, {
            Condition: { StringLike: { "iam:PassedToService": "ec2.amazonaws.com*" } },
          }),
        ),
      ],
    },
    { when: "roles are only read", resources: [policy(allow("iam:GetRole"))] },
  ],
  fails: [
    { when: "any role is handed on", resources: [policy(allow("iam:PassRole", "*", ec2))], paths: [resourcePath] },
    {
      when: "all roles of the account are",
      resources: [policy(allow("iam:PassRole", "arn:aws:iam::111122223333:role/*", ec2))],
      paths: [resourcePath],
    },
    {
      when: "a pattern takes it in",
      resources: [policy(allow("iam:Pass*", "*"))],
      paths: [resourcePath, conditionPath],
    },
    { when: "no service is named", resources: [policy(allow("iam:PassRole", nodes))], paths: [conditionPath] },
    {
      when: "any service is meant",
      resources: [
        policy(
          allow("iam:PassRole", nodes, { Condition: { StringLike: { "iam:PassedToService": "*.amazonaws.com" } } }),
        ),
      ],
      paths: [conditionPath],
    },
    {
      when: "any service whose name begins alike is meant",
      resources: [
        policy(allow("iam:PassRole", nodes, { Condition: { StringLike: { "iam:PassedToService": "ec2*" } } })),
      ],
      paths: [conditionPath],
    },
    {
      when: "the condition passes without a service",
      resources: [
        policy(
          allow("iam:PassRole", nodes, {
            Condition: { StringEqualsIfExists: { "iam:PassedToService": "ec2.amazonaws.com" } },
          }),
        ),
      ],
      paths: [conditionPath],
    },
  ],
  undecided: [
    {
      when: "the role is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: { Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource: unknown, ...ec2 }] },
        }),
      ],
    },
    { when: "the policy is unknown", resources: [resource("aws:iam/policy:Policy", "p", { policy: unknown })] },
  ],
};
