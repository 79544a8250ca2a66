import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ruleDescriptions } from "../../policies/evaluate";
import { temporaryFolder } from "./run-preview";

const root = path.join(__dirname, "..", "..");

/** Runs a file of this content with the preload, and gives what it prints. */
function run(file: string, content: string, args: readonly string[] = []): string {
  writeFileSync(file, content);
  const preload = path.join(root, "preview", "preload.cjs");
  // The SDK is found from the repository, wherever the file lies.
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", preload, file, ...args], {
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

  it("finds what a name means now, not what it meant before a file came", () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, "part"));
    writeFileSync(path.join(folder, "part", "index.ts"), 'export const kind = "folder";\n');
    const [file, content] = [path.join(folder, "main.ts"), 'import { kind } from "./part";\nconsole.log(kind);\n'];
    assert.deepEqual([run(file, content), run(file, content)], ["folder\n", "folder\n"]);
    writeFileSync(path.join(folder, "part.ts"), 'export const kind = "file";\n');
    assert.equal(run(file, content), "file\n");
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

  it("loads the services of a provider that a program uses, and no other", () => {
    const file = path.join(temporaryFolder(), "services.ts");
    const content = [
      'import * as aws from "@pulumi/aws";',
      'const used = typeof aws.eks.Cluster === "function" && typeof aws.Provider === "function";',
      "const loaded = (service: string) => Object.keys(require.cache).some((name) => name.includes(`aws/${service}/`));",
      'console.log(used, loaded("eks"), loaded("waf"), typeof aws.waf.WebAcl, loaded("waf"));',
    ].join("\n");
    assert.equal(run(file, content), "true true false function true\n");
  });

  it("still makes resources from references to services that the program does not use itself", () => {
    const file = path.join(temporaryFolder(), "reference.ts");
    const content = [
      'import * as pulumi from "@pulumi/pulumi";',
      'import "@pulumi/aws";',
      'import "@pulumi/kubernetes";',
      'const found = (name: string, module: string) => pulumi.runtime.getResourceModule(name, module, "") !== undefined;',
      "// References come with outputs, never while a module loads.",
      "setImmediate(() => {",
      '  console.log(found("aws", "waf/webAcl"), found("kubernetes", "core/v1"), found("aws", "none/such"));',
      "});",
    ].join("\n");
    assert.equal(run(file, content), "true true false\n");
  });

  it("makes spans when it is told where to, and nothing else then", () => {
    const file = path.join(temporaryFolder(), "traced.ts");
    const content = [
      'import { createRequire } from "node:module";',
      'const inside = createRequire(require.resolve("@pulumi/pulumi/cmd/run/run.js"));',
      'const tracing = inside("./tracing") as { newSpan: (name: string) => object };',
      'console.log(tracing.newSpan("one").constructor.name);',
    ].join("\n");
    assert.equal(run(file, content, ["--tracing", "http://localhost:9411"]), "NonRecordingSpan\n");
    assert.equal(run(file, content, ["--tracing", ""]), "Object\n");
  });
});

describe("The preview's policies", () => {
  const policies = path.join(root, "policies");
  const script = (before: string): string => `
    ${before}
    require(${JSON.stringify(path.join(root, "preview", "start", "policies.cjs"))});
    const { ruleDescriptions } = require(${JSON.stringify(path.join(policies, "evaluate.ts"))});
    const sources = Object.keys(require.cache).filter((name) => name.startsWith(${JSON.stringify(path.join(policies, "rules"))}));
    console.log(ruleDescriptions.length, sources.length > 0);
  `;
  const count = String(ruleDescriptions.length);

  it("are read as one file, with every rule of the sources", () => {
    assert.equal(run(path.join(temporaryFolder(), "compiled.cjs"), script("")), `${count} false\n`);
  });

  it("are read from the sources where they cannot be compiled", () => {
    const compiler = JSON.stringify(path.join(policies, "compile.cjs"));
    const broken = `require(${compiler}).compileIfChanged = () => { throw new Error("read-only"); };`;
    assert.equal(run(path.join(temporaryFolder(), "sources.cjs"), script(broken)), `${count} true\n`);
  });
});
