import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StackUnderTest } from "../stack/stack-under-test";
import { projectFolder } from "../stack/work-folder";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

describe("a fleet", () => {
  let stack: StackUnderTest;

  before(async () => {
    stack = await StackUnderTest.create(pulumiCliOfRun(), path.join("tests", "stacks", "minimal.yaml"));
    const inside = (name: string): string => path.join(stack.workFolder, name);
    const minimal = path.join(projectFolder, "tests", "stacks", "minimal.yaml");
    writeFileSync(
      inside("Pulumi.wrong.yaml"),
      readFileSync(minimal, "utf8").replace("config:", "config:\n  eks-platform:network: { cidr: 10.0.0.0/8 }"),
    );
    copyFileSync(minimal, inside("Pulumi.last.yaml"));
    const policies = "policies/config/dev.json";
    const waves = ["minimal", "wrong", "last"].map((name) => ({ name, stacks: [{ stack: name, policies }] }));
    writeFileSync(inside("fleet.yaml"), JSON.stringify({ backend: stack.backend, waves }));
  });

  after(() => {
    stack.remove();
  });

  /** The lines of the table, without its columns' widths and times. */
  async function fleet(
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
    const { code, stdout } = await stack.command("infra/fleet/main.ts", args);
    const lines = stdout.split("\n").filter((line) => /^[✔✘·-] /u.test(line));
    return { code, lines: lines.map((line) => line.replace(/ +[\d.]+ s/, "").replace(/ {2,}/g, " ")) };
  }

  it("is updated wave by wave, until one fails, which keeps the next from starting", async () => {
    const { code, lines } = await fleet("up");
    assert.equal(code, 1);
    assert.match(lines[0] ?? "", /^✔ minimal minimal succeeded \d+ create$/);
    assert.match(lines[1] ?? "", /^✘ wrong wrong failed .*configuration of stack "wrong" has /);
    assert.equal(lines[2], "- last last skipped");
    const clusters = stack.cloudFile.read().objects.filter(({ type }) => type === "aws:eks/cluster:Cluster");
    assert.equal(clusters.length, 1);
  });

  it("finds nothing to change in what it has just updated", async () => {
    const { code, lines } = await fleet("preview", "--live", "--wave", "minimal");
    assert.equal(code, 0);
    assert.match(lines[0] ?? "", /^✔ minimal minimal succeeded \d+ same$/);
  });
});
