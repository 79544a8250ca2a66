import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GraphResource } from "../../../policies/engine/graph/resource";
import { graphOf, outputOf, resource } from "../fixture";
import { PackProcess } from "./pack-process";
import { container } from "../pod-fixture";

const source = path.join(__dirname, "../../../policies");

/** The pack as npm packs it for `pulumi policy publish`, unpacked in a folder of its own. Nothing is downloaded. */
function unpack(folder: string): string {
  const run = (command: string, args: readonly string[], cwd: string): string => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    assert.equal(status, 0, stderr);
    return stdout;
  };
  // Whoever publishes takes all that is printed for the name of the package.
  const packed = run("npm", ["pack", "--offline", "--pack-destination", folder], source);
  assert.match(packed, /^[\w.-]+\.tgz\n$/);
  run("tar", ["-xzf", packed.trim()], folder);
  return path.join(folder, "package");
}

/** Gives the unpacked pack the packages that it says it depends on, and no others. */
function link(pack: string): void {
  const { dependencies } = JSON.parse(readFileSync(path.join(pack, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) {
    const target = path.join(pack, "node_modules", name);
    mkdirSync(path.dirname(target), { recursive: true });
    symlinkSync(packageFolder(name), target, "junction");
  }
}

function packageFolder(name: string): string {
  const found = (require.resolve.paths(name) ?? [])
    .map((modules) => path.join(modules, name))
    .find((folder) => readFileIfAny(path.join(folder, "package.json")) !== undefined);
  assert.ok(found, name);
  return found;
}

function readFileIfAny(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** A program that is not ours: plain AWS resources, a cluster of the eks package, and manifests. */
function foreignProgram(): readonly GraphResource[] {
  const role = resource("aws:iam/role:Role", "ci", {
    name: "ci",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
    }),
  });
  const policy = resource("aws:iam/rolePolicy:RolePolicy", "ci", {
    role: outputOf(role),
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["ec2:TerminateInstances"], Resource: "*" }],
    }),
  });
  const cluster = resource("eks:index:Cluster", "cluster", { version: "1.20", endpointPublicAccess: true });
  const manifests = resource("kubernetes:yaml/v2:ConfigFile", "manifests", { file: "app.yaml" }, { custom: false });
  const deployment = resource(
    "kubernetes:apps/v1:Deployment",
    "web",
    {
      metadata: { name: "web", namespace: "web" },
      spec: { template: { spec: { containers: [container({}, { privileged: true })] } } },
    },
    { parent: manifests.urn },
  );
  const bottlerocket = resource("aws:ec2/launchTemplate:LaunchTemplate", "nodes", {
    userData: Buffer.from("[settings.kubernetes]\nevent-qps = 2\n").toString("base64"),
  });
  return [role, policy, cluster, manifests, deployment, bottlerocket];
}

describe("packed policy pack", () => {
  let folder: string;
  let pack: PackProcess | undefined;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "packed-"));
  });
  after(() => {
    pack?.stop();
    rmSync(folder, { recursive: true });
  });

  it("judges a program that is not ours, in a folder of its own with nothing but its dependencies", async () => {
    const unpacked = unpack(folder);
    link(unpacked);
    pack = await PackProcess.start(unpacked);
    await pack.configure({ parameters: { today: "2026-11-21" } });
    const said = await pack.judge(graphOf(foreignProgram()));
    const found = new Set(said.map(({ policy, urn }) => `${policy} ${urn.replace(/^.*::/, "")}`));
    const expected = [
      "version-in-standard-support cluster",
      "trust-not-public ci",
      "resource-wildcard-justified ci",
      "not-privileged web",
      "kubelet-not-weakened nodes",
    ];
    assert.deepEqual(
      expected.filter((each) => !found.has(each)),
      [],
      [...found].join("\n"),
    );
    assert.deepEqual(
      said.filter(({ message }) => message.includes("internal:")),
      [],
    );
  });
});
