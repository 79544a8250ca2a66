import { keyTypes, lacksCustomerKey } from "../../engine/data/customer-key";
import type { Resource } from "../../engine/graph/resource";
import { hasPrincipalRestriction, isAllow, namesEverybody, statementsOf } from "../../engine/iam/policy/statements";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { isSensitiveName } from "../../engine/workloads/sensitive-name";
import { tagOf } from "../../engine/provider/tags";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const secretType = "aws:secretsmanager/secret:Secret";
const secretPolicy = "aws:secretsmanager/secretPolicy:SecretPolicy";
const secretRotation = "aws:secretsmanager/secretRotation:SecretRotation";
const parameterType = "aws:ssm/parameter:Parameter";

export const secretsHardened: Rule = {
  id: "DATA-09",
  name: "secrets-hardened",
  title: "Secrets have a key of their own, rotate, can be recovered and are nobody else's",
  why: "A secret that never changes, that anybody in the account can decrypt or that a slip deletes is a secret only by name.",
  fix: "Set kmsKeyId to a key of your own.",
  level: "production",
  scope: "stack",
  references: {
    fsbp: ["SecretsManager.1", "SecretsManager.4"],
    cis: ["4.4.2"],
    soc2: ["CC6.1", "C1.1"],
    hipaa: ["312(a)(2)(iv)", "312(d)"],
  },
  reads: {
    [secretType]: ["kmsKeyId", "recoveryWindowInDays", "policy", "tags.rotation"],
    [secretPolicy]: ["policy"],
    [parameterType]: ["name", "type"],
  },
  follows: [secretRotation, ...keyTypes],
  check(resource, context) {
    switch (resource.type) {
      case parameterType:
        return parameterConditions(resource, context);
      case secretPolicy:
        return [openToAll(resource.at("policy"))];
      default:
        return secretConditions(resource, context);
    }
  },
};

function secretConditions(secret: Resource, { graph, parameters }: Context): Condition[] {
  const key = secret.at("kmsKeyId");
  const window = secret.at("recoveryWindowInDays");
  const rotates = or(
    tagOf(secret, "rotation", graph).is("external"),
    some(graph.referrers(secret, secretRotation, "secretId"), ({ resource, refers }) =>
      and(
        refers,
        or(
          resource.at("rotationRules.automaticallyAfterDays").present(),
          resource.at("rotationRules.scheduleExpression").present(),
        ),
      ),
    ),
  );
  const conditions = [
    openToAll(secret.at("policy")),
    violation(
      lacksCustomerKey(secret, key, graph),
      key,
      "The secret is encrypted under the account's default key, which other accounts can never use and IAM alone guards.",
    ),
    violation(not(rotates), "rotation", "Nothing rotates the secret.", {
      fix: "Register a SecretRotation, or tag the secret with rotation: external where something else rotates it.",
    }),
  ];
  if (parameters.environment === "prod")
    conditions.push(
      violation(window.is(0, "0"), window, "A deleted secret is gone at once.", {
        fix: "Set recoveryWindowInDays to at least 7.",
      }),
    );
  return conditions;
}

function openToAll(policy: Property): Condition {
  const { known, open } = statementsOf(policy);
  const everybody = (statement: Property): Truth =>
    and(isAllow(statement), namesEverybody(statement), not(hasPrincipalRestriction(statement)));
  return violation(some(known, everybody, open), policy, "The resource policy lets everybody read the secret.", {
    level: "mandatory",
    fix: "Name principals, or add a condition on an account or organization.",
  });
}

function parameterConditions(parameter: Resource, { parameters }: Context): Condition[] {
  const type = parameter.at("type");
  const name = parameter.at("name");
  const isSensitive = name.satisfies(
    (value) => typeof value === "string" && isSensitiveName(value, parameters.sensitiveNames),
  );
  if (isSensitive === false) return [];
  return [
    violation(
      and(isSensitive, not(type.is("SecureString"))),
      type,
      "The parameter's name says secret, and its value is stored in plain text.",
      {
        level: "mandatory",
        fix: "Set type to SecureString.",
      },
    ),
  ];
}
