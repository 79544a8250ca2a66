import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { DeliveryPipeline } from "../../../components/delivery";
import type { PropertyMap } from "../../../policies/engine/values/value";
import { registrations, type Registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const deployerRoleArn = "arn:aws:iam::111122223333:role/deployer";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:blue-alarms";
const connectionArn = "arn:aws:codeconnections:eu-west-1:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab";

function build(repository = "acme/eks-platform"): Promise<Registrations<DeliveryPipeline>> {
  return registrations(() => {
    const group = new aws.ec2.SecurityGroup("cluster", {});
    return new DeliveryPipeline("delivery", {
      prefix: "blue",
      stack: "prod",
      location,
      source: { connectionArn, repository, branch: "main" },
      pulumi: { version: "3.259.0", sha256: "a".repeat(64) },
      state: { bucket: "acme-state", folder: "platform" },
      deployerRoleArn,
      approval: { topicArn, keyAliasName: "alias/blue-alarms" },
      place: {
        vpcId: "vpc-1",
        subnetIds: ["subnet-1", "subnet-2"],
        ipv6: false,
        clusterSecurityGroupId: group.id,
        ready: [group],
      },
      logRetentionInDays: 90,
    });
  });
}

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

const projectType = "aws:codebuild/project:Project";
const pipelineType = "aws:codepipeline/pipeline:Pipeline";

function statements(found: Registrations, name: string): readonly Statement[] {
  const { policy } = found.byName("aws:iam/rolePolicy:RolePolicy", name).inputs;
  return (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
}

/** The roles that a role may take on. */
const takenOn = (found: Registrations, name: string) =>
  statements(found, name)
    .filter(({ Action }) => Action.some((action) => action.startsWith("sts:")))
    .flatMap(({ Resource }) => Resource);

describe("the pipeline of a stack", () => {
  let found: Registrations<DeliveryPipeline>;
  before(async () => {
    found = await build();
  });

  it("checks, previews, asks and deploys in that order, one push after the other", () => {
    const { inputs } = found.only(pipelineType);
    assert.equal(inputs["pipelineType"], "V2");
    assert.equal(inputs["executionMode"], "QUEUED");
    const stages = inputs["stages"] as unknown as { name: string; actions: PropertyMap[] }[];
    assert.deepEqual(
      stages.map(({ name, actions }) => [name, actions[0]?.["provider"]]),
      [
        ["source", "CodeStarSourceConnection"],
        ["check", "CodeBuild"],
        ["preview", "CodeBuild"],
        ["approve", "Manual"],
        ["up", "CodeBuild"],
      ],
    );
    assert.equal((stages[3]?.actions[0]?.["configuration"] as PropertyMap)["NotificationArn"], topicArn);
    assert.deepEqual(
      found.ofType(projectType).map(({ inputs: { concurrentBuildLimit } }) => concurrentBuildLimit),
      [1, 1, 1],
    );
  });

  it("begins its first run when nothing is missing any more", () => {
    const pipeline = found.only(pipelineType);
    for (const project of found.ofType(projectType)) assert.ok(found.waitsFor(pipeline, project));
    for (const policy of found.ofType("aws:iam/rolePolicy:RolePolicy")) assert.ok(found.waitsFor(pipeline, policy));
    assert.ok(found.waitsFor(pipeline, found.only("aws:s3/bucketPolicy:BucketPolicy")));
  });

  it("lets checks take on nothing, previews the reading role, and deployments the deployer", () => {
    assert.deepEqual(takenOn(found, "delivery-check"), []);
    assert.deepEqual(takenOn(found, "delivery-preview"), ["arn:aws:iam::111122223333:role/blue-pipeline-read"]);
    assert.deepEqual(takenOn(found, "delivery-up"), [deployerRoleArn]);
    assert.deepEqual(takenOn(found, "delivery"), []);
  });

  it("has roles that one project or the pipeline alone assumes", () => {
    const sources = {
      "delivery-up": "codebuild:eu-west-1:111122223333:project/blue-build-up",
      delivery: "codepipeline:eu-west-1:111122223333:blue",
    };
    for (const [name, source] of Object.entries(sources)) {
      const { assumeRolePolicy } = found.byName("aws:iam/role:Role", name).inputs;
      const [statement] = (JSON.parse(String(assumeRolePolicy)) as { Statement: { Condition: unknown }[] }).Statement;
      assert.deepEqual(statement?.Condition, {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnEquals: { "aws:SourceArn": `arn:aws:${source}` },
      });
    }
  });

  it("uses the connection for one repository, and gives builds no part in it", () => {
    const uses = (name: string) =>
      statements(found, name).filter(({ Action }) => Action.some((action) => action.endsWith(":UseConnection")));
    assert.deepEqual(uses("delivery"), [
      {
        Sid: "UseConnection",
        Effect: "Allow",
        Action: ["codeconnections:UseConnection", "codestar-connections:UseConnection"],
        Resource: [connectionArn],
        Condition: {
          StringEqualsIfExists: {
            "codeconnections:FullRepositoryId": "acme/eks-platform",
            "codestar-connections:FullRepositoryId": "acme/eks-platform",
          },
        },
      },
    ]);
    assert.deepEqual(uses("delivery-up"), []);
  });

  it("runs builds in the VPC, where nobody calls them and the control plane lets them in", () => {
    for (const { inputs } of found.ofType(projectType)) {
      const place = inputs["vpcConfig"] as PropertyMap;
      assert.equal(place["vpcId"], "vpc-1");
      assert.deepEqual(place["subnets"], ["subnet-1", "subnet-2"]);
    }
    assert.equal(found.only("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs["fromPort"], 443);
    const entry = found.only("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.ok(found.dependencies(entry).includes("aws:ec2/securityGroup:SecurityGroup cluster"));
  });

  it("writes each stage's log into streams of its own in one encrypted group", () => {
    const group = found.only("aws:cloudwatch/logGroup:LogGroup");
    assert.equal(group.inputs["name"], "/aws/codebuild/blue");
    assert.equal(group.inputs["retentionInDays"], 90);
    assert.ok(found.dependencies(group).includes("aws:kms/key:Key delivery"));
    const written = statements(found, "delivery-check").find(({ Sid }) => Sid === "WriteLog");
    assert.deepEqual(written?.Resource, [
      "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/codebuild/blue:log-stream:check/*",
    ]);
  });

  it("keeps sources encrypted and for a month", () => {
    const rules = found.only("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs["rules"];
    const [rule] = rules as unknown as { expiration: PropertyMap }[];
    assert.deepEqual(rule?.expiration, { days: 30 });
    assert.ok(found.dependencies(found.only(pipelineType)).includes("aws:kms/key:Key delivery"));
  });

  it("tells builds where the state is and whom to be, and no secret", () => {
    const environment = found.byName(projectType, "delivery-up").inputs["environment"] as PropertyMap;
    const variables = environment["environmentVariables"] as unknown as { name: string; value: string }[];
    assert.deepEqual(Object.fromEntries(variables.map(({ name, value }) => [name, value])), {
      STACK: "prod",
      ROLE_ARN: deployerRoleArn,
      BACKEND_URL: "s3://acme-state/platform?region=eu-west-1",
      PULUMI_VERSION: "3.259.0",
      PULUMI_SHA256: "a".repeat(64),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
  });
});

describe("a pipeline whose repository is not named exactly", () => {
  it("is refused", async () => {
    await assert.rejects(build("acme/*"), { message: /^Pipeline: source\.repository "acme\/\*" is not owner\/name/ });
  });
});
