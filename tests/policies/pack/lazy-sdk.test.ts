import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const repository = path.resolve(__dirname, "../../..");
const lazySdk = path.join(repository, "policies", "lazy-sdk.cjs");

/** What a script prints as JSON, in a process of its own that leaves modules unloaded as the pack does. */
function printed(script: string, cwd: string): unknown {
  return JSON.parse(
    execFileSync(process.execPath, ["--require", lazySdk, "--eval", script], { cwd, encoding: "utf8" }),
  );
}

describe("SDK that the pack starts with", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "lazy-sdk-"));
    const note = (name: string): string => `(globalThis.loaded ??= []).push("${name}"); exports.name = "${name}";`;
    const modules: Readonly<Record<string, string>> = {
      "@pulumi/pulumi/index.js": `${note("sdk")} exports.automation = require("./automation"); exports.log = require("./log");`,
      "@pulumi/pulumi/automation.js": note("automation"),
      "@pulumi/pulumi/log.js": note("log"),
      "@pulumi/pulumi/cmd/run.js": `exports.automation = require("../automation");`,
      "zod/v4/core.js": `exports.locales = require("../locales/index.cjs");`,
      "zod/locales/index.cjs": note("locales"),
      "other/index.js": `exports.automation = require("./automation");`,
      "other/automation.js": note("other's automation"),
    };
    for (const [file, text] of Object.entries(modules)) {
      const place = path.join(folder, "node_modules", file);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("loads what no pack uses once something of it is used, and then once", () => {
    const script = `
      const sdk = require("@pulumi/pulumi");
      const before = [...globalThis.loaded];
      const names = [sdk.automation.name, sdk.automation.name, sdk.automation.missing ?? null];
      console.log(JSON.stringify({ before, names, after: globalThis.loaded }));`;
    assert.deepEqual(printed(script, folder), {
      before: ["sdk", "log"],
      names: ["automation", "automation", null],
      after: ["sdk", "log", "automation"],
    });
  });

  it("leaves alone what others ask for by the same name, and the SDK by another", () => {
    const script = `
      require("other");
      require("@pulumi/pulumi/cmd/run.js");
      require("zod/v4/core.js");
      console.log(JSON.stringify(globalThis.loaded));`;
    assert.deepEqual(printed(script, folder), ["other's automation", "automation"]);
  });

  it("has all of the real one, and loads neither the Automation API nor messages in other languages before", () => {
    const script = `
      const { PolicyPack } = require("@pulumi/policy");
      require("zod");
      const files = () => Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"));
      const unused = files().filter((file) => /pulumi\\/automation\\/|pulumi\\/provider\\/|zod\\/v\\d\\/locales\\/(?!en\\.)/.test(file));
      const workspace = require("@pulumi/pulumi").automation.LocalWorkspace.name;
      const used = files().some((file) => file.includes("pulumi/automation/"));
      console.log(JSON.stringify({ pack: typeof PolicyPack, unused, workspace, used }));`;
    assert.deepEqual(printed(script, path.join(repository, "policies")), {
      pack: "function",
      unused: [],
      workspace: "LocalWorkspace",
      used: true,
    });
  });
});
