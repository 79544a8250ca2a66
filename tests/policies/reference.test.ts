import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ruleDescriptions } from "../../policies/evaluate";
import { generatedReference, generatedTaggableTypes } from "../../policies/generate";
import { taggableTypes } from "../../policies/knowledge/taggable-types";

describe("rule reference", () => {
  it("is what `npm run generate` writes", async () => {
    const { file, text } = await generatedReference();
    assert.equal(readFileSync(path.join(__dirname, "../..", file), "utf8"), text, "run npm run generate");
  });

  it("has every rule", async () => {
    const { text } = await generatedReference();
    for (const { id, name } of ruleDescriptions) assert.match(text, new RegExp(`\\| ${id} +\\| \`${name}\` `));
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
