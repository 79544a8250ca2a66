import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ruleDescriptions } from "../../policies/evaluate";
import { generatedTaggableTypes } from "../../policies/generate";
import { taggableTypes } from "../../policies/knowledge/taggable-types";
import { resource } from "./fixture";
import { exampleOf } from "./reference/example";
import { generatedReference } from "./reference/generate";
import { allFixtures } from "./rules";

describe("rule reference", () => {
  let text: string;
  let file: string;
  before(async () => {
    ({ file, text } = await generatedReference());
  });

  it("is what `npm run generate` writes", () => {
    assert.equal(readFileSync(path.join(__dirname, "../..", file), "utf8"), text, "run npm run generate");
  });

  it("has every rule", () => {
    for (const { id, name } of ruleDescriptions) assert.ok(text.includes(`\n### ${id} ${name}\n`), id);
  });

  it("shows of two stacks what is different, with the way to it", () => {
    const [fixtures] = allFixtures;
    assert.ok(fixtures);
    const stack = (when: string, inputs: Parameters<typeof resource>[2]) => ({
      when,
      resources: [resource("aws:eks/cluster:Cluster", "c", inputs)],
    });
    const policy = (effect: string) => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: effect }] });
    const example = exampleOf({
      rule: fixtures.rule,
      fails: [
        stack("it is wrong", { version: "1.36", vpcConfig: { a: 1, b: false }, policy: policy("Allow"), tags: {} }),
      ],
      passes: [stack("it is right", { version: "1.36", vpcConfig: { a: 1, b: true }, policy: policy("Deny") })],
      undecided: [],
    });
    assert.deepEqual(example?.split("\n"), [
      "  aws:eks/cluster:Cluster",
      "    vpcConfig:",
      "-     b: false",
      "+     b: true",
      "    policy:",
      "      Statement:",
      "        -",
      "-         Effect: Allow",
      "+         Effect: Deny",
      "-   tags: {}",
    ]);
  });

  it("has an example for almost every rule", () => {
    const without = allFixtures.filter((each) => exampleOf(each) === undefined).map(({ rule }) => rule.id);
    assert.deepEqual(without, ["IAM-17", "WL-21"], "both pass nothing");
  });
});

describe("types with tags", () => {
  it("are those of the installed SDK", async () => {
    const { file, text } = await generatedTaggableTypes();
    assert.equal(readFileSync(path.join(__dirname, "../..", file), "utf8"), text, "run npm run generate");
  });

  it("are of resources that AWS tags, and of no others", () => {
    for (const type of ["aws:ec2/vpc:Vpc", "aws:eks/cluster:Cluster", "aws:iam/role:Role", "aws:kms/key:Key"])
      assert.ok(taggableTypes.includes(type), type);
    for (const type of ["aws:ec2/route:Route", "aws:iam/rolePolicy:RolePolicy", "aws:kms/alias:Alias"])
      assert.ok(!taggableTypes.includes(type), type);
  });
});
