import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ruleDescriptions } from "../../policies/evaluate";
import { generatedReference } from "../../policies/generate";

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
