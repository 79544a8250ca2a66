import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, bucketArn, type Location } from "../../components/arn";
import { policyDocument } from "../../components/identity/policy-document";

/** What the importer reads and writes. Names are plain, so that policies on them are known at preview. */
export interface Stores {
  readonly bucketName: pulumi.Output<string>;
  readonly tableName: string;
  readonly keyAlias: string;
  /** What whoever uses them waits for. */
  readonly ready: readonly pulumi.Resource[];
}

/** A bucket that suppliers deliver orders to, and a table of those that arrived, under one key. */
export function createStores(
  name: string,
  location: pulumi.Output<Location>,
  opts: pulumi.CustomResourceOptions,
): Stores {
  const key = new aws.kms.Key(
    "stores",
    { description: `Orders of ${name}`, enableKeyRotation: true, deletionWindowInDays: 7 },
    opts,
  );
  const keyAlias = `alias/${name}`;
  const alias = new aws.kms.Alias("stores", { name: keyAlias, targetKeyId: key.keyId }, opts);
  const bucketName = pulumi.interpolate`${name}-orders-${location.accountId}`;
  const tableName = `${name}-orders`;
  const table = new aws.dynamodb.Table(
    "orders",
    {
      name: tableName,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "orderId",
      attributes: [{ name: "orderId", type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: false,
    },
    opts,
  );
  return {
    ...{ bucketName, tableName, keyAlias },
    ready: [alias, table, createBucket(bucketName, location, key, opts)],
  };
}

function createBucket(
  bucketName: pulumi.Output<string>,
  location: pulumi.Output<Location>,
  key: aws.kms.Key,
  opts: pulumi.CustomResourceOptions,
): aws.s3.Bucket {
  const orders = new aws.s3.Bucket("orders", { bucket: bucketName, forceDestroy: true }, opts);
  const bucket = orders.id;
  new aws.s3.BucketOwnershipControls("orders", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }, opts);
  const block = new aws.s3.BucketPublicAccessBlock(
    "orders",
    { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    opts,
  );
  const policy = pulumi.all([location, bucketName]).apply(([here, ofBucket]) =>
    policyDocument([
      {
        sid: "DenyInsecureTransport",
        effect: "Deny",
        principals: "*",
        actions: ["s3:*"],
        resources: [bucketArn(here, ofBucket), bucketArn(here, ofBucket, "*")],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]),
  );
  // S3 refuses two changes of a bucket's access at once.
  new aws.s3.BucketPolicy("orders", { bucket, policy }, { ...opts, dependsOn: [block] });
  const versioning = new aws.s3.BucketVersioning(
    "orders",
    { bucket, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  new aws.s3.BucketLifecycleConfiguration(
    "orders",
    {
      bucket,
      rules: [
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: { prefix: "" },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { ...opts, dependsOn: [versioning] },
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    "orders",
    {
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    opts,
  );
  return orders;
}

/** The ARN of the table, before it exists. */
export function tableArn(location: Location, { tableName }: Stores): string {
  return arn(location, "dynamodb", `table/${tableName}`);
}
