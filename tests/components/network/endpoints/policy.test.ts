import assert from "node:assert/strict";
import {
  dynamodbEndpointPolicy,
  interfaceEndpointPolicy,
  s3EndpointPolicy,
} from "../../../../components/network/endpoints/policy";
import { interfaceEndpointServices } from "../../../../components/network/endpoints/services";

const perimeter = {
  location: { partition: "aws", region: "eu-west-1", accountId: "111122223333" },
  trustedAccounts: [],
  readableBuckets: [],
};

const trusted = {
  Sid: "TrustedPrincipals",
  Effect: "Allow",
  Principal: "*",
  Action: ["*"],
  Resource: ["*"],
  Condition: { StringEquals: { "aws:PrincipalAccount": ["111122223333"] } },
};

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

const statements = (policy: string | undefined): readonly Statement[] =>
  (JSON.parse(policy ?? "null") as { Statement: Statement[] }).Statement;
const statement = (policy: string, sid: string): Statement =>
  statements(policy).find(({ Sid }) => Sid === sid) ?? assert.fail(sid);

describe("the policies of endpoints", () => {
  it("let only principals of this account pass", () => {
    assert.deepEqual(statements(interfaceEndpointPolicy("ecr.dkr", perimeter)), [trusted]);
    assert.deepEqual(statements(dynamodbEndpointPolicy(perimeter)), [trusted]);
  });

  it("let principals of trusted accounts pass as well", () => {
    const policy = interfaceEndpointPolicy("sqs", { ...perimeter, trustedAccounts: ["444455556666"] });
    assert.deepEqual(statements(policy)[0]?.Condition, {
      StringEquals: { "aws:PrincipalAccount": ["111122223333", "444455556666"] },
    });
  });

  it("let pods exchange their tokens for roles of trusted accounts, for which they sign nothing", () => {
    const policy = interfaceEndpointPolicy("sts", { ...perimeter, trustedAccounts: ["444455556666"] });
    const exchange = statement(policy ?? "", "WebIdentitiesOfTrustedRoles");
    assert.deepEqual(exchange.Action, ["sts:AssumeRoleWithWebIdentity"]);
    assert.deepEqual(exchange.Resource, ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::444455556666:role/*"]);
    assert.equal(exchange.Condition, undefined);
  });

  it("stand on every service but the one that takes none, below the limit of 20,480 characters", () => {
    for (const service of interfaceEndpointServices) {
      const policy = interfaceEndpointPolicy(service, perimeter);
      assert.equal(policy === undefined, service === "eks-auth", service);
      assert.ok((policy ?? "").length < 20_480);
    }
    assert.ok(s3EndpointPolicy(perimeter).length < 20_480);
  });
});

describe("the policy of the S3 endpoint", () => {
  const readable = (region: string, buckets: readonly string[] = []): readonly string[] =>
    statement(
      s3EndpointPolicy({ ...perimeter, location: { ...perimeter.location, region }, readableBuckets: buckets }),
      "AnybodyReadsPublicSoftware",
    ).Resource;

  it("lets anybody read, and only read, what nodes download without a signature of ours", () => {
    const reading = statement(s3EndpointPolicy(perimeter), "AnybodyReadsPublicSoftware");
    assert.deepEqual(reading.Action, ["s3:GetObject"]);
    for (const bucket of [
      "prod-eu-west-1-starport-layer-bucket",
      "al2023-repos-eu-west-1-de612dc2",
      "aws-ssm-eu-west-1",
      "amazon-ssm-eu-west-1",
      "patch-baseline-snapshot-eu-west-1",
      "prod-registry-k8s-io-eu-west-1",
    ]) {
      assert.ok(reading.Resource.includes(`arn:aws:s3:::${bucket}/*`), bucket);
    }
    assert.ok(reading.Resource.every((resource) => /^arn:aws:s3:::[a-z0-9.-]+\/\*$/.test(resource)));
  });

  it("knows the registries that send clients of some regions elsewhere", () => {
    assert.ok(readable("eu-west-2").includes("arn:aws:s3:::767373bbdcb8270361b96548387bf2a9ad0d48758c35-eu-west-2/*"));
    assert.ok(readable("us-east-1").includes("arn:aws:s3:::quayio-production-s3/*"));
    assert.ok(!readable("eu-west-1").includes("arn:aws:s3:::quayio-production-s3/*"));
  });

  it("lets anybody read further buckets that are named", () => {
    assert.ok(readable("eu-west-1", ["public-charts"]).includes("arn:aws:s3:::public-charts/*"));
  });

  it("lets services of AWS act for themselves, as with the addresses that CloudFormation signs", () => {
    assert.deepEqual(statement(s3EndpointPolicy(perimeter), "ServicesOfAws").Condition, {
      Bool: { "aws:PrincipalIsAWSService": "true" },
    });
  });
});
