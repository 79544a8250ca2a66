import { stringify } from "yaml";

/** The stages that are builds, in their order. */
export type BuildStage = "check" | "preview" | "up";

/** The version of Node that builds run, one that their image brings. */
export const nodeVersion = "22";

const install = (more: readonly string[]) => ({
  "on-failure": "ABORT",
  "runtime-versions": { nodejs: nodeVersion },
  commands: [...more, "node .ci/setup.mjs"],
});

/** Its archive is compared with the checksum before anything of it runs. */
const installPulumi = [
  'curl --fail --silent --show-error --location --output /tmp/pulumi.tar.gz "https://get.pulumi.com/releases/sdk/pulumi-v$PULUMI_VERSION-linux-x64.tar.gz"',
  'echo "$PULUMI_SHA256  /tmp/pulumi.tar.gz" | sha256sum --check --strict',
  "tar --extract --gzip --file /tmp/pulumi.tar.gz --directory /usr/local/bin --strip-components 1",
];

/** A profile and no exported keys: a chained session ends after an hour, and the SDKs get a new one by themselves. */
const takeOnRole = [
  "mkdir -p ~/.aws",
  'printf "[profile stack]\\nrole_arn = %s\\nrole_session_name = codebuild-%s\\ncredential_source = EcsContainer\\nregion = %s\\n" "$ROLE_ARN" "$CODEBUILD_BUILD_NUMBER" "$AWS_REGION" > ~/.aws/config',
  "export AWS_PROFILE=stack",
  'pulumi login "$BACKEND_URL"',
];

const judged = '--stack "$STACK" --policy-pack policies --policy-pack-config "policies/config/$STACK.json"';

const phases: Readonly<Record<BuildStage, object>> = {
  check: {
    install: install([]),
    build: { "on-failure": "ABORT", commands: ["npm test", 'npm run --silent preview -- "$STACK"'] },
  },
  preview: {
    install: install(installPulumi),
    pre_build: { "on-failure": "ABORT", commands: takeOnRole },
    build: { "on-failure": "ABORT", commands: [`pulumi preview --non-interactive --diff ${judged}`] },
  },
  up: {
    install: install(installPulumi),
    pre_build: { "on-failure": "ABORT", commands: takeOnRole },
    build: { "on-failure": "ABORT", commands: [`pulumi up --yes --non-interactive ${judged}`] },
  },
};

/**
 * What a build runs, as CodeBuild reads it. It names variables only: what differs from stack to stack is in the project.
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
export function buildSpec(stage: BuildStage): string {
  // Folded lines would be joined by the shell as well, but nobody reads them so.
  return stringify({ version: 0.2, env: { shell: "bash" }, phases: phases[stage] }, { lineWidth: 0 });
}
