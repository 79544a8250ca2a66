import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeLaunchers } from "../toolchain/launchers";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const policies = path.join(__dirname, "..", "..", "..", "policies");

/** A state as `pulumi stack export` writes it, of a stack that is not ours: a role that anybody can assume. */
function exportedState(): object {
  const urn = (type: string, name: string): string => `urn:pulumi:prod::shop::${type}::${name}`;
  const stack = { urn: urn("pulumi:pulumi:Stack", "shop-prod"), custom: false, type: "pulumi:pulumi:Stack" };
  const statement = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
  const inputs = {
    name: "ci",
    assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
  };
  const type = "aws:iam/role:Role";
  const role = { urn: urn(type, "ci"), custom: true, type, id: "ci", inputs, outputs: inputs, parent: stack.urn };
  return { version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z" }, resources: [stack, role] } };
}

describe("pulumi policy analyze", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "analyze-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("judges a saved state of another project, in a folder that is none of Node", () => {
    const cli = pulumiCliOfRun();
    const launchers = path.join(folder, "launchers");
    writeLaunchers(launchers, !cli.hasLanguageHost);
    const state = path.join(folder, "state.json");
    writeFileSync(state, JSON.stringify(exportedState()));
    const { status, stdout, stderr } = spawnSync(
      cli.executable,
      ["policy", "analyze", "--non-interactive", "--json", "--file", state, "--policy-pack", policies],
      {
        cwd: folder,
        encoding: "utf8",
        env: {
          ...process.env,
          PATH: [launchers, path.dirname(cli.executable), process.env["PATH"] ?? ""].join(path.delimiter),
          PULUMI_HOME: path.join(folder, "home"),
          PULUMI_SKIP_UPDATE_CHECK: "true",
          PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        },
      },
    );
    assert.notEqual(status, 0, "a mandatory violation ends it");
    const events = stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { policyEvent?: { policyName: string; resourceUrn?: string } });
    const broken = events.flatMap(({ policyEvent }) => policyEvent?.policyName ?? []);
    assert.ok(broken.includes("trust-not-public"), `${stdout}\n${stderr}`);
  });
});
