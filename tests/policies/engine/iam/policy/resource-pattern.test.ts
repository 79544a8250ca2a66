import assert from "node:assert/strict";
import { expand } from "../../../../../policies/engine/iam/policy/action-pattern";
import { isWidePattern, patternCovers } from "../../../../../policies/engine/iam/policy/resource-pattern";

const here = "eu-west-1:111122223333";

/** Patterns with an action, and whether they take all of one of its resource types. */
const wide: readonly (readonly [pattern: string, action: string, isWide: boolean])[] = [
  ["*", "s3:GetObject", true],
  ["arn:aws:s3:::*", "s3:GetObject", true],
  ["arn:aws:s3:::*/*", "s3:GetObject", true],
  ["arn:aws:s3:::bucket/*", "s3:GetObject", false],
  ["arn:aws:s3:::*/key", "s3:GetObject", false],
  ["arn:aws:iam::111122223333:role/*", "iam:PassRole", true],
  ["arn:aws-cn:iam::*:role/*", "iam:PassRole", true],
  ["arn:aws:iam::111122223333:role/app-*", "iam:PassRole", false],
  ["arn:aws:iam::111122223333:user/*", "iam:PassRole", false],
  [`arn:aws:dynamodb:${here}:table/*`, "dynamodb:GetItem", true],
  [`arn:aws:dynamodb:${here}:table/t/index/*`, "dynamodb:GetItem", false],
  ["arn:aws:ec2:*:*:instance/*", "ec2:TerminateInstances", true],
  ["arn:aws:ec2:*:*:volume/*", "ec2:TerminateInstances", false],
  [`arn:aws:sqs:${here}:*`, "sqs:ReceiveMessage", true],
  [`arn:aws:sqs:${here}:?????`, "sqs:ReceiveMessage", false],
];

describe("resource patterns", () => {
  for (const [pattern, id, expected] of wide)
    it(`${expected ? "take" : "do not take"} all of a type by ${pattern} for ${id}`, () => {
      const [action] = expand(id).actions;
      assert.ok(action);
      assert.equal(isWidePattern(pattern, action), expected);
    });

  it("cover what they and narrower ones take", () => {
    assert.ok(patternCovers("*", "arn:aws:s3:::b/*"));
    assert.ok(patternCovers("arn:aws:s3:::b*", "arn:aws:s3:::b/x*"));
    assert.ok(patternCovers("a?", "a?"));
    assert.ok(!patternCovers("arn:aws:s3:::b/x*", "arn:aws:s3:::b*"));
    assert.ok(!patternCovers("a?", "a*"), "one character is not any number of them");
  });
});

describe("action patterns", () => {
  it("match in any case, with * and ?", () => {
    assert.deepEqual(
      expand("SQS:?ecei*").actions.map(({ id }) => id),
      ["sqs:ReceiveMessage"],
    );
  });

  it("say why they stand for nothing", () => {
    assert.match(expand("s4:Get").problem ?? "", /service that IAM does not know/);
    assert.match(expand("s3:Fetch*").problem ?? "", /no action of its service/);
    assert.match(expand("GetObject").problem ?? "", /not of the form/);
    assert.match(expand("s3:a:b").problem ?? "", /not of the form/);
  });
});
