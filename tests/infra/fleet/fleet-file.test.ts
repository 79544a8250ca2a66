import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { FleetError, readFleet } from "../../../infra/fleet/fleet-file";

function read(content: string) {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "fleet-")), "fleet.yaml");
  writeFileSync(file, content);
  return readFleet(file);
}

function mistakes(content: string): readonly string[] {
  try {
    read(content);
  } catch (error) {
    assert.ok(error instanceof FleetError);
    return error.message.split("\n").slice(1);
  }
  return assert.fail("The fleet was read.");
}

describe("The fleet file", () => {
  it("has waves of stacks, four of which are worked on at once by default", () => {
    const fleet = read("backend: https://api.pulumi.com\nwaves: [{ name: canary, stacks: [{ stack: dev }] }]\n");
    assert.equal(fleet.concurrency, 4);
    assert.deepEqual(fleet.waves, [{ name: "canary", stacks: [{ stack: "dev" }] }]);
  });

  it("lists every mistake at once, with what to write instead", () => {
    assert.deepEqual(mistakes("backend: ftp://x\nconcurrency: 0\nwave: []\nwaves: []\n"), [
      '  fleet.yaml.backend: "ftp://x" is not a backend of Pulumi; write, for example, "s3://acme-pulumi-state?region=eu-west-1".'.replace(
        "fleet.yaml.backend",
        "backend",
      ),
      "  concurrency: 0 is less than 1; write 1 or more.",
      "  waves: names no wave; write one with a name and its stacks.",
      '  wave: the key "wave" is not known; write "waves".',
    ]);
  });

  it("names each stack and each wave once, and what encrypts the secrets of a bucket's state", () => {
    const found = mistakes(
      "backend: s3://state\nwaves: [{ name: a, stacks: [{ stack: x }] }, { name: a, stacks: [{ stack: x }] }]\n",
    );
    assert.deepEqual(
      found.map((line) => line.trim().split(":")[0]),
      ["waves", "waves", "secretsProvider"],
    );
  });

  it("is a mistake where it is not there, or no YAML", () => {
    assert.throws(
      () => readFleet(path.join(tmpdir(), "no-such-fleet.yaml")),
      /^FleetError: The fleet file "no-such-fleet.yaml" cannot be read: /,
    );
    assert.throws(() => read("waves: ["), /cannot be read: /);
  });

  it("is shown by an example with the stacks of this repository", () => {
    const root = path.join(__dirname, "..", "..", "..");
    const { waves } = readFleet(path.join(root, "examples", "fleet.yaml"));
    const stacks = waves.flatMap((wave) => wave.stacks.map(({ stack }) => stack));
    assert.deepEqual(stacks, ["dev", "prod"]);
  });
});
