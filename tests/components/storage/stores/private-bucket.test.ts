import assert from "node:assert/strict";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { PrivateBucket, type PrivateBucketArgs } from "../../../../components/storage/stores/private-bucket";
import { unknown } from "../../../../policies/engine/values/value";
import { registrations } from "../../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

function build(changes: Partial<PrivateBucketArgs> = {}) {
  return registrations(() => {
    const key = new CustomerKey("key", { name: "shop", description: "Shop", location, statements: [] });
    return new PrivateBucket("incoming", { name: "shop-incoming", location, key, ...changes });
  });
}

describe("private bucket", () => {
  it("is closed to the public, whatever its policy will say", async () => {
    const found = await build();
    const { bucket, ...block } = found.only("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs;
    assert.equal(bucket, unknown);
    assert.deepEqual(block, {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = found.only("aws:s3/bucketOwnershipControls:BucketOwnershipControls");
    assert.deepEqual(ownership.inputs["rule"], { objectOwnership: "BucketOwnerEnforced" });
  });

  it("refuses calls without TLS, once the block is there", async () => {
    const found = await build();
    const policy = found.only("aws:s3/bucketPolicy:BucketPolicy");
    assert.deepEqual(JSON.parse(String(policy.inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["arn:aws:s3:::shop-incoming", "arn:aws:s3:::shop-incoming/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    assert.ok(found.waitsFor(policy, found.only("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")));
  });

  it("encrypts with its key, and keeps old versions for a while", async () => {
    const found = await build({ keepOldVersionsDays: 7 });
    const encryption = found.only(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    assert.deepEqual(encryption.inputs["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: unknown },
        bucketKeyEnabled: true,
      },
    ]);
    assert.ok(found.waitsFor(encryption, found.only("aws:kms/key:Key")));
    const lifecycle = found.only("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    assert.ok(found.waitsFor(lifecycle, found.only("aws:s3/bucketVersioning:BucketVersioning")));
    const [rule] = lifecycle.inputs["rules"] as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(rule?.["noncurrentVersionExpiration"], { noncurrentDays: 7 });
  });

  it("has an ARN before it exists, and stays unless told otherwise", async () => {
    const found = await build({ protect: true });
    assert.equal(found.built.arn, "arn:aws:s3:::shop-incoming");
    const bucket = found.only("aws:s3/bucket:Bucket");
    assert.equal(bucket.inputs["forceDestroy"], false);
    assert.equal(bucket.protect, true);
  });

  for (const name of ["Shop", "shop_incoming", "x", "x".repeat(64), "shop-s3alias"])
    it(`refuses the name ${name}`, async () => {
      await assert.rejects(build({ name }), new RegExp(`"${name}" has ${String(name.length)} characters`));
    });
});
