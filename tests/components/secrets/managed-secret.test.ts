import assert from "node:assert/strict";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { ManagedSecret, type ManagedSecretArgs } from "../../../components/secrets";
import { unknown } from "../../../policies/engine/values/value";
import { location } from "../cluster/addon-cluster";
import { registrations } from "../registrations";

const secretType = "aws:secretsmanager/secret:Secret";
const policyType = "aws:secretsmanager/secretPolicy:SecretPolicy";
const rotationType = "aws:secretsmanager/secretRotation:SecretRotation";
const permissionType = "aws:lambda/permission:Permission";
const reader = "arn:aws:iam::111122223333:role/platform/shop-web";
const rotator = "arn:aws:iam::111122223333:role/rotate-database";
const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate-database";

function build(args: Partial<ManagedSecretArgs> = {}) {
  return registrations(() => {
    const key = new CustomerKey("key", { name: "k", description: "Secrets", location, statements: [] });
    return new ManagedSecret("shop-database", {
      name: "blue/shop/database",
      description: "Login of the shop",
      location,
      key,
      readerArns: [reader],
      ...args,
    });
  });
}

const byFunction = { functionArn, roleArn: rotator, schedule: { expression: "rate(30 days)", windowHours: 3 } };

describe("ManagedSecret", () => {
  it("is under the customer key, can be brought back for thirty days, and has no value", async () => {
    const found = await build();
    assert.deepEqual(found.only(secretType).inputs, {
      name: "blue/shop/database",
      description: "Login of the shop",
      kmsKeyId: unknown,
      recoveryWindowInDays: 30,
      replicas: [],
      tags: {},
    });
    assert.deepEqual(found.dependencies(found.only(secretType)), ["aws:kms/key:Key key"]);
    assert.deepEqual(found.ofType("aws:secretsmanager/secretVersion:SecretVersion"), []);
  });

  it("denies its value to all but its readers, and everything to other accounts and plain connections", async () => {
    const { inputs } = (await build()).only(policyType);
    assert.equal(inputs["blockPublicPolicy"], true);
    const deny = { Effect: "Deny", Principal: "*", Resource: ["*"] };
    assert.deepEqual((JSON.parse(String(inputs["policy"])) as { Statement: object[] }).Statement, [
      {
        ...deny,
        Sid: "NobodyElseReads",
        Action: ["secretsmanager:GetSecretValue"],
        Condition: { ArnNotEquals: { "aws:PrincipalArn": [reader] } },
      },
      {
        ...deny,
        Sid: "NobodyFromOtherAccounts",
        Action: ["secretsmanager:*"],
        Condition: {
          StringNotEquals: { "aws:PrincipalAccount": "111122223333" },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      },
      {
        ...deny,
        Sid: "NobodyWithoutTls",
        Action: ["secretsmanager:*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("is rotated by a function that may be called for this account only, and that reads the value too", async () => {
    const found = await build({ rotation: byFunction });
    const rotation = found.only(rotationType);
    assert.deepEqual(rotation.inputs, {
      secretId: unknown,
      rotationLambdaArn: functionArn,
      rotateImmediately: false,
      rotationRules: { scheduleExpression: "rate(30 days)", duration: "3h" },
    });
    assert.deepEqual(found.only(permissionType).inputs, {
      statementId: "rotates-shop-database",
      action: "lambda:InvokeFunction",
      function: functionArn,
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "111122223333",
    });
    assert.ok(found.waitsFor(rotation, found.only(permissionType)));
    assert.ok(found.waitsFor(rotation, found.only(policyType)));
    assert.match(String(found.only(policyType).inputs["policy"]), new RegExp(`"${reader}","${rotator}"`));
  });

  it("says so where something else rotates it", async () => {
    const found = await build({ rotation: "external" });
    assert.deepEqual(found.only(secretType).inputs["tags"], { rotation: "external" });
    assert.deepEqual(found.ofType(rotationType), []);
  });

  it("is copied to other regions under their keys", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const found = await build({ replicas: [{ region: "eu-central-1", keyArn }] });
    assert.deepEqual(found.only(secretType).inputs["replicas"], [{ region: "eu-central-1", kmsKeyId: keyArn }]);
  });

  it("refuses a secret that nobody reads, a schedule that AWS refuses and a name that ends as ARNs do", async () => {
    await assert.rejects(build({ readerArns: [] }), /Nobody reads the secret "blue\/shop\/database"/);
    const often = { ...byFunction, schedule: { expression: "rate(1 hour)" } };
    await assert.rejects(build({ rotation: often }), /The rotation of secret .*"rate\(1 hour\)"/);
    await assert.rejects(build({ name: "blue/shop-master" }), /The secret name "blue\/shop-master"/);
  });
});
