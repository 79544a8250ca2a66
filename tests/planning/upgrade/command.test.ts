import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { UpgradePlan } from "../../../planning/upgrade/plan";
import { withKubernetesMinor } from "../../../planning/upgrade/stack-text";
import { temporaryFolder } from "../../preview/run-preview";

const root = path.join(__dirname, "..", "..", "..");

function upgradePlan(...args: readonly string[]) {
  const entry = path.join(root, "planning", "upgrade", "start.cjs");
  return spawnSync(process.execPath, [entry, ...args], { cwd: root, encoding: "utf8" });
}

/** The smallest stack, at another minor and on a channel. */
function stackAt(minor: string, channel: string): string {
  const text = readFileSync(path.join(root, "tests", "stacks", "minimal.yaml"), "utf8");
  const file = path.join(temporaryFolder(), "minimal.yaml");
  const onChannel = `${text}  eks-platform:cluster:\n    releaseChannel: ${channel}\n`;
  writeFileSync(file, withKubernetesMinor(onChannel, "eks-platform", minor));
  return file;
}

describe("upgrade-plan", () => {
  it("plans what the channel says, and writes it into the stack file", () => {
    const file = stackAt("1.35", "rapid");
    const { status, stdout, stderr } = upgradePlan(file, "--format", "json", "--write");
    assert.equal(stderr, "");
    assert.equal(status, 0);
    const plan = JSON.parse(stdout) as UpgradePlan & { readonly blocked: boolean };
    assert.deepEqual([plan.blocked, plan.stack, plan.from, plan.to], [false, "minimal", "1.35", "1.36"]);
    const steps = plan.hops.flatMap((hop) => hop.steps).map(({ kind, subject }) => `${kind} ${subject}`);
    assert.equal(steps[0], "control-plane cluster");
    assert.ok(steps.indexOf("add-on kube-proxy") < steps.indexOf("node-group nodes-system"));
    assert.match(readFileSync(file, "utf8"), /kubernetesVersion: "1\.36"/);
  });

  it("fails closed on a minor whose add-ons nobody knows, without a preview", () => {
    const { status, stdout } = upgradePlan("prod", "--to", "1.37", "--format", "markdown");
    assert.equal(status, 1);
    assert.match(stdout, /^## Stack prod from Kubernetes 1\.36 to 1\.37\n/);
    assert.match(stdout, /\| unknown-minor \| control plane \| Kubernetes "1\.37" is on EKS, but/);
  });

  it("has an exit code of its own for mistakes", () => {
    const { status, stderr } = upgradePlan("prod", "--to", "newest");
    assert.deepEqual([status, stderr], [2, '--to "newest" is no Kubernetes minor; write one such as 1.36.\n']);
  });
});
