import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { outputs } from "../infra/published-outputs";
import { runPreview } from "../preview/run-preview";

const examples = readdirSync("examples", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Its policy names a key by the id that AWS makes up, so that nobody can judge it at preview. */
const undecidedPolicies: Readonly<Record<string, string>> = { catalog: "prices" };

interface Preview {
  readonly project: string;
  readonly findings: readonly { readonly rule: string; readonly level: string; readonly path: string }[];
  readonly undecided: readonly { readonly rule: string; readonly urn: string }[];
}

describe("the examples", () => {
  let previews: readonly Preview[];
  before(async () => {
    const folders = examples.map((name) => path.join("examples", name));
    const { stdout, stderr } = await runPreview([...folders, "--format", "json"]);
    assert.equal(stderr, "");
    previews = JSON.parse(stdout) as readonly Preview[];
  });

  for (const name of examples) {
    it(`${name} is clean under the policies, which can judge it at preview`, () => {
      const preview = previews.find(({ project }) => project === name);
      assert.ok(preview, `there is no preview of ${name}`);
      assert.deepEqual(
        preview.findings.filter(({ level }) => level === "mandatory"),
        [],
      );
      const open = preview.undecided.filter(({ urn }) => !urn.endsWith(`::${undecidedPolicies[name] ?? ""}`));
      assert.deepEqual(open, []);
    });

    it(`${name} is previewed against a sample of all that the contract promises`, () => {
      const sample = readFileSync(path.join("examples", name, "references/acme/eks-platform/dev.json"), "utf8");
      assert.deepEqual(Object.keys(JSON.parse(sample) as object).sort(), Object.keys(outputs).sort());
    });
  }
});
