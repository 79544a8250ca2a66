import { unknown } from "../../../../policies/engine/values/value";
import { secretsHardened } from "../../../../policies/rules/data/secrets-hardened";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = Parameters<typeof resource>[2];
const type = "aws:secretsmanager/secret:Secret";
const rotationType = "aws:secretsmanager/secretRotation:SecretRotation";
const parameter = "aws:ssm/parameter:Parameter";
const secret = (inputs: Inputs = {}) => resource(type, "s", { name: "app", kmsKeyId: "key", ...inputs });
const rotation = (rotationRules: Inputs = {}) =>
  resource(rotationType, "r", { secretId: outputOf(secret()), rotationRules: { ...rotationRules } });
const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const readAll = { Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" };

export const fixtures: RuleFixtures = {
  rule: secretsHardened,

  passes: [
    { when: "a secret has a key and rotates", resources: [secret(), rotation({ automaticallyAfterDays: 30 })] },
    { when: "it rotates by schedule", resources: [secret(), rotation({ scheduleExpression: "rate(10 days)" })] },
    { when: "something else rotates it", resources: [secret({ tags: { rotation: "external" } })] },
    {
      when: "development deletes at once",
      resources: [secret({ recoveryWindowInDays: 0 }), rotation({ automaticallyAfterDays: 30 })],
      parameters: { environment: "dev" },
    },
    {
      when: "a password parameter is encrypted",
      resources: [resource(parameter, "p", { name: "/app/db-password", type: "SecureString" })],
    },
    {
      when: "the policy admits the account",
      resources: [
        secret({ policy: document({ ...readAll, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) }),
        rotation({ automaticallyAfterDays: 30 }),
      ],
    },
  ],
  fails: [
    {
      when: "a secret says nothing",
      resources: [resource(type, "s", { name: "app" })],
      paths: ["kmsKeyId", "rotation"],
    },
    {
      when: "production deletes at once",
      resources: [secret({ recoveryWindowInDays: 0 }), rotation({ automaticallyAfterDays: 30 })],
      paths: ["recoveryWindowInDays"],
    },
    {
      when: "another secret rotates",
      resources: [
        secret(),
        resource(rotationType, "r", { secretId: "other", rotationRules: { automaticallyAfterDays: 30 } }),
      ],
      paths: ["rotation"],
    },
    {
      when: "everybody may read it",
      resources: [secret({ policy: document(readAll) }), rotation({ automaticallyAfterDays: 30 })],
      paths: ["policy"],
      level: "mandatory",
    },
    {
      when: "a policy beside it lets everybody read",
      resources: [
        resource("aws:secretsmanager/secretPolicy:SecretPolicy", "p", { secretArn: "s", policy: document(readAll) }),
      ],
      paths: ["policy"],
      level: "mandatory",
    },
    {
      when: "a password is stored in plain text",
      resources: [resource(parameter, "p", { name: "/app/dbPassword", type: "String" })],
      paths: ["type"],
      level: "mandatory",
    },
    {
      when: "an API key is stored in plain text",
      resources: [resource(parameter, "p", { name: "/app/API_KEY", type: "StringList" })],
      paths: ["type"],
      level: "mandatory",
    },
  ],
  undecided: [
    {
      when: "the key is unknown",
      resources: [secret({ kmsKeyId: unknown }), rotation({ automaticallyAfterDays: 30 })],
    },
    {
      when: "the parameter's name is unknown",
      resources: [resource(parameter, "p", { name: unknown, type: "String" })],
    },
  ],
  outside: [
    {
      when: "a parameter is not named like a secret",
      resources: [resource(parameter, "p", { name: "/app/log-level", type: "String" })],
    },
    {
      when: "a parameter tells where a secret is",
      resources: [resource(parameter, "p", { name: "/app/db-password-arn", type: "String" })],
    },
    {
      when: "a name only contains the letters of a secret",
      resources: [resource(parameter, "p", { name: "/app/passenger-count", type: "String" })],
    },
  ],
};
