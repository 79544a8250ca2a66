import assert from "node:assert/strict";
import type { Registrations } from "../components/registrations";
import { runPlatform, type Outputs } from "./program";

const roleType = "aws:iam/role:Role";

describe("the roles of a platform", () => {
  describe("with a boundary and a path", () => {
    let found: Registrations<Outputs>;
    before(async () => {
      found = await runPlatform("tests/stacks/regulated.yaml", "regulated");
    });

    it("all have both, whichever part they are of", () => {
      const roles = found.ofType(roleType);
      const names = roles.map(({ inputs }) => String(inputs["name"]).replace("test-regulated-", "")).sort();
      for (const part of [
        "flow-logs",
        "cluster",
        "nodes",
        "vpc-cni",
        "backup",
        "cloudwatch-agent",
        "preview",
        "deploy",
      ])
        assert.ok(names.includes(part), `${part} is not among ${names.join(", ")}`);
      for (const { name, inputs } of roles) {
        assert.equal(inputs["path"], "/regulated/", name);
        assert.equal(
          inputs["permissionsBoundary"],
          "arn:aws:iam::111122223333:policy/regulated/workload-boundary",
          name,
        );
      }
    });

    it("are named with their path wherever they are handed over or trusted", () => {
      const inputs = found.all.filter(({ type }) => type.startsWith("aws:") && type !== roleType);
      const arns = JSON.stringify(inputs.map((resource) => resource.inputs)).match(
        /arn:aws:iam::111122223333:role\/[\w+=,.@/-]*test-regulated-[\w-]+/g,
      );
      assert.ok((arns ?? []).length > 5);
      assert.deepEqual(
        (arns ?? []).filter((arn) => !arn.includes(":role/regulated/")),
        [],
      );
    });

    it("for GitHub take the account's provider, and subjects with the numbers of owner and repository", () => {
      const providers = found.ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider");
      assert.deepEqual(
        providers.map(({ name }) => name),
        ["cluster"],
      );
      const trust = String(found.byName(roleType, "pipeline-deploy").inputs["assumeRolePolicy"]);
      assert.ok(trust.includes('"repo:acme@123456/eks-platform@456789:ref:refs/heads/main"'), trust);
    });
  });

  it("have neither where none is configured, and there are none for GitHub", async () => {
    const found = await runPlatform("tests/stacks/minimal.yaml", "minimal");
    for (const { inputs } of found.ofType(roleType)) {
      assert.equal(inputs["path"], "/");
      assert.equal(inputs["permissionsBoundary"], undefined);
    }
    assert.deepEqual(found.ofType("platform:identity:PipelineRoles"), []);
  });

  it("of prod let its pipeline in: the provider, a role that previews, and one that takes on the deployer", async () => {
    const found = await runPlatform("Pulumi.prod.yaml", "prod");
    assert.equal(found.byName("platform:identity:GithubProvider", "github").inputs["mode"], "create");
    const { previews, deploys, deployerRoleArn } = found.only("platform:identity:PipelineRoles").inputs;
    assert.equal(previews, "repo:acme/eks-platform:environment:prod-preview");
    assert.equal(deploys, "repo:acme/eks-platform:environment:prod");
    assert.equal(deployerRoleArn, "arn:aws:iam::444455556666:role/eks-platform-deployer");
  });
});
