import assert from "node:assert/strict";
import { parse } from "yaml";
import { buildSpec, type BuildStage } from "../../../components/delivery/pipeline/build-specs";

interface Phase {
  readonly commands: readonly string[];
  readonly "on-failure": string;
  readonly "runtime-versions"?: Readonly<Record<string, unknown>>;
}

function phases(stage: BuildStage): Readonly<Record<string, Phase>> {
  return (parse(buildSpec(stage)) as { phases: Record<string, Phase> }).phases;
}

const commands = (stage: BuildStage) => Object.values(phases(stage)).flatMap((phase) => phase.commands);

describe("the specification of a build", () => {
  it("is of the version in which all commands share a shell, and stops at the first failure", () => {
    for (const stage of ["check", "preview", "up"] as const) {
      assert.equal((parse(buildSpec(stage)) as { version: number }).version, 0.2);
      for (const phase of Object.values(phases(stage))) assert.equal(phase["on-failure"], "ABORT");
      assert.deepEqual(phases(stage)["install"]?.["runtime-versions"], { nodejs: "22" });
    }
  });

  it("checks with neither the CLI nor a role", () => {
    const all = commands("check").join("\n");
    assert.match(all, /npm test/);
    assert.match(all, /npm run --silent preview -- "\$STACK"/);
    assert.doesNotMatch(all, /pulumi (login|preview|up)|ROLE_ARN/);
  });

  it("compares the CLI with its checksum before it unpacks it", () => {
    for (const stage of ["preview", "up"] as const) {
      const all = commands(stage);
      const at = (pattern: RegExp) => all.findIndex((command) => pattern.test(command));
      assert.ok(at(/sha256sum --check --strict/) > at(/curl --fail/));
      assert.ok(at(/^tar /) > at(/sha256sum --check --strict/));
    }
  });

  it("judges by the pack of the stack both what it previews and what it deploys", () => {
    const pack = '--policy-pack policies --policy-pack-config "policies/config/$STACK.json"';
    assert.deepEqual(phases("preview")["build"]?.commands, [
      `pulumi preview --non-interactive --diff --stack "$STACK" ${pack}`,
    ]);
    assert.deepEqual(phases("up")["build"]?.commands, [`pulumi up --yes --non-interactive --stack "$STACK" ${pack}`]);
  });

  it("writes a profile that takes on the role with the build's own credentials", () => {
    const profile = commands("up").find((command) => command.includes(".aws/config")) ?? "";
    assert.match(profile, /\\nrole_arn = %s\\n.*credential_source = EcsContainer\\n/);
    assert.ok(!profile.includes("\n"), "the shell expands the escapes, not YAML");
  });
});
