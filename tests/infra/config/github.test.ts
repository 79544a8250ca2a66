import assert from "node:assert/strict";
import { configOf, mistakesOf as mistakesIn } from "./configuration";

const access = { deployerRoleArn: "arn:aws:iam::111122223333:role/deployer" };
const github = {
  repository: "acme/eks-platform",
  preview: { environment: "preview" },
  deploy: { environment: "prod", ref: "refs/heads/main" },
};

const parse = (platform: object) => configOf({ access, ...platform });
const mistakesOf = (platform: object) => mistakesIn({ access, ...platform });

describe("configuration of roles", () => {
  it("has no roles for GitHub unless it says so, and then brings the provider", () => {
    assert.equal(parse({}).github, undefined);
    assert.equal(parse({ github }).github?.provider, "create");
  });

  it("puts roles at the root, without a boundary", () => {
    assert.equal(parse({}).access.rolePath, "/");
    assert.equal(parse({}).access.permissionsBoundaryArn, undefined);
  });

  const refused: readonly (readonly [what: string, platform: object, line: string])[] = [
    [
      "a repository with a wildcard, once",
      { github: { ...github, repository: "acme/*" } },
      'eks-platform:github.repository: "acme/*" is not owner/name without wildcards; write one such as "acme/eks-platform".',
    ],
    [
      "jobs that may be any",
      { github: { ...github, deploy: {} } },
      "eks-platform:github.deploy: neither environment nor ref is given, so any job of the repository would do; write one of them.",
    ],
    [
      "a branch with a wildcard",
      { github: { ...github, deploy: { ref: "refs/heads/*" } } },
      'eks-platform:github.deploy: ref "refs/heads/*" is not one branch or tag; write one such as "refs/heads/main".',
    ],
    [
      "jobs that preview and deploy",
      { github: { ...github, preview: { environment: "prod" } } },
      'eks-platform:github.preview: {"environment":"prod"} also deploys, so whoever previews could deploy; give previews an environment of their own.',
    ],
    [
      "a deployer that is not named",
      { github, access: {} },
      'eks-platform:access.deployerRoleArn: nothing is given although "github" has a role that takes it on; write the ARN of the role that runs `pulumi up`.',
    ],
    [
      "an alias for a key",
      { github: { ...github, state: { bucket: "acme-state", bucketKeyArn: "alias/state" } } },
      'eks-platform:github.state.bucketKeyArn: "alias/state" is not the ARN of a key (aliases do not stand in policies); write, for example, "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab".',
    ],
    [
      "a role for a boundary",
      { access: { ...access, permissionsBoundaryArn: "arn:aws:iam::111122223333:role/x" } },
      'eks-platform:access.permissionsBoundaryArn: "arn:aws:iam::111122223333:role/x" is not the ARN of a managed policy; write, for example, "arn:aws:iam::111122223333:policy/platform-boundary".',
    ],
    [
      "a path without its slashes",
      { access: { ...access, rolePath: "platform" } },
      'eks-platform:access.rolePath: "platform" is not a path that begins and ends with a slash; write, for example, "/platform/".',
    ],
    [
      "a catalog of an account that the endpoints stop",
      { sample: { enabled: true, catalogRoleArn: "arn:aws:iam::444455556666:role/catalog" } },
      'eks-platform:sample.catalogRoleArn: "arn:aws:iam::444455556666:role/catalog" is of account "444455556666", whose roles the endpoints of the VPC stop; add it to "network.trustedAccounts".',
    ],
  ];
  for (const [what, platform, line] of refused)
    it(`refuses ${what}`, () => {
      assert.deepEqual(mistakesOf(platform), [line]);
    });
});
