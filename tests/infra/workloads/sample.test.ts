import assert from "node:assert/strict";
import { z } from "zod";
import type { Registrations } from "../../components/registrations";
import { runPlatform, type Outputs } from "../program";

const document = z.object({
  Statement: z.array(z.object({ Action: z.array(z.string()), Resource: z.array(z.string()) })),
});

describe("the sample of dev", () => {
  let dev: Registrations<Outputs>;
  before(async () => {
    dev = await runPlatform("Pulumi.dev.yaml", "dev");
  });

  /** What a role may do, as action and resource. */
  const rights = (name: string): readonly string[] => {
    const { policy } = dev.byName("aws:iam/rolePolicy:RolePolicy", name).inputs;
    return document
      .parse(JSON.parse(String(policy)))
      .Statement.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)),
      );
  };

  it("lets my-app-sa get objects of one prefix, put items into one table, mount one secret, and nothing else", () => {
    const association = dev.byName("aws:eks/podIdentityAssociation:PodIdentityAssociation", "sample-app");
    assert.equal(association.inputs["serviceAccount"], "my-app-sa");
    assert.deepEqual(rights("sample-app"), [
      "s3:GetObject arn:aws:s3:::test-dev-inbox-111122223333/orders/*",
      "kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/*",
      "dynamodb:PutItem arn:aws:dynamodb:eu-west-1:111122223333:table/test-dev-orders",
      "kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/*",
      "secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:111122223333:secret:test-dev/sample/api-??????",
      "secretsmanager:DescribeSecret arn:aws:secretsmanager:eu-west-1:111122223333:secret:test-dev/sample/api-??????",
      "kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/*",
    ]);
  });

  it("decrypts with the keys of its stores and of secrets only, each through its service only", () => {
    const { policy } = dev.byName("aws:iam/rolePolicy:RolePolicy", "sample-app").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Action: string[]; Condition?: unknown }[] };
    const conditions = Statement.filter(({ Action }) => Action.includes("kms:Decrypt")).map((one) => one.Condition);
    const isKey = { "kms:ResourceAliases": "alias/test-dev-sample" };
    const bucket = "arn:aws:s3:::test-dev-inbox-111122223333";
    assert.deepEqual(conditions, [
      {
        "ForAnyValue:StringEquals": isKey,
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, `${bucket}/orders/*`] },
      },
      {
        "ForAnyValue:StringEquals": isKey,
        StringEquals: { "kms:ViaService": "dynamodb.eu-west-1.amazonaws.com" },
        StringLike: { "kms:EncryptionContext:aws:dynamodb:tableName": ["test-dev-orders"] },
      },
      {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/test-dev-secret-values" },
        StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
        StringLike: {
          "kms:EncryptionContext:SecretARN": [
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:test-dev/sample/api-??????",
          ],
        },
      },
    ]);
  });

  it("starts the pods of my-app-sa once they have their identity", () => {
    const deployment = dev.byName("kubernetes:apps/v1:Deployment", "sample");
    const association = dev.byName("aws:eks/podIdentityAssociation:PodIdentityAssociation", "sample-app");
    assert.ok(dev.waitsFor(deployment, association));
  });

  it("lets catalog-reader take on a role of another account, and nothing else", () => {
    const role = "arn:aws:iam::444455556666:role/eks-platform-dev-catalog";
    assert.deepEqual(rights("sample-reader"), [`sts:AssumeRole ${role}`, `sts:TagSession ${role}`]);
    const association = dev.byName("aws:eks/podIdentityAssociation:PodIdentityAssociation", "sample-reader");
    assert.equal(association.inputs["targetRoleArn"], role);
  });

  it("has its bucket and its table within the backup plan and the key", () => {
    const table = dev.only("aws:dynamodb/table:Table");
    assert.equal((table.inputs["tags"] as Record<string, unknown>)["backup-plan"], "test-dev-backup");
  });
});

describe("the sample with an importer", () => {
  it("lets it put objects by IRSA, with a service account that names its role", async () => {
    const found = await runPlatform("tests/stacks/ipv6.yaml", "ipv6");
    const account = found.byName("kubernetes:core/v1:ServiceAccount", "sample-importer");
    assert.deepEqual((account.inputs["metadata"] as Record<string, unknown>)["annotations"], {
      "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/test-ipv6-sample-importer",
    });
    const { policy } = found.byName("aws:iam/rolePolicy:RolePolicy", "sample-importer").inputs;
    const [put] = document.parse(JSON.parse(String(policy))).Statement;
    assert.deepEqual(put, {
      Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
      Resource: ["arn:aws:s3:::test-ipv6-inbox-111122223333/orders/*"],
    });
  });
});
