import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { noFullAdmin } from "../../../../policies/rules/iam/no-full-admin";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { allow, document, policy, role, roleWith } from "../../iam-fixture";

const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
const component = (instanceRole: GraphResource | string) =>
  resource("eks:index:Cluster", "c", {
    instanceRole: typeof instanceRole === "string" ? instanceRole : outputOf(instanceRole),
  });

export const fixtures: RuleFixtures = {
  rule: noFullAdmin,
  passes: [
    {
      when: "actions and resources are listed",
      resources: [roleWith("app", allow("s3:GetObject", "arn:aws:s3:::b/*"))],
    },
    { when: "every action is denied", resources: [policy({ Effect: "Deny", Action: "*", Resource: "*" })] },
    { when: "every action is allowed on one resource", resources: [policy(allow("*", "arn:aws:s3:::b"))] },
    {
      when: "a policy of AWS's that is no administrator's is attached",
      resources: [resource(attachment, "a", { role: "app", policyArn: aws("AmazonEKSClusterPolicy") })],
    },
    {
      when: "a policy of the stack is attached, whose ARN is not known yet",
      resources: [
        policy(allow("s3:ListBucket", "arn:aws:s3:::b")),
        resource(attachment, "a", { role: "app", policyArn: outputOf(policy()) }),
      ],
    },
    {
      when: "a policy of the account bears the name of AWS's",
      resources: [
        resource(attachment, "a", { role: "app", policyArn: "arn:aws:iam::111122223333:policy/AdministratorAccess" }),
      ],
    },
    {
      when: "a component is given a role of the stack",
      resources: [role("nodes", { managedPolicyArns: [] }), component(role("nodes"))],
    },
  ],
  fails: [
    {
      when: "an inline policy allows everything",
      resources: [roleWith("app", allow("*"))],
      paths: ["inlinePolicies[0].policy.Statement[0].Action"],
    },
    {
      when: "the action is written as *:*",
      resources: [policy(allow(["s3:GetObject", "*:*"]))],
      paths: ["policy.Statement[0].Action"],
    },
    {
      when: "everything is allowed besides unknown resources",
      resources: [
        resource("aws:iam/policy:Policy", "p", {
          policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: [unknown, "*"] }] },
        }),
      ],
    },
    {
      when: "a group has such a policy",
      resources: [resource("aws:iam/groupPolicy:GroupPolicy", "g", { group: "g", policy: document(allow("*")) })],
    },
    {
      when: "a user has such a policy",
      resources: [resource("aws:iam/userPolicy:UserPolicy", "u", { user: "u", policy: document(allow("*")) })],
    },
    {
      when: "a role has such a policy",
      resources: [resource("aws:iam/rolePolicy:RolePolicy", "r", { role: "r", policy: document(allow("*")) })],
    },
    {
      when: "an association's session policy allows everything",
      resources: [
        resource("aws:eks/podIdentityAssociation:PodIdentityAssociation", "i", { policy: document(allow("*")) }),
      ],
    },
    ...["AdministratorAccess", "IAMFullAccess", "PowerUserAccess", "AdministratorAccess-Amplify"].map((name) => ({
      when: `${name} is attached`,
      resources: [resource(attachment, "a", { role: "app", policyArn: aws(name) })],
      paths: ["policyArn"],
    })),
    {
      when: "a role lists an administrator's policy in another partition",
      resources: [role("app", { managedPolicyArns: [unknown, "arn:aws-cn:iam::aws:policy/AdministratorAccess"] })],
      paths: ["managedPolicyArns[1]"],
    },
    ...[
      "userPolicyAttachment:UserPolicyAttachment",
      "groupPolicyAttachment:GroupPolicyAttachment",
      "policyAttachment:PolicyAttachment",
    ].map((type) => ({
      when: `a ${type.split(":")[1] ?? ""} attaches one`,
      resources: [resource(`aws:iam/${type}`, "a", { policyArn: aws("AdministratorAccess") })],
    })),
  ],
  undecided: [
    { when: "the policy is unknown", resources: [resource("aws:iam/policy:Policy", "p", { policy: unknown })] },
    { when: "the inline policies are unknown", resources: [role("app", { inlinePolicies: unknown })] },
    {
      when: "the attached policy is unknown",
      resources: [resource(attachment, "a", { role: "app", policyArn: unknown })],
    },
    {
      when: "a component is given a role from outside the stack",
      resources: [component("arn:aws:iam::111122223333:role/theirs")],
    },
  ],
  outside: [{ when: "a role has no policy of its own", resources: [role("app", { inlinePolicies: [{}] })] }],
};
