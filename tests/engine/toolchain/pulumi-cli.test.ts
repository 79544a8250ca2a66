import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { builtVersion, findPulumiCli } from "./pulumi-cli";

describe("The Pulumi CLI of the engine tests", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "pulumi-cli-"));
  const executable = (...parts: readonly string[]): string => {
    const file = path.join(folder, ...parts);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, "#!/bin/sh\n", { mode: 0o755 });
    return file;
  };
  const [searched, cache] = [[path.join(folder, "bin")], path.join(folder, "cache")];
  const find = (places: Partial<Parameters<typeof findPulumiCli>[1]> = {}) =>
    findPulumiCli(() => assert.fail("nothing is to be built"), { searched, go: [], cache, ...places });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is missing in one sentence where there is neither a CLI nor Go", () => {
    assert.throws(find, {
      message:
        "The engine tests need the Pulumi CLI: there is no pulumi on PATH, and no go to build it with; install either.",
    });
  });

  it("is the one that was built before, with a stand-in language host, where none is on PATH", () => {
    const built = executable("cache", `pulumi-${builtVersion}`, "bin", "pulumi");
    assert.deepEqual(find(), {
      executable: built,
      origin: `pulumi ${builtVersion}, built from its Go modules, with the stand-in language host`,
      hasLanguageHost: false,
    });
  });

  it("is the one on PATH before any other, with the language host beside it", () => {
    const installed = executable("bin", "pulumi");
    executable("bin", "pulumi-language-nodejs");
    assert.deepEqual(find(), {
      executable: installed,
      origin: `pulumi on PATH, ${installed}, with its own language host`,
      hasLanguageHost: true,
    });
  });

  it("is built in the version that its Go module names", () => {
    const module = readFileSync(path.join(__dirname, "..", "cli", "go.mod"), "utf8");
    assert.match(module, new RegExp(`github\\.com/pulumi/pulumi/pkg/v3 v${builtVersion.replaceAll(".", "\\.")}\\n`));
  });
});
