import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./run-preview";

const root = path.join(__dirname, "..", "..");

/** Runs a file of this content with the preload, and gives what it prints. */
function run(file: string, content: string): string {
  writeFileSync(file, content);
  const preload = path.join(root, "preview", "preload.cjs");
  // The SDK is found from the repository, wherever the file lies.
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", preload, file], {
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: path.join(root, "node_modules") },
  });
  return stdout + stderr;
}

describe("The preload", () => {
  it("keeps dynamic imports working, also from the second run on", () => {
    const file = path.join(temporaryFolder(), "dynamic.ts");
    const content = 'void import("node:os").then(({ EOL }) => console.log(JSON.stringify(EOL)));\n';
    const runs = [run(file, content), run(file, content)];
    assert.deepEqual(runs, ['"\\n"\n', '"\\n"\n']);
  });

  it("runs what changed, not what it remembers", () => {
    const file = path.join(temporaryFolder(), "changing.ts");
    assert.equal(run(file, "const one: number = 1;\nconsole.log(one);\n"), "1\n");
    assert.equal(run(file, "const one: number = 2;\nconsole.log(one);\n"), "2\n");
  });

  it("names the lines of TypeScript in traces", () => {
    const file = path.join(temporaryFolder(), "failing.ts");
    const content = [
      "interface Zone {",
      "  readonly name: string;",
      "}",
      "",
      "function fail(zone: Zone): never {",
      "  throw new RangeError(zone.name);",
      "}",
      'try { fail({ name: "a" }); } catch (error) { console.log((error as Error).stack?.split("\\n")[1]); }',
    ].join("\n");
    assert.ok(run(file, content).includes("failing.ts:6:9)"));
  });

  it("loads the SDK without the compiler that only serialized functions need", () => {
    const file = path.join(temporaryFolder(), "sdk.ts");
    const content = [
      'import * as pulumi from "@pulumi/pulumi";',
      "const big = Object.keys(require.cache).filter((name) => /node_modules.(typescript|@npmcli.arborist)./.test(name));",
      "console.log(typeof pulumi.output, big.length);",
    ].join("\n");
    assert.equal(run(file, content), "function 0\n");
  });

  it("still serializes functions when a program does", () => {
    const file = path.join(temporaryFolder(), "function.ts");
    const content = [
      'import * as pulumi from "@pulumi/pulumi";',
      "const factor = 3;",
      "void pulumi.runtime.serializeFunction((x: number) => x * factor).then(({ text }) => {",
      '  console.log(text.includes("factor"));',
      "});",
    ].join("\n");
    assert.equal(run(file, content), "true\n");
  });
});
