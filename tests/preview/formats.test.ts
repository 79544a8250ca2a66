import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Log } from "sarif";
import { ruleDescriptions } from "../../policies/evaluate";
import { programFolder, runPreview, stackFile, temporaryFolder, type Run } from "./run-preview";
import { schemaErrors } from "./schema-errors";

/** What the small program keeps secret: it stands in its stack file as a placeholder, and in its source as text. */
const hidden = "hunter2";
const small = ["-C", programFolder("small")];

interface Document {
  readonly stack: string;
  readonly resources: readonly { readonly urn: string; readonly inputs: Readonly<Record<string, unknown>> }[];
  readonly findings: readonly { readonly rule: string; readonly urn: string; readonly fingerprint: string }[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

describe("The formats", () => {
  let json: Run;
  let document: Document;
  before(async () => {
    json = await runPreview([...small, "--format", "json"]);
    document = JSON.parse(json.stdout) as Document;
  });

  describe("json", () => {
    const schema = path.join(__dirname, "../../docs/preview.schema.json");

    it("fits its schema, for a graph with everything a registration can carry", async () => {
      const graph = await runPreview(["-C", programFolder("graph"), "--format", "json"]);
      assert.deepEqual(schemaErrors(schema, document), []);
      assert.deepEqual(schemaErrors(schema, JSON.parse(graph.stdout)), []);
    });

    it("shows unknowns and secrets as objects that say so", () => {
      assert.deepEqual(document.outputs, {
        accountId: "111122223333",
        zoneNames: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
        parameterArn: { $unknown: true },
        token: { $secret: true },
        size: 3,
        mixed: { $secret: true },
        partly: { open: "text", hidden: { $secret: true } },
      });
      const parameter = document.resources.find(({ urn }) => urn.endsWith("::token"));
      assert.deepEqual(parameter?.inputs, { type: "SecureString", value: { $secret: true } });
    });

    it("is a list for several stacks, in the order that was asked for", async () => {
      const other = stackFile(
        "other",
        "aws:region: us-east-2",
        'aws:allowedAccountIds: ["111122223333"]',
        "size: 1",
        "token: a",
      );
      const { stdout } = await runPreview([...small, "--format", "json", other, "dev"]);
      const list = JSON.parse(stdout) as readonly Document[];
      assert.deepEqual(
        list.map(({ stack }) => stack),
        ["other", "dev"],
      );
      assert.deepEqual(list[0]?.outputs["zoneNames"], ["us-east-2a", "us-east-2b", "us-east-2c"]);
      assert.deepEqual(schemaErrors(schema, list), []);
    });

    it("is a list for a folder, even of one stack file", async () => {
      const folder = path.dirname(
        stackFile("only", 'aws:allowedAccountIds: ["111122223333"]', "aws:region: eu-west-1", "size: 1", "token: a"),
      );
      const { stdout } = await runPreview([...small, "--format", "json", folder]);
      assert.deepEqual(
        (JSON.parse(stdout) as readonly Document[]).map(({ stack }) => stack),
        ["only"],
      );
    });

    it("previews a folder that is a project of its own", async () => {
      const { stdout } = await runPreview(["--format", "json", programFolder("small")]);
      assert.deepEqual(
        (JSON.parse(stdout) as readonly { readonly project: string; readonly stack: string }[]).map(
          ({ project, stack }) => `${project}/${stack}`,
        ),
        ["small/dev"],
      );
    });

    it("says the same again, but for the time it took", async () => {
      const again = JSON.parse((await runPreview([...small, "--format", "json"])).stdout) as object;
      assert.deepEqual({ ...again, timings: undefined }, { ...document, timings: undefined });
    });
  });

  describe("sarif", () => {
    const schema = path.join(
      path.dirname(require.resolve("@microsoft/jest-sarif/package.json")),
      "lib/schemas/sarif-2.1.0-rtm.5.json",
    );

    it("is valid SARIF 2.1.0, with a result and a place for every finding", async () => {
      const { stdout } = await runPreview([...small, "--format", "sarif"]);
      const log = JSON.parse(stdout) as Log;
      assert.deepEqual(schemaErrors(schema, log), []);
      const [run] = log.runs;
      assert.deepEqual(
        run?.results?.filter(({ kind }) => kind === "fail").map(({ partialFingerprints }) => partialFingerprints),
        document.findings.map(({ fingerprint }) => ({ "ruleResourcePath/v1": fingerprint })),
      );
      for (const result of run?.results ?? []) {
        const [location] = result.locations ?? [];
        assert.equal(location?.physicalLocation?.artifactLocation?.uri, "index.ts");
        assert.match(location.logicalLocations?.[0]?.fullyQualifiedName ?? "", /^urn:pulumi:dev::small::/);
        assert.equal(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id, result.ruleId);
      }
    });

    it("explains every rule", async () => {
      const { stdout } = await runPreview([...small, "--format", "sarif"]);
      const rules = (JSON.parse(stdout) as Log).runs[0]?.tool.driver.rules ?? [];
      assert.deepEqual(
        rules.map(({ id, help }) => [
          id,
          help?.text.includes(ruleDescriptions.find((rule) => rule.id === id)?.fix ?? "?"),
        ]),
        ruleDescriptions.map(({ id }) => [id, true]),
      );
    });
  });

  describe("junit", () => {
    it("has one suite for each group of rules, and a failed case for each rule with a mandatory finding", async () => {
      const { stdout } = await runPreview([...small, "--format", "junit"]);
      const groups = [...new Set(ruleDescriptions.map(({ group }) => `small/dev: ${group}`))];
      assert.deepEqual(
        [...stdout.matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name),
        groups,
      );
      const failed = [...stdout.matchAll(/<testcase [^>]* name="(\S+) [^"]*">\s*<failure/g)].map(([, rule]) => rule);
      assert.deepEqual(failed, ["DATA-07"]);
      assert.match(stdout, new RegExp(`<testsuites tests="${ruleDescriptions.length}" failures="1" errors="0">`));
    });
  });

  describe("github", () => {
    it("is the default in GitHub Actions, and annotates the line that made the resource", async () => {
      const { stdout } = await runPreview(small, { GITHUB_ACTIONS: "true" });
      const source = readFileSync(path.join(programFolder("small"), "index.ts"), "utf8").split("\n");
      const line = source.findIndex((text) => text.includes("new aws.s3.Bucket(")) + 1;
      assert.ok(stdout.includes(`::error file=index.ts,line=${line},title=DATA-07 `), stdout);
      // A comma or a colon would end a property.
      for (const [, title = ""] of stdout.matchAll(/^::\w+ [^:]*title=([^:]*)::/gm))
        assert.doesNotMatch(title, /[,:\n]/);
    });
  });

  describe("text", () => {
    it("shows the tree, the findings with their fix, the outputs and the totals, without colors in a pipe", async () => {
      const { code, stdout, stderr } = await runPreview(small);
      assert.equal(code, 1);
      assert.equal(stderr, "");
      assert.doesNotMatch(stdout, /\u001b/);
      assert.ok(
        stdout.includes(
          [
            " + pulumi:pulumi:Stack small-dev",
            " + ├─ small:web:Site site",
            " + │  ├─ aws:s3/bucket:Bucket content (protected)",
            " + │  └─ aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock content",
            " + └─ aws:ssm/parameter:Parameter token",
          ].join("\n"),
        ),
        stdout,
      );
      assert.match(stdout, /\nMandatory findings \(2\):\n {2}DATA-07 /);
      assert.match(stdout, /\n {2}token +: \[secret\]\n/);
      assert.match(stdout, /\n {2}parameterArn +: \[unknown\]\n/);
      assert.match(stdout, /\nResources: 5 to create, 2 of them components\n/);
    });
  });

  it("are chosen for files by their endings, and all keep secrets", async () => {
    const folder = temporaryFolder();
    const files = ["r.json", "r.md", "r.sarif", "r.junit.xml", "r.txt", "r.html"].map((name) =>
      path.join(folder, name),
    );
    const { stdout } = await runPreview([...small, "--format", "github", ...files.flatMap((file) => ["--out", file])]);
    assert.equal(readdirSync(folder).length, files.length);
    const contents = files.map((file) => readFileSync(file, "utf8"));
    assert.deepEqual(
      contents.map((content) => content.slice(0, 2)),
      ["{\n", "##", "{\n", "<?", "Pr", "<!"],
    );
    for (const content of [stdout, json.stdout, ...contents]) assert.ok(!content.includes(hidden));
  });
});
