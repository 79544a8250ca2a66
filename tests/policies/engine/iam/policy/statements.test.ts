import assert from "node:assert/strict";
import {
  coversAction,
  coversResource,
  deniesInsecureTransport,
  hasPrincipalRestriction,
  iamPatternMatches,
  namesEverybody,
  principalsOf,
  statementsOf,
} from "../../../../../policies/engine/iam/policy/statements";
import { Property } from "../../../../../policies/engine/values/property";
import { unknown, type PropertyMap, type Value } from "../../../../../policies/engine/values/value";

const of = (value: Value): Property => new Property(value, "policy");
const told = (truth: ReturnType<typeof coversAction>): boolean | "undecided" =>
  typeof truth === "boolean" ? truth : "undecided";
const conditioned = (operator: string, key: string, value: Value): Property =>
  of({ Effect: "Allow", Principal: "*", Condition: { [operator]: { [key]: value } } });

describe("IAM document", () => {
  it("has statements as a list, as one, as text and as an object", () => {
    const statement = { Effect: "Allow" };
    for (const document of [
      { Statement: [statement] },
      { Statement: statement },
      JSON.stringify({ Statement: statement }),
    ])
      assert.equal(statementsOf(of(document)).known.length, 1);
  });

  it("tells text that is no document from one that is not known", () => {
    assert.deepEqual(statementsOf(of("{")), { known: [], open: undefined, malformed: true });
    assert.equal(statementsOf(of(unknown)).malformed, false);
    assert.equal(statementsOf(of(unknown)).open?.path, "policy");
  });

  for (const [pattern, action, matches] of [
    ["kms:*", "kms:Decrypt", true],
    ["KMS:decrypt", "kms:Decrypt", true],
    ["kms:De?rypt", "kms:Decrypt", true],
    ["kms:Decrypt", "kms:DecryptMore", false],
    ["s3.*", "s3:GetObject", false],
  ] as const)
    it(`${pattern} ${matches ? "is" : "is not"} about ${action}`, () => {
      assert.equal(iamPatternMatches(pattern, action), matches);
    });

  it("compares resources by case", () => {
    assert.equal(told(coversResource(of({ Resource: "arn:aws:s3:::Bucket/*" }), "arn:aws:s3:::bucket/key")), false);
    assert.equal(told(coversResource(of({ NotResource: "arn:aws:s3:::other" }), "arn:aws:s3:::bucket")), true);
  });

  it("reads NotAction as everything else", () => {
    assert.equal(told(coversAction(of({ NotAction: ["iam:*"] }), "kms:Decrypt")), true);
    assert.equal(told(coversAction(of({ NotAction: ["iam:*"] }), "iam:PassRole")), false);
    assert.equal(told(coversAction(of({ Action: [unknown] }), "iam:PassRole")), "undecided");
    assert.equal(told(coversAction(of({ Action: [unknown, "iam:*"] }), "iam:PassRole")), true);
  });

  for (const [what, principal, everybody] of [
    ["a bare star", "*", true],
    ["a star among accounts", { AWS: ["111122223333", "*"] }, true],
    ["a star among services", { Service: "*" }, false],
    ["an account", { AWS: "arn:aws:iam::111122223333:root" }, false],
    ["something unknown", { AWS: unknown }, "undecided"],
    ["nobody", undefined, false],
  ] as const)
    it(`${what} names ${everybody === true ? "everybody" : everybody === false ? "not everybody" : "who knows whom"}`, () => {
      assert.equal(told(namesEverybody(of({ Principal: principal }))), everybody);
    });

  it("lists principals with their kind", () => {
    const { known } = principalsOf(of({ Principal: { AWS: ["a", "b"], Service: "c" } }));
    assert.deepEqual(
      known.map(({ type, value }) => `${type} ${value.text() ?? ""}`),
      ["AWS a", "AWS b", "Service c"],
    );
  });

  for (const [operator, key, value, restricts] of [
    ["StringEquals", "aws:PrincipalOrgID", "o-1234567890", true],
    ["stringequals", "AWS:SourceAccount", ["111122223333"], true],
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/*", true],
    ["StringEquals", "oidc.eks.eu-central-1.amazonaws.com/id/X:sub", "system:serviceaccount:a:b", true],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*", true],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/admin", false],
    ["StringEqualsIfExists", "aws:SourceAccount", "111122223333", false],
    ["ForAllValues:StringEquals", "aws:SourceAccount", "111122223333", false],
    ["StringNotEquals", "aws:SourceAccount", "111122223333", false],
    ["StringLike", "aws:SourceAccount", "*", false],
    ["StringLike", "aws:SourceAccount", ["111122223333", "*"], false],
    ["StringEquals", "aws:RequestedRegion", "eu-central-1", false],
    ["StringEquals", "aws:SourceAccount", unknown, "undecided"],
  ] as const)
    it(`${operator} on ${key} with ${JSON.stringify(value)} ${restricts === true ? "restricts" : "does not surely restrict"}`, () => {
      assert.equal(told(hasPrincipalRestriction(conditioned(operator, key, value as Value))), restricts);
    });

  it("sees a denial of what is not sent over TLS", () => {
    const denial = (condition: PropertyMap, effect = "Deny"): Property => of({ Effect: effect, Condition: condition });
    assert.equal(told(deniesInsecureTransport(denial({ Bool: { "aws:SecureTransport": "false" } }))), true);
    assert.equal(told(deniesInsecureTransport(denial({ Bool: { "aws:SecureTransport": false } }))), true);
    assert.equal(told(deniesInsecureTransport(denial({ Bool: { "aws:SecureTransport": "true" } }))), false);
    assert.equal(told(deniesInsecureTransport(denial({ Bool: { "aws:SecureTransport": "false" } }, "Allow"))), false);
  });
});
