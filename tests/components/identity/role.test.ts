import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { role, type Role, type RoleArgs } from "../../../components/identity/role";
import { plainServiceTrust } from "../../../components/identity/trust";
import { registrations } from "../registrations";

const trust = plainServiceTrust("ec2.amazonaws.com");
const base: RoleArgs = {
  name: "blue-web",
  location: { partition: "aws", region: "eu-west-1", accountId: "111122223333" },
  trust,
  description: "The web shop",
};

class Owner extends pulumi.ComponentResource {
  readonly role: Role;
  constructor(args: RoleArgs) {
    super("test:index:Owner", "web");
    this.role = role("web", args, this);
  }
}

function build(changes: Partial<RoleArgs> = {}) {
  return registrations(() => new Owner({ ...base, ...changes }));
}

describe("role", () => {
  it("keeps its policies beside itself, so that others can attach more", async () => {
    const found = await build({
      statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] }],
      managedPolicyNames: ["service-role/AmazonEFSCSIDriverPolicy"],
    });
    const resource = found.only("aws:iam/role:Role");
    assert.deepEqual(resource.inputs, {
      name: "blue-web",
      path: "/",
      description: "The web shop",
      assumeRolePolicy: trust,
      tags: {},
    });
    assert.equal(resource.deleteBeforeReplace, true);
    assert.deepEqual(found.only("aws:iam/rolePolicy:RolePolicy").inputs, {
      name: "blue-web",
      role: "blue-web",
      policy:
        '{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::data/*"]}]}',
    });
    const attachment = found.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.equal(attachment.name, "web-amazonefscsidriverpolicy");
    assert.deepEqual(attachment.inputs, {
      role: "blue-web",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy",
    });
    assert.equal(found.built.role.policies.length, 2);
  });

  it("has an ARN before it exists, with its path", async () => {
    const found = await build({ path: "/platform/", permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/b" });
    assert.equal(found.built.role.arn, "arn:aws:iam::111122223333:role/platform/blue-web");
    const { inputs } = found.only("aws:iam/role:Role");
    assert.equal(inputs["path"], "/platform/");
    assert.equal(inputs["permissionsBoundary"], "arn:aws:iam::111122223333:policy/b");
    assert.deepEqual(found.ofType("aws:iam/rolePolicy:RolePolicy"), []);
  });

  it("takes a name of 64 characters", async () => {
    const found = await build({ name: "x".repeat(64) });
    assert.equal(found.only("aws:iam/role:Role").inputs["name"], "x".repeat(64));
  });

  const refused: readonly [string, Partial<RoleArgs>, RegExp][] = [
    ["a name of 65 characters", { name: "x".repeat(65) }, /"x{65}" has 65 characters.*1 to 64.*shorten/],
    ["a name with a slash", { name: "blue/web" }, /"blue\/web".*letters, digits/],
    ["a path without closing slash", { path: "/platform" }, /"\/platform" of role "blue-web" must begin and end/],
    [
      "more managed policies than IAM attaches",
      { managedPolicyNames: Array.from({ length: 11 }, (_, index) => `Policy${String(index)}`) },
      /"blue-web" has 11 managed policies, and IAM allows 10/,
    ],
    [
      "an inline policy larger than IAM stores",
      { statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["a".repeat(10_240)] }] },
      /"blue-web" has 10\d{3} characters, and IAM allows 10240/,
    ],
  ];
  for (const [what, changes, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(build(changes), message);
    });
  }
});
