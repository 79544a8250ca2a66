import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../../../preview/failure";
import type { Project } from "../../../preview/project/project";
import { findStackFiles, readStack, stackNameOf, type Stack } from "../../../preview/project/stack-file";
import { temporaryFolder } from "../run-preview";

function project(config: Project["config"] = {}): Project {
  const directory = temporaryFolder();
  return { name: "shop", directory, programDirectory: directory, entry: ".", nodeArguments: [], config };
}

function read(lines: readonly string[], of: Project = project()): Stack {
  const file = path.join(of.directory, "Pulumi.dev.yaml");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return readStack(of, file);
}

describe("A stack file", () => {
  it("gives keys without a namespace to the project", () => {
    const { config } = read(["config:", "  zones: a", "  aws:region: eu-west-1"]);
    assert.deepEqual(config, { "shop:zones": "a", "aws:region": "eu-west-1" });
  });

  it("hands over objects, numbers and booleans as JSON, as the engine does", () => {
    const { config } = read(["config:", "  size: 3", "  private: true", "  network: { cidrs: [10.0.0.0/16] }"]);
    assert.deepEqual(config, {
      "shop:size": "3",
      "shop:private": "true",
      "shop:network": '{"cidrs":["10.0.0.0/16"]}',
    });
  });

  it("replaces encrypted values, also inside objects, and tells their keys", () => {
    const { config, secretKeys } = read([
      "encryptionsalt: v1:abc=:v1:def",
      "config:",
      "  token: { secure: v1:cipher }",
      "  database: { user: admin, password: { secure: v1:cipher } }",
      "  open: text",
    ]);
    assert.deepEqual(secretKeys, ["shop:token", "shop:database"]);
    assert.equal(config["shop:open"], "text");
    assert.ok(!JSON.stringify(config).includes("cipher"));
    assert.equal((JSON.parse(config["shop:database"] ?? "") as { user: string }).user, "admin");
  });

  it("takes what Pulumi.yaml says for every stack, unless it says otherwise", () => {
    const of = project({ region: "eu-west-1", size: { type: "integer", default: 2 }, tier: { value: "gold" } });
    const { config } = read(["config:", "  region: us-east-2"], of);
    assert.deepEqual(config, { "shop:region": "us-east-2", "shop:size": "2", "shop:tier": "gold" });
  });

  it("may be empty", () => {
    assert.deepEqual(read([""]).config, {});
  });

  it("is refused when a key has no value", () => {
    assert.throws(() => read(["config:", "  zones:"]), {
      name: UsageError.name,
      message: 'Pulumi.dev.yaml: config "shop:zones" has no value; give it one or remove the key.',
    });
  });

  it("is refused when it holds more than the operating system hands a program", () => {
    // Linux takes 131,072 bytes for a variable: its name, "=", its value and a byte that ends it.
    const most = 131_072 - "PULUMI_CONFIG=".length - 1;
    const around = JSON.stringify({ "shop:note": "" }).length;
    const note = (size: number): string => `  note: ${"x".repeat(size - around)}`;
    assert.equal(JSON.stringify(read(["config:", note(most)]).config).length, most);
    assert.throws(() => read(["config:", note(most + 1)]), {
      name: UsageError.name,
      message: `Pulumi.dev.yaml: the configuration has ${most + 1} bytes, and a program is handed ${most} at most, by Pulumi as well; move long lists to a file that the program reads.`,
    });
  });

  it("names its stack with and without Pulumi's prefix", () => {
    assert.deepEqual(["Pulumi.dev.yaml", "a/Pulumi.eu-1.yaml", "gpu.yaml"].map(stackNameOf), ["dev", "eu-1", "gpu"]);
  });

  it("is found by the stack's name before a path of the same name, and once only", () => {
    const of = project();
    const file = path.join(of.directory, "Pulumi.dev.yaml");
    writeFileSync(file, "config: {}\n");
    const { files, several } = findStackFiles(of, ["dev", "Pulumi.dev.yaml"], of.directory);
    assert.deepEqual(
      files.map((found) => found.file),
      [file],
    );
    assert.equal(several, true);
  });
});
