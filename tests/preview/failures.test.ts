import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { programFolder, runPreview, stackFile, temporaryFolder, type Run } from "./run-preview";

const mistakes = programFolder("mistakes");

function mistake(name: string, ...configuration: readonly string[]): Promise<Run> {
  return runPreview(["-C", mistakes, stackFile(name, `mistake: ${name}`, ...configuration)]);
}

describe("A preview that cannot be made", () => {
  describe("because of the command or a stack file", () => {
    it("lists the stacks there are when one does not exist", async () => {
      const { code, stdout, stderr } = await runPreview(["-C", programFolder("small"), "staging"]);
      assert.equal(
        stderr,
        'Stack "staging" does not exist; the project has dev. Stack files elsewhere go by their path.\n',
      );
      assert.equal(code, 2);
      assert.equal(stdout, "");
    });

    it("names the line and column of YAML that does not parse", async () => {
      const { code, stderr } = await runPreview(["-C", mistakes, stackFile("broken", "zones: [a, b", "more: 1")]);
      assert.match(stderr, /broken\.yaml:\d+:\d+: not valid YAML: .+\.\n$/);
      assert.equal(stderr.split("\n").length, 2);
      assert.equal(code, 2);
    });

    it("names a key that stack files do not have", async () => {
      const file = path.join(temporaryFolder(), "typo.yaml");
      writeFileSync(file, "konfig:\n  zones: 3\n");
      const { code, stderr } = await runPreview(["-C", mistakes, file]);
      assert.match(stderr, /typo\.yaml: "konfig" is no key of a stack file; settings go under "config"\.\n$/);
      assert.equal(code, 2);
    });

    it("refuses an option and a format that do not exist", async () => {
      assert.equal((await runPreview(["--colour"])).code, 2);
      const { code, stderr } = await runPreview(["--format", "pdf"]);
      assert.match(stderr, /argument 'pdf' is invalid\. Allowed choices are text, json, /);
      assert.equal(code, 2);
    });

    it("refuses an --out file whose ending names no format, before anything runs", async () => {
      const { code, stderr } = await runPreview(["-C", programFolder("small"), "--out", "report.pdf"]);
      assert.match(stderr, /^--out report\.pdf: no format has this ending; use one of \.json, /);
      assert.equal(code, 2);
    });

    it("refuses a folder without a project", async () => {
      const folder = temporaryFolder();
      const { code, stderr } = await runPreview(["-C", folder]);
      assert.equal(stderr, `Pulumi.yaml: there is none in "${folder}"; run in a project's folder.\n`);
      assert.equal(code, 2);
    });

    it("lists every problem of a policy configuration", async () => {
      const file = path.join(temporaryFolder(), "levels.json");
      writeFileSync(file, JSON.stringify({ "no-such-rule": "mandatory", parameters: { environment: "moon" } }));
      const { code, stderr } = await runPreview(["-C", programFolder("small"), "--policy-config", file]);
      assert.match(stderr, /no-such-rule is not the name of a rule/);
      assert.match(stderr, /parameters\.environment is "moon"/);
      assert.equal(code, 2);
    });
  });

  describe("because the program refuses its configuration", () => {
    it("repeats the program's one message, without a stack trace", async () => {
      const { code, stdout, stderr } = await mistake("refusesConfiguration");
      assert.match(
        stderr,
        /refusesConfiguration\.yaml: mistakes:zones: 7 is more than the region's 3; write 3 or less\.\n$/,
      );
      assert.equal(stderr.split("\n").length, 2);
      assert.equal(stdout, "");
      assert.equal(code, 2);
    });

    it("repeats what the SDK says of a missing value", async () => {
      const { code, stderr } = await mistake("missesConfiguration");
      assert.match(stderr, /Missing required configuration variable 'mistakes:absent'/);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(code, 2);
    });

    it("writes no file", async () => {
      const folder = temporaryFolder();
      const report = path.join(folder, "report.json");
      const { code } = await runPreview([
        ...["-C", mistakes, "--out", report],
        stackFile("refusesConfiguration", "mistake: refusesConfiguration"),
      ]);
      assert.equal(code, 2);
      assert.equal(existsSync(report), false);
    });

    it("asks for the region and the account where the stack file does not say them", async () => {
      const account = await mistake("callsUnknownAccount");
      assert.match(
        account.stderr,
        /aws:allowedAccountIds: the account is not known offline; list it in the stack file/,
      );
      assert.equal(account.code, 2);
      const region = await mistake("readsUnknownParameter");
      assert.match(
        region.stderr,
        /aws:region: the region is not known; set it in the stack file or on the provider\.\n$/,
      );
      assert.equal(region.code, 2);
    });
  });

  describe("because the program fails", () => {
    it("shows the trace once, in TypeScript lines, with the program's own file first", async () => {
      const { code, stdout, stderr } = await mistake("throws");
      assert.deepEqual(stderr.split("\n").slice(0, 3), [
        "index.ts:7:11:",
        "TypeError: the region has no name",
        "    at throws (index.ts:7:11)",
      ]);
      assert.equal(stderr.split("the region has no name").length, 2);
      assert.doesNotMatch(stderr, /node_modules|node:internal/);
      assert.equal(stdout, "");
      assert.equal(code, 3);
    });

    it("does so for a rejected promise and inside apply", async () => {
      const rejected = await mistake("rejects");
      assert.match(
        rejected.stderr,
        /^index\.ts:11:11:\nRangeError: the subnet is too small\n {4}at rejects \(index\.ts:11:11\)\n$/,
      );
      const applied = await mistake("throwsInApply");
      assert.match(applied.stderr, /^index\.ts:15:13:\nRangeError: one is not enough\n/);
      assert.deepEqual([rejected.code, applied.code], [3, 3]);
    });

    it("refuses two resources of one URN as the engine does, and says where the second is made", async () => {
      const { code, stderr } = await mistake("registersTwice");
      assert.match(stderr, /^index\.ts:\d+:\d+:\n/);
      const urn = "urn:pulumi:registersTwice::mistakes::aws:s3/bucket:Bucket::logs";
      assert.ok(stderr.includes(`Duplicate resource URN '${urn}'; try giving it a unique name`), stderr);
      assert.equal(code, 3);
    });

    it("names a function that it cannot answer, with the keys of its arguments but not their values", async () => {
      const { code, stderr } = await mistake("callsUnknownFunction");
      assert.match(
        stderr,
        /^Function aws:ec2\/getAmi:getAmi is not known to the offline preview \(arguments: mostRecent, owners\);/,
      );
      assert.doesNotMatch(stderr, /self|at Object/);
      assert.equal(code, 3);
    });

    it("names a parameter whose value only an account knows", async () => {
      const { code, stderr } = await mistake("readsUnknownParameter", "aws:region: eu-west-1");
      assert.match(stderr, /the value of "\/team\/secret" is not known offline/);
      assert.equal(code, 3);
    });

    it("says that it does not know another stack's outputs, and where to write them", async () => {
      const { code, stderr } = await mistake("readsAnotherStack");
      assert.match(
        stderr,
        /Stack reference "acme\/network\/prod": .+ write it to references\/acme\/network\/prod\.json /,
      );
      assert.equal(stderr.split("\n").length, 2);
      assert.equal(code, 2);
    });

    it("names the stack when there are several, and shows none of the others", async () => {
      const good = stackFile("good", "mistake: none");
      const bad = stackFile("bad", "mistake: rejects");
      const { code, stdout, stderr } = await runPreview(["-C", mistakes, good, bad]);
      assert.match(stderr, /^Stack bad:\nindex\.ts:11:11:\nRangeError: the subnet is too small\n/);
      assert.equal(stdout, "");
      assert.equal(code, 3);
    });

    it("says the code of a program that ends without a word", async () => {
      const { code, stderr } = await mistake("leavesSilently");
      assert.equal(stderr, "The program ended with code 4 and without a message.\n");
      assert.equal(code, 3);
    });

    it("counts an error that the program only logs", async () => {
      const { code, stderr } = await mistake("logsAnError");
      assert.equal(stderr, "the quota is used up\n");
      assert.equal(code, 3);
    });

    it("shows a syntax error where it stands", async () => {
      const folder = temporaryFolder();
      mkdirSync(path.join(folder, "program"));
      writeFileSync(path.join(folder, "Pulumi.yaml"), "name: typo\nruntime: nodejs\nmain: program/index.ts\n");
      writeFileSync(path.join(folder, "program", "package.json"), "{}");
      writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "config: {}\n");
      writeFileSync(path.join(folder, "program", "index.ts"), "export const zones = [1, 2;\n");
      const { code, stderr } = await runPreview(["-C", folder]);
      assert.match(stderr, /index\.ts:1:26: ERROR: Expected "\]" but found ";"/);
      assert.equal(code, 3);
    });
  });
});
