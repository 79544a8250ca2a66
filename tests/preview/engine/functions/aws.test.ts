import assert from "node:assert/strict";
import type { PropertyMap } from "../../../../policies/evaluate";
import { awsFunctions, callerOf } from "../../../../preview/engine/functions/aws";

const caller = { region: "eu-west-1", accountId: "111122223333" };

function call(
  token: string,
  args: PropertyMap = {},
  of: Parameters<NonNullable<(typeof awsFunctions)[string]>>[1] = caller,
): PropertyMap {
  const answer = awsFunctions[token];
  assert.ok(answer, `${token} is not answered`);
  return answer(args, of);
}

describe("AWS functions offline", () => {
  it("answer the partition of the region", () => {
    const partition = (region: string): PropertyMap =>
      call("aws:index/getPartition:getPartition", {}, { ...caller, region });
    // AWS documentation, "Amazon Resource Names (ARNs)", and the provider's documentation of aws_partition.
    assert.equal(partition("eu-west-1")["partition"], "aws");
    assert.equal(partition("us-gov-west-1")["partition"], "aws-us-gov");
    assert.deepEqual(partition("cn-north-1"), {
      ...{ id: "aws-cn", partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
    });
  });

  it("answer the caller as a role session of the account", () => {
    const { accountId, arn } = call("aws:index/getCallerIdentity:getCallerIdentity");
    assert.equal(accountId, "111122223333");
    assert.match(String(arn), /^arn:aws:sts::111122223333:assumed-role\/[^/]+\/[^/]+$/);
  });

  it("find the role behind a session, and take a user for its own issuer", () => {
    const issuer = (arn: string): unknown => call("aws:iam/getSessionContext:getSessionContext", { arn })["issuerArn"];
    assert.equal(
      issuer("arn:aws:sts::111122223333:assumed-role/deployer/ci"),
      "arn:aws:iam::111122223333:role/deployer",
    );
    const user = "arn:aws:iam::111122223333:user/ann";
    assert.equal(issuer(user), user);
  });

  it("make up the role of a permission set of Identity Center, the same each time, and know no other roles", () => {
    const roles = (nameRegex: string): unknown =>
      call("aws:iam/getRoles:getRoles", { nameRegex, pathPrefix: "/aws-reserved/sso.amazonaws.com/" })["arns"];
    const pattern = "^AWSReservedSSO_Platform\\.Viewer_[0-9a-f]{16}$";
    const [arn, ...more] = roles(pattern) as string[];
    assert.match(
      String(arn),
      /^arn:aws:iam::111122223333:role\/aws-reserved\/sso\.amazonaws\.com\/eu-west-1\/AWSReservedSSO_Platform\.Viewer_[0-9a-f]{16}$/,
    );
    assert.deepEqual(more, []);
    assert.deepEqual(roles(pattern), [arn]);
    assert.throws(() => roles("^admin"), /which roles match "\^admin" is not known offline/);
  });

  it("leave out the zones that are excluded", () => {
    const { names } = call("aws:index/getAvailabilityZones:getAvailabilityZones", {
      state: "available",
      excludeZoneIds: ["euw1-az2"],
      filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    });
    assert.deepEqual(names, ["eu-west-1a", "eu-west-1c"]);
  });

  it("refuse zones that a filter chooses which they do not know", () => {
    const filters = [{ name: "zone-type", values: ["local-zone"] }];
    assert.throws(
      () => call("aws:index/getAvailabilityZones:getAvailabilityZones", { filters }),
      /the filter \{"name":"zone-type","values":\["local-zone"\]\} is not known offline/,
    );
  });

  it("refuse a region they do not know, with those they do", () => {
    assert.throws(
      () => call("aws:index/getAvailabilityZones:getAvailabilityZones", {}, { ...caller, region: "eu-west-9" }),
      /"eu-west-9" is not a region the preview knows; known are af-south-1, /,
    );
  });

  it("answer parameters of images with an id that stays the same, and no other parameter", () => {
    const value = (name: string): unknown => call("aws:ssm/getParameter:getParameter", { name })["value"];
    const bottlerocket = "/aws/service/bottlerocket/aws-k8s-1.36/x86_64/latest/image_id";
    assert.match(String(value(bottlerocket)), /^ami-[0-9a-f]{17}$/);
    assert.equal(value(bottlerocket), value(bottlerocket));
    assert.match(String(value("/images/eks/hardened/image_id")), /^ami-[0-9a-f]{17}$/);
    assert.throws(() => value("/databases/orders/password"), /is not known offline/);
    const release = "/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/release_version";
    assert.throws(() => value(release), /is not known offline/);
  });

  it("know the caller from a provider's properties, in JSON or plain", () => {
    const expected = { region: "us-east-2", accountId: "111122223333" };
    assert.deepEqual(callerOf({ region: "us-east-2", allowedAccountIds: '["111122223333","4"]' }), expected);
    assert.deepEqual(callerOf({ region: "us-east-2", allowedAccountIds: ["111122223333"] }), expected);
    assert.deepEqual(callerOf({}), { region: undefined, accountId: undefined });
  });
});
