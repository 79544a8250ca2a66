import { unknown } from "../../../../policies/engine/values/value";
import { trustNotPublic } from "../../../../policies/rules/iam/trust-not-public";
import { resource, type RuleFixtures } from "../../fixture";
import { account, document, role, stranger, trusting } from "../../iam-fixture";

const provider = resource("pulumi:providers:aws", "aws", { allowedAccountIds: JSON.stringify([account]) });
const trust = (Principal: unknown, rest: object = {}) => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal,
  ...rest,
});
const here = (...statements: object[]) => [
  provider,
  resource(
    "aws:iam/role:Role",
    "app",
    { name: "app", assumeRolePolicy: document(...statements) },
    { provider: provider.urn },
  ),
];
const root = (id: string): object => ({ AWS: `arn:aws:iam::${id}:root` });
const where = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });
const paths = ["assumeRolePolicy.Statement[0].Principal"];

export const fixtures: RuleFixtures = {
  rule: trustNotPublic,
  passes: [
    { when: "a service is trusted", resources: [trusting(trust({ Service: "ec2.amazonaws.com" }))] },
    { when: "the own account is trusted", resources: here(trust(root(account))) },
    { when: "a role of another account is", resources: here(trust({ AWS: `arn:aws:iam::${stranger}:role/deploy` })) },
    {
      when: "a trusted account is",
      resources: here(trust({ AWS: stranger })),
      parameters: { trustedAccounts: [stranger] },
    },
    {
      when: "another account needs an external id",
      resources: here(trust(root(stranger), where("StringEquals", "sts:ExternalId", "x"))),
    },
    {
      when: "another account is of the organization",
      resources: here(trust(root(stranger), where("StringEquals", "aws:PrincipalOrgID", "o-1"))),
    },
    {
      when: "everybody is limited to the organization (checkov #6839)",
      resources: here(trust("*", where("StringEquals", "aws:PrincipalOrgID", "o-1"))),
    },
    {
      when: "everybody is limited to one role (checkov #6839)",
      resources: here(trust({ AWS: "*" }, where("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/*`))),
    },
    { when: "everybody is denied (checkov #4394)", resources: here({ ...trust("*"), Effect: "Deny" }) },
  ],
  fails: [
    { when: "everybody is trusted", resources: here(trust("*")), paths },
    { when: "every AWS principal is", resources: here(trust({ AWS: ["*"] })), paths },
    {
      when: "the condition limits nobody",
      resources: here(trust("*", where("StringLike", "aws:PrincipalArn", "arn:aws:iam::*:role/x"))),
      paths,
    },
    { when: "another account is trusted", resources: here(trust(root(stranger))), paths },
    { when: "another account is, by its number", resources: here(trust({ AWS: [account, stranger] })), paths },
    {
      when: "the external id may be missing",
      resources: here(trust(root(stranger), where("StringEqualsIfExists", "sts:ExternalId", "x"))),
      paths,
    },
    {
      when: "the external id may be anything",
      resources: here(trust(root(stranger), where("StringLike", "sts:ExternalId", "*"))),
      paths,
    },
  ],
  undecided: [
    { when: "the trust policy is unknown", resources: [role("app", { assumeRolePolicy: unknown })] },
    { when: "the stack's own account is not known", resources: [trusting(trust(root(stranger)))] },
    {
      when: "the principal is unknown",
      resources: [
        role("app", {
          assumeRolePolicy: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: unknown } }] },
        }),
      ],
    },
  ],
};
