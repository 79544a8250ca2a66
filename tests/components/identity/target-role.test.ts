import assert from "node:assert/strict";
import { TargetRole, type TargetRoleArgs } from "../../../components/identity/target-role";
import { evaluate, readConfiguration } from "../../../policies/evaluate";
import { registrations } from "../registrations";

const clusterArn = "arn:aws:eks:eu-west-1:111122223333:cluster/blue";
const source = {
  roleArn: "arn:aws:iam::111122223333:role/blue-reader",
  clusterArn,
  namespace: "shop",
  serviceAccount: "reader",
};

function build(changes: Partial<TargetRoleArgs> = {}) {
  return registrations(
    () =>
      new TargetRole("catalog", {
        name: "catalog",
        location: { partition: "aws", region: "eu-west-1", accountId: "444455556666" },
        source,
        statements: [{ sid: "Get", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::catalog/prices/*"] }],
        ...changes,
      }),
  );
}

async function trustOf(changes: Partial<TargetRoleArgs> = {}): Promise<unknown> {
  const found = await build(changes);
  return JSON.parse(String(found.only("aws:iam/role:Role").inputs["assumeRolePolicy"]));
}

describe("target role", () => {
  it("is taken on by one role alone, and only for pods of one service account of one cluster", async () => {
    assert.deepEqual(await trustOf(), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WorkloadAssumes",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/blue-reader" },
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": clusterArn,
              "aws:RequestTag/kubernetes-namespace": "shop",
              "aws:RequestTag/kubernetes-service-account": "reader",
            },
          },
        },
      ],
    });
  });

  it("asks for no tags of IRSA, which has none", async () => {
    const { Statement } = (await trustOf({ source: { ...source, tagged: false } })) as { Statement: unknown[] };
    assert.deepEqual(Statement[0], {
      Sid: "WorkloadAssumes",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: ["sts:AssumeRole"],
      Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/blue-reader" } },
    });
  });

  it("is clean under the policies of a stack that trusts the platform's account", async () => {
    const { all } = await build();
    const judged = (trustedAccounts: readonly string[]) =>
      evaluate(
        { project: "data", stack: "prod", resources: all },
        readConfiguration({ parameters: { trustedAccounts } }),
      )
        .findings.filter(({ rule }) => rule.startsWith("IAM-"))
        .map(({ rule }) => rule);
    assert.deepEqual(judged(["111122223333"]), []);
  });

  it("has an ARN in its own account before it exists", async () => {
    const found = await build({ path: "/shared/" });
    assert.equal(found.built.arn, "arn:aws:iam::444455556666:role/shared/catalog");
  });

  const refused: readonly [string, Partial<TargetRoleArgs>, RegExp][] = [
    ["no rights", { statements: [] }, /"catalog" grants nothing/],
    ["a name for an ARN", { source: { ...source, roleArn: "blue-reader" } }, /"blue-reader" is given, which is no ARN/],
    [
      "a role of another account than the cluster's",
      { source: { ...source, roleArn: "arn:aws:iam::777788889999:role/x" } },
      /777788889999:role\/x" is not of the account of cluster/,
    ],
  ];
  for (const [what, changes, message] of refused)
    it(`refuses ${what}`, async () => {
      await assert.rejects(build(changes), message);
    });
});
