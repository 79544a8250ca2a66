import { unknown } from "../../../../policies/engine/values/value";
import { kmsKeyPolicySane } from "../../../../policies/rules/data/kms-key-policy-sane";
import { resource, type RuleFixtures } from "../../fixture";

const type = "aws:kms/key:Key";
const role = "arn:aws:iam::111122223333:role/app";
const foreign = "arn:aws:iam::444455556666:root";
const allow = { Effect: "Allow", Resource: "*" };
const admin = { ...allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" };
const provider = resource("pulumi:providers:aws", "aws", { allowedAccountIds: JSON.stringify(["111122223333"]) });
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const key = (...statements: object[]) => resource(type, "k", { policy: document(...statements) });

export const fixtures: RuleFixtures = {
  rule: kmsKeyPolicySane,

  passes: [
    { when: "there is no policy, since the service writes its own", resources: [resource(type, "k")] },
    {
      when: "the account administers and a role uses",
      resources: [key(admin, { ...allow, Principal: { AWS: role }, Action: ["kms:Decrypt", "kms:GenerateDataKey"] })],
    },
    {
      when: "the account is named by its number",
      resources: [key({ ...allow, Principal: { AWS: "111122223333" }, Action: "kms:*" })],
    },
    {
      when: "everybody is limited to one account by condition (checkov #6839)",
      resources: [
        key(admin, {
          ...allow,
          Principal: { AWS: "*" },
          Action: ["kms:Decrypt"],
          Condition: {
            StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.eu-west-1.amazonaws.com" },
          },
        }),
      ],
    },
    {
      when: "a Deny names everybody (checkov #4394)",
      resources: [key(admin, { Effect: "Deny", Principal: "*", Action: "kms:ScheduleKeyDeletion", Resource: "*" })],
    },
    {
      when: "a trusted account may make grants",
      resources: [key(admin, { ...allow, Principal: { AWS: foreign }, Action: "kms:CreateGrant" })],
      parameters: { trustedAccounts: ["444455556666"] },
    },
    {
      when: "another account makes grants for AWS services only",
      resources: [
        key(admin, {
          ...allow,
          Principal: { AWS: foreign },
          Action: "kms:CreateGrant",
          Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        }),
      ],
    },
    {
      when: "another account may decrypt",
      resources: [key(admin, { ...allow, Principal: { AWS: foreign }, Action: "kms:Decrypt" })],
    },
    {
      when: "a listed administrator may change the policy",
      resources: [key(admin, { ...allow, Principal: { AWS: role }, Action: "kms:Put*" })],
      parameters: { kmsAdmins: ["arn:aws:iam::111122223333:role/*"] },
    },
  ],
  fails: [
    {
      when: "everybody may decrypt",
      resources: [key(admin, { ...allow, Principal: "*", Action: "kms:Decrypt" })],
      paths: ["policy.Statement[1].Principal"],
    },
    {
      when: "everybody in one region may decrypt, which limits nobody",
      resources: [
        key(admin, {
          ...allow,
          Principal: { AWS: "*" },
          Action: "kms:Decrypt",
          Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
        }),
      ],
      paths: ["policy.Statement[1].Principal"],
    },
    {
      when: "another account may make any grant",
      resources: [key(admin, { ...allow, Principal: { AWS: foreign }, Action: "kms:CreateGrant" })],
      paths: ["policy.Statement[1].Principal"],
    },
    {
      when: "another account of a provider restricted to one may do everything",
      resources: [
        provider,
        resource(
          type,
          "k",
          { policy: document(admin, { ...allow, Principal: { AWS: foreign }, Action: "kms:*" }) },
          { provider: provider.urn },
        ),
      ],
      paths: ["policy.Statement[1].Principal"],
    },
    {
      when: "a role that is no administrator may change the policy",
      resources: [key(admin, { ...allow, Principal: { AWS: role }, Action: ["kms:PutKeyPolicy"] })],
      paths: ["policy.Statement[1].Principal"],
    },
    {
      when: "nobody may change the policy",
      resources: [key({ ...allow, Principal: { AWS: role }, Action: "kms:Decrypt" })],
      paths: ["policy"],
    },
    {
      when: "the lockout check is bypassed",
      resources: [resource(type, "k", { bypassPolicyLockoutSafetyCheck: true, policy: document(admin) })],
      paths: ["bypassPolicyLockoutSafetyCheck"],
    },
    {
      when: "a separate key policy admits everybody",
      resources: [
        resource("aws:kms/keyPolicy:KeyPolicy", "p", {
          keyId: "k",
          policy: document(admin, { ...allow, Principal: "*", Action: "kms:*" }),
        }),
      ],
      paths: ["policy.Statement[1].Principal"],
    },
  ],
  undecided: [
    { when: "the policy is unknown", resources: [resource(type, "k", { policy: unknown })] },
    {
      when: "two accounts administer and nothing says which one is the stack's",
      resources: [key(admin, { ...allow, Principal: { AWS: foreign }, Action: "kms:*" })],
    },
  ],
};
