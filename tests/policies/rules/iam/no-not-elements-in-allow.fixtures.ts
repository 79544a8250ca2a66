import { unknown } from "../../../../policies/engine/values/value";
import { noNotElementsInAllow } from "../../../../policies/rules/iam/no-not-elements-in-allow";
import { resource, type RuleFixtures } from "../../fixture";
import { allow, document, irsa, pinned, policy, trusting } from "../../iam-fixture";

const Principal = { AWS: "111122223333" };

export const fixtures: RuleFixtures = {
  rule: noNotElementsInAllow,
  passes: [
    { when: "everything is listed", resources: [policy(allow("s3:GetObject", "arn:aws:s3:::b/*"))] },
    {
      when: "a Deny excludes",
      resources: [
        policy({ Effect: "Deny", NotAction: "iam:*", NotResource: "arn:aws:s3:::b" }),
        resource("aws:s3/bucketPolicy:BucketPolicy", "b", {
          policy: document({ Effect: "Deny", NotPrincipal: Principal, Action: "s3:*", Resource: "*" }),
        }),
      ],
    },
    { when: "a trust policy names who is trusted", resources: [trusting(irsa(pinned("system:serviceaccount:a:b")))] },
  ],
  fails: [
    {
      when: "all other actions are allowed",
      resources: [policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })],
      paths: ["policy.Statement[0].NotAction"],
    },
    {
      when: "all other resources are allowed",
      resources: [policy({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::b/*" })],
      paths: ["policy.Statement[0].NotResource"],
    },
    {
      when: "everybody else is trusted",
      resources: [trusting({ Effect: "Allow", Action: "sts:AssumeRole", NotPrincipal: Principal })],
      paths: ["assumeRolePolicy.Statement[0].NotPrincipal"],
    },
    {
      when: "a resource policy excludes",
      resources: [
        resource("aws:sqs/queuePolicy:QueuePolicy", "q", {
          policy: document({ Effect: "Allow", NotPrincipal: Principal, NotAction: "sqs:DeleteQueue", Resource: "*" }),
        }),
      ],
      paths: ["policy.Statement[0].NotPrincipal", "policy.Statement[0].NotAction"],
    },
  ],
  undecided: [
    { when: "the policy is unknown", resources: [resource("aws:iam/policy:Policy", "p", { policy: unknown })] },
    {
      when: "the effect is unknown",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: { Statement: [{ Effect: unknown, NotAction: "iam:*", Resource: "*" }] },
        }),
      ],
    },
  ],
};
