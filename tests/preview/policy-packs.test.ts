import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { programFolder, runPreview, temporaryFolder } from "./run-preview";

const pack = path.join(__dirname, "packs", "names");
const args = ["-C", programFolder("small"), "--format", "json", "--policy-pack", pack];

interface Document {
  readonly findings: readonly { rule: string; level: string; urn: string; message: string; fix: string }[];
  readonly undecided: readonly { rule: string; urn: string }[];
}

function configuration(content: object): string {
  const file = path.join(temporaryFolder(), "config.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

async function preview(...more: readonly string[]): Promise<Document> {
  const { stdout, stderr } = await runPreview([...args, ...more]);
  assert.equal(stderr, "");
  return JSON.parse(stdout) as Document;
}

describe("Another policy pack", () => {
  const bucket = "urn:pulumi:dev::small::small:web:Site$aws:s3/bucket:Bucket::content";
  const own = ({ rule }: { readonly rule: string }): boolean => rule.startsWith("names/");

  it("judges each resource and the stack, with the defaults of its own configuration", async () => {
    const { findings } = await preview();
    const found = findings.filter(own);
    assert.deepEqual(
      found.filter(({ urn }) => urn === bucket).map(({ rule, level, message, fix }) => ({ rule, level, message, fix })),
      [
        {
          rule: "names/name-length",
          level: "advisory",
          message: '"content" is longer than 6.',
          fix: "Shorten the name.",
        },
        { rule: "names/few-resources", level: "mandatory", message: "1 bucket is too many.", fix: "" },
      ],
    );
  });

  it("takes levels and properties from its configuration", async () => {
    const file = configuration({
      "name-length": { enforcementLevel: "mandatory", maximum: 8 },
      "few-resources": "disabled",
    });
    const { findings } = await preview("--policy-pack-config", file);
    const found = findings.filter(own);
    assert.ok(!found.some(({ urn }) => urn === bucket));
    assert.ok(found.every(({ rule, level }) => rule === "names/name-length" && level === "mandatory"));
    assert.ok(found.some(({ message }) => message === '"small-dev" is longer than 8.'));
  });

  it("is undecided where it reads what is unknown, instead of passing", async () => {
    const { undecided } = await preview();
    assert.deepEqual(
      undecided.filter(own).map(({ rule, urn }) => [rule, urn.split("::").at(-1)]),
      [["names/tokens-not-plain", "content"]],
    );
  });

  it("says what the project's own pack says without gRPC", async () => {
    const folder = path.join(__dirname, "../../policies");
    const config = path.join(folder, "config", "dev.json");
    const { stdout } = await runPreview([
      ...["-C", programFolder("small"), "--format", "json", "--policy-config", config],
      ...["--policy-pack", folder, "--policy-pack-config", config],
    ]);
    const { findings } = JSON.parse(stdout) as Document;
    const said = (over: boolean): readonly string[] =>
      findings
        .filter(({ rule }) => rule.startsWith("eks-platform/") === over)
        .map(({ level, urn, message }) => `${level} ${urn} ${message}`)
        .sort();
    assert.ok(said(false).length > 0);
    assert.deepEqual(said(true), said(false));
  });

  it("ends the preview when it fails, with the trace once and its own file first", async () => {
    const loading = await runPreview(args, { PACK_MISTAKE: "load" });
    assert.equal(loading.code, 3);
    assert.match(
      loading.stderr,
      /^Policy pack ".*names" failed:\nindex\.cjs:4:\d+:\nTypeError: the pack has no rules\n/,
    );
    assert.equal(loading.stderr.split("the pack has no rules").length, 2, loading.stderr);
    const judging = await runPreview(args, { PACK_MISTAKE: "judge" });
    assert.equal(judging.code, 3);
    assert.match(judging.stderr, /^Policy pack ".*names" failed:\nindex\.cjs:24:\d+:\n/);
    assert.equal(judging.stderr.split("the rule divides by zero").length, 2, judging.stderr);
    assert.equal(judging.stdout, "");
  });

  it("is refused with a clear message when it is none, or its configuration is wrong", async () => {
    const folder = temporaryFolder();
    const none = await runPreview(["-C", programFolder("small"), "--policy-pack", folder]);
    assert.equal(none.stderr, `--policy-pack ${folder}: there is no PulumiPolicy.yaml in the folder.\n`);
    assert.equal(none.code, 2);
    const wrong = await runPreview([...args, "--policy-pack-config", configuration({ "name-length": "fatal" })]);
    assert.match(wrong.stderr, /the level of "name-length" is "fatal"; write one of advisory, mandatory, /);
    assert.equal(wrong.code, 2);
    const unknown = await runPreview([...args, "--policy-pack-config", configuration({ "name-size": "advisory" })]);
    assert.match(unknown.stderr, /"name-size" is no policy of the pack/);
    assert.equal(unknown.code, 2);
  });
});
