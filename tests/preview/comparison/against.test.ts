import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { schemaErrors } from "../schema-errors";
import { programFolder, runPreview, temporaryFolder } from "../run-preview";

const small = ["-C", programFolder("small")];

interface Verdict {
  readonly rule: string;
  readonly urn: string;
  readonly path: string;
}

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
}

/** What of the json format these tests turn. */
interface Document {
  readonly schemaVersion: number;
  readonly stack: string;
  readonly findings: readonly Verdict[];
  readonly undecided: readonly Verdict[];
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly comparison?: unknown;
}

function saved(document: unknown): string {
  const file = path.join(temporaryFolder(), "earlier.json");
  writeFileSync(file, JSON.stringify(document));
  return file;
}

async function against(document: unknown): Promise<Document> {
  const { stdout, stderr } = await runPreview([...small, "--format", "json", "--against", saved(document)]);
  assert.equal(stderr, "");
  return JSON.parse(stdout) as Document;
}

describe("--against", () => {
  let now: Document;
  before(async () => {
    now = JSON.parse((await runPreview([...small, "--format", "json"])).stdout) as Document;
  });

  it("finds no difference from itself", async () => {
    const file = saved(now);
    const { stdout } = await runPreview([...small, "--against", file]);
    assert.ok(stdout.includes(`\nDifferent from ${file} (0 added, 0 changed, 0 removed):\n  nothing\n`), stdout);
    const markdown = await runPreview([...small, "--against", file, "--format", "markdown"]);
    assert.match(markdown.stdout, /\*\*No changes\*\* to resources, outputs and verdicts\./);
  });

  it("tells what was added, changed and removed, fitting its schema", async () => {
    const bucket = now.resources.find(({ type }) => type === "aws:s3/bucket:Bucket");
    const parameter = now.resources.find(({ name }) => name === "token");
    assert.ok(bucket && parameter);
    const gone = { ...parameter, urn: `${parameter.urn}-old`, name: "token-old" };
    const document = await against({
      ...now,
      resources: [
        ...now.resources.filter(({ urn }) => urn !== parameter.urn && urn !== bucket.urn),
        { ...bucket, inputs: { ...bucket.inputs, forceDestroy: true }, protect: false },
        gone,
      ],
      outputs: { ...now.outputs, size: 4 },
      findings: [],
      undecided: [...now.undecided, { ...now.findings[0], reason: "an earlier reason", path: "earlier.path" }],
    });
    const comparison = document.comparison as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    assert.deepEqual(comparison["resources"], {
      added: [{ urn: parameter.urn, type: parameter.type, name: parameter.name }],
      changed: [
        {
          urn: bucket.urn,
          type: bucket.type,
          name: bucket.name,
          changes: [
            { path: "forceDestroy", before: true },
            { path: "options.protect", before: false, after: true },
          ],
        },
      ],
      removed: [{ urn: gone.urn, type: gone.type, name: gone.name }],
    });
    assert.deepEqual(comparison["outputs"], [{ path: "size", before: 4, after: 3 }]);
    assert.deepEqual(comparison["findings"], { new: now.findings, gone: [] });
    assert.deepEqual(
      (comparison["undecided"]?.["gone"] as readonly Verdict[]).map((verdict) => verdict.path),
      ["earlier.path"],
    );
    const schema = path.join(__dirname, "../../../docs/preview.schema.json");
    assert.deepEqual(schemaErrors(schema, document), []);
  });

  it("shows neither the old nor the new value of a secret", async () => {
    const parameter = now.resources.find(({ name }) => name === "token");
    assert.ok(parameter);
    const others = now.resources.filter(({ urn }) => urn !== parameter.urn);
    const file = saved({ ...now, resources: [...others, { ...parameter, inputs: { type: "String" } }] });
    for (const format of ["text", "markdown", "json", "html"]) {
      const { stdout } = await runPreview([...small, "--against", file, "--format", format]);
      assert.match(stdout, /"before": "String"|"String" → "SecureString"|`"String"`|&quot;String&quot; → /, format);
      assert.match(stdout, /\[secret\]|"\$secret": true/, format);
      assert.ok(!stdout.includes("hunter2"), format);
    }
  });

  it("picks each stack of an earlier list", async () => {
    const document = await against([{ ...now, stack: "other" }, now]);
    assert.deepEqual((document.comparison as { readonly findings: unknown }).findings, { new: [], gone: [] });
  });

  it("makes a comment of fewer than 65,000 characters, with the gravest first and a note of what is missing", async () => {
    const [resource] = now.resources;
    assert.ok(resource);
    const gone = Array.from({ length: 2000 }, (_, index) => ({
      ...resource,
      urn: `${resource.urn}-${"x".repeat(60)}-${index}`,
    }));
    const file = saved({ ...now, resources: [...now.resources, ...gone], findings: [] });
    const { stdout } = await runPreview([...small, "--against", file, "--format", "markdown"]);
    assert.ok(stdout.length < 65_000, String(stdout.length));
    assert.ok(stdout.includes("\n| Resources | 0 | – | 2000 |\n"), stdout.slice(0, 400));
    const kept = [...stdout.matchAll(/^- `/gm)].length;
    assert.ok(kept > 100);
    assert.ok(stdout.includes(`\n_and ${2000 - kept} more_\n`));
    assert.ok(stdout.includes(`\n> Shortened by ${2000 - kept} lines`));
    assert.ok(stdout.indexOf("New mandatory findings (2)") < stdout.indexOf("Removed resources (2000)"));
  });

  const mistakes: readonly (readonly [string, (now: Document) => unknown, RegExp])[] = [
    [
      "of another version",
      (document) => ({ ...document, schemaVersion: 2 }),
      /^--against \S+: schemaVersion is 2, and this preview compares with 1; .+\.\n$/,
    ],
    [
      "of another stack",
      (document) => ({ ...document, stack: "prod" }),
      /^--against \S+: the file has no preview of small\/dev, only of small\/prod; .+\.\n$/,
    ],
    [
      "that is no preview",
      () => ({ schemaVersion: 1 }),
      /^--against \S+: the file is not a result of --format json .+\.\n$/,
    ],
  ];
  for (const [what, change, message] of mistakes)
    it(`refuses a file ${what} in one sentence, with exit code 2`, async () => {
      const { code, stdout, stderr } = await runPreview([...small, "--against", saved(change(now))]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
    });

  it("refuses a file that is not there, or not JSON", async () => {
    const missing = await runPreview([...small, "--against", "missing.json"]);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /^--against missing\.json: the file cannot be read; .+\.\n$/);
    const source = path.join(programFolder("small"), "index.ts");
    assert.ok(readFileSync(source).length > 0);
    const code = await runPreview([...small, "--against", source]);
    assert.equal(code.code, 2);
    assert.match(code.stderr, /the file is not JSON; .+\.\n$/);
  });
});
