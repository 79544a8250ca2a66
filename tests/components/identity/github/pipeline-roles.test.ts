import assert from "node:assert/strict";
import { GithubProvider } from "../../../../components/identity/github/github-provider";
import { PipelineRoles, type PipelineRolesArgs } from "../../../../components/identity/github/pipeline-roles";
import { evaluate, readConfiguration } from "../../../../policies/evaluate";
import { registrations, type Registrations } from "../../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const deployerRoleArn = "arn:aws:iam::111122223333:role/deployer";
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function build(changes: Partial<PipelineRolesArgs> = {}, mode: "create" | "adopt" = "create") {
  return registrations(() => {
    const provider = new GithubProvider("github", { location, mode });
    return new PipelineRoles("pipeline", {
      prefix: "blue",
      location,
      providerArn: provider.arn,
      repository: { fullName: "acme/eks-platform" },
      preview: { environment: "prod-preview" },
      deploy: { environment: "prod", ref: "refs/heads/main" },
      deployerRoleArn,
      ...changes,
    });
  });
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
}

function statementsOf(found: Registrations, name: string): readonly Statement[] {
  const { policy } = found.byName("aws:iam/rolePolicy:RolePolicy", name).inputs;
  return (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
}

function trustOf(found: Registrations, name: string): unknown {
  const { assumeRolePolicy } = found.byName("aws:iam/role:Role", name).inputs;
  return JSON.parse(String(assumeRolePolicy));
}

const trusts = (conditions: Readonly<Record<string, string>>) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "WorkflowAssumes",
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
      Action: ["sts:AssumeRoleWithWebIdentity"],
      Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com", ...conditions } },
    },
  ],
});

describe("roles for GitHub Actions", () => {
  it("trust tokens for AWS of one repository, in one environment, and on one branch where it is named", async () => {
    const found = await build();
    assert.deepEqual(
      trustOf(found, "pipeline-preview"),
      trusts({ "token.actions.githubusercontent.com:sub": "repo:acme/eks-platform:environment:prod-preview" }),
    );
    assert.deepEqual(
      trustOf(found, "pipeline-deploy"),
      trusts({
        "token.actions.githubusercontent.com:sub": "repo:acme/eks-platform:environment:prod",
        "token.actions.githubusercontent.com:ref": "refs/heads/main",
      }),
    );
  });

  it("come with the account's provider, or find it there", async () => {
    const created = await build();
    assert.deepEqual(created.only("aws:iam/openIdConnectProvider:OpenIdConnectProvider").inputs, {
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com"],
      tags: { Name: "github-actions" },
    });
    const adopted = await build({}, "adopt");
    assert.deepEqual(adopted.ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider"), []);
    assert.deepEqual(trustOf(adopted, "pipeline-deploy"), trustOf(created, "pipeline-deploy"));
  });

  it("deploy by taking on the deployer, and can do nothing else", async () => {
    const found = await build();
    assert.deepEqual(statementsOf(found, "pipeline-deploy"), [
      {
        Sid: "TakeOnDeployer",
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Resource: [deployerRoleArn],
      },
    ]);
    assert.deepEqual(
      found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs["role"]),
      ["blue-preview"],
    );
  });

  it("preview by reading configuration and state, and no other content", async () => {
    const found = await build({
      state: { bucket: "acme-state", folder: "platform", bucketKeyArn: keyArn, secretsKeyArn: keyArn },
    });
    assert.equal(
      found.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs["policyArn"],
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
    );
    const statements = statementsOf(found, "pipeline-preview");
    const allowed = statements.filter(({ Effect }) => Effect === "Allow");
    assert.deepEqual(
      allowed.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["s3:ListBucket"], ["arn:aws:s3:::acme-state"]],
        [["s3:GetObject"], ["arn:aws:s3:::acme-state/platform/.pulumi/*"]],
        [["kms:Decrypt"], [keyArn]],
        [["kms:Decrypt"], [keyArn]],
      ],
    );
    const objects = statements.find(({ Sid }) => Sid === "DenyObjects");
    assert.deepEqual(objects?.NotResource, ["arn:aws:s3:::acme-state/platform/.pulumi/*"]);
    const denied = statements.filter(({ Effect }) => Effect === "Deny").flatMap(({ Action }) => Action);
    for (const action of ["dynamodb:GetItem", "dynamodb:Scan", "sqs:ReceiveMessage", "logs:GetLogEvents"])
      assert.ok(denied.includes(action), action);
    assert.ok(allowed.every(({ Action }) => !Action.some((action) => /Put|Delete|Create|Write/.test(action))));
  });

  it("read no object at all where the state is elsewhere", async () => {
    const found = await build();
    const statements = statementsOf(found, "pipeline-preview");
    assert.deepEqual(
      statements.filter(({ Effect }) => Effect === "Allow"),
      [],
    );
    assert.deepEqual(statements.find(({ Sid }) => Sid === "DenyObjects")?.Resource, ["*"]);
  });

  it("have the boundary and the path of the platform", async () => {
    const found = await build({ path: "/ci/", permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/b" });
    for (const { inputs } of found.ofType("aws:iam/role:Role")) {
      assert.equal(inputs["path"], "/ci/");
      assert.equal(inputs["permissionsBoundary"], "arn:aws:iam::111122223333:policy/b");
    }
    assert.equal(found.built.deployRoleArn, "arn:aws:iam::111122223333:role/ci/blue-deploy");
  });

  it("are clean under the policies", async () => {
    const { all } = await build({ state: { bucket: "acme-state", bucketKeyArn: keyArn } });
    const { findings, undecided } = evaluate(
      { project: "platform", stack: "prod", resources: all },
      // Required tags come from the provider's defaults, which the component alone does not have.
      readConfiguration({ parameters: { requiredTags: [] } }),
    );
    const ofRoles = (verdicts: readonly { readonly rule: string; readonly urn: string }[]) =>
      verdicts.filter(({ urn }) => urn.includes("::pipeline-")).map(({ rule }) => rule);
    assert.deepEqual(ofRoles(findings), []);
    assert.deepEqual(ofRoles(undecided), []);
  });

  it("are refused where the same jobs preview and deploy", async () => {
    await assert.rejects(
      build({ preview: { environment: "prod" } }),
      /"repo:acme\/eks-platform:environment:prod" both previews and deploys/,
    );
  });
});
