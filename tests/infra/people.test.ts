import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseConfig, type Config } from "../../infra/config";
import { findPeople } from "../../infra/people";
import { registrations } from "../components/registrations";
import { runPlatform } from "./program";

const arnOf = (set: string, end: string): string =>
  `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${set}_${end}`;

function configOf(people: readonly object[]): Config {
  return parseConfig("eks-platform", "dev", {
    namespaces: {
      aws: { region: "eu-west-1", allowedAccountIds: ["111122223333"] },
      "eks-platform": { tags: { owner: "platform-team", costCenter: "cc-1000" }, access: { people } },
    },
    encrypted: [],
  });
}

/** The principals that are found in an account with these roles of Identity Center. */
async function find(people: readonly object[], arns: readonly string[]) {
  const asked: unknown[] = [];
  const { built } = await registrations(() => findPeople(configOf(people), new aws.Provider("aws", {})), {
    invokes: {
      "aws:iam/getRoles:getRoles": (inputs) => {
        asked.push(inputs);
        return { id: "eu-west-1", arns: [...arns], names: arns.map((arn) => arn.split("/").pop() ?? "") };
      },
    },
  });
  return { principals: built.map(({ principalArn }) => principalArn), asked };
}

describe("people", () => {
  it("with a permission set have the role that Identity Center made of it, whatever the end of its name", async () => {
    const arn = arnOf("Platform.Viewer", "0123456789abcdef");
    const { principals, asked } = await find(
      [{ name: "all", role: "viewer", permissionSet: "Platform.Viewer" }],
      [arn],
    );
    assert.deepEqual(principals, [arn]);
    assert.deepEqual(asked, [
      {
        nameRegex: "^AWSReservedSSO_Platform\\.Viewer_[0-9a-f]{16}$",
        pathPrefix: "/aws-reserved/sso.amazonaws.com/",
      },
    ]);
  });

  it("with a role are who the stack file says, and nothing is looked up", async () => {
    const roleArn = "arn:aws:iam::111122223333:role/support";
    const { principals, asked } = await find([{ name: "support", role: "viewer", roleArn }], []);
    assert.deepEqual(principals, [roleArn]);
    assert.deepEqual(asked, []);
  });

  it("whose permission set is not assigned, or has left a role behind, are an error that says what to do", async () => {
    const people = [{ name: "all", role: "viewer", permissionSet: "View" }];
    const place = "eks-platform:access.people[0].permissionSet";
    const [first, second] = [arnOf("View", "0".repeat(16)), arnOf("View", "1".repeat(16))];
    for (const [arns, line] of [
      [[], `${place}: "View" has no role in this account; assign it here in IAM Identity Center, or correct it.`],
      [
        [first, second],
        `${place}: "View" has 2 roles (${first}, ${second}) in this account; write the one that is meant as roleArn.`,
      ],
    ] as const)
      await assert.rejects(find(people, arns), (error: unknown) => {
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(error.message.split("\n")[1]?.trim(), line);
        return true;
      });
  });

  it("of the regulated stack have entries, groups that are bound, and their namespaces before the bindings", async () => {
    const found = await runPlatform("tests/stacks/regulated.yaml", "regulated");
    const groups = found
      .ofType("aws:eks/accessEntry:AccessEntry")
      .flatMap(({ inputs }) => inputs["kubernetesGroups"] as string[])
      .filter((group) => group.startsWith("platform:"));
    assert.deepEqual(groups.sort(), ["platform:auditor", "platform:developer:tenant-ledger", "platform:operator"]);
    const bound = JSON.stringify(
      found.all.filter(({ type }) => type.endsWith("RoleBinding")).map(({ inputs }) => inputs["subjects"]),
    );
    for (const group of [...groups, "company:site-reliability", "auditors:external-audit", "company:ledger-support"])
      assert.ok(bound.includes(`"${group}"`), group);
    const binding = found.byName(
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
      "people-developer-tenant-ledger",
    );
    assert.ok(found.waitsFor(binding, found.byName("kubernetes:core/v1:Namespace", "tenant-ledger")));
    for (const provider of found.ofType("aws:eks/identityProviderConfig:IdentityProviderConfig"))
      for (const type of ["aws:eks/nodeGroup:NodeGroup", "aws:eks/addon:Addon", "aws:eks/accessEntry:AccessEntry"])
        for (const earlier of found.ofType(type))
          assert.ok(found.waitsFor(provider, earlier), `${provider.name} does not wait for ${earlier.name}`);
  });

  it("cost prod six resources for emergencies, and nothing else", async () => {
    const found = await runPlatform("Pulumi.prod.yaml", "prod");
    const emergency = found.only("platform:access:BreakGlass");
    const within = (urn: string): string[] =>
      found.all.filter(({ parent }) => parent === urn).flatMap(({ urn: child, type }) => [type, ...within(child)]);
    assert.deepEqual(within(emergency.urn).sort(), [
      "aws:cloudwatch/eventRule:EventRule",
      "aws:cloudwatch/eventTarget:EventTarget",
      "aws:eks/accessEntry:AccessEntry",
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
    ]);
    assert.equal(found.ofType("platform:access:RoleBindings").length, 0);
  });
});
