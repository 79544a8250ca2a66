import { unknown } from "../../../../policies/engine/values/value";
import { s3EncryptedAndVersioned } from "../../../../policies/rules/data/s3-encrypted-and-versioned";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const type = "aws:s3/bucket:Bucket";
const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const bucket = resource(type, "data", { bucket: "data" });
const encryption = (sseAlgorithm: string, name?: string) =>
  resource(encryptionType, "e", {
    bucket: name ?? outputOf(bucket),
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
  });
const versioning = (status: string, name?: string) =>
  resource(versioningType, "v", { bucket: name ?? outputOf(bucket), versioningConfiguration: { status } });
const lifecycle = (name?: string) =>
  resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "l", {
    bucket: name ?? outputOf(bucket),
    rules: [{ id: "old", status: "Enabled" }],
  });
const complete = [bucket, encryption("aws:kms"), versioning("Enabled"), lifecycle()];

export const fixtures: RuleFixtures = {
  rule: s3EncryptedAndVersioned,

  passes: [
    { when: "separate resources encrypt, version and expire", resources: complete },
    {
      when: "the bucket itself states all three",
      resources: [
        resource(type, "b", {
          bucket: "b",
          serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
          },
          versioning: { enabled: true },
          lifecycleRules: [{ enabled: true }],
        }),
      ],
    },
    {
      when: "the settings name the bucket literally",
      resources: [bucket, encryption("aws:kms:dsse", "data"), versioning("Enabled", "data"), lifecycle("data")],
    },
    {
      when: "a bucket for load balancer logs uses the key of S3, the only one they accept",
      resources: [
        bucket,
        versioning("Enabled"),
        lifecycle(),
        resource("aws:lb/loadBalancer:LoadBalancer", "lb", { accessLogs: { bucket: outputOf(bucket), enabled: true } }),
      ],
    },
    {
      when: "development leaves the key to S3",
      resources: [bucket, versioning("Enabled"), lifecycle()],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    {
      when: "the bucket says nothing",
      resources: [bucket],
      paths: ["serverSideEncryptionConfiguration", "versioning", "lifecycleRules"],
    },
    {
      when: "the algorithm is that of S3's own key",
      resources: [bucket, encryption("AES256"), versioning("Enabled"), lifecycle()],
      paths: ["serverSideEncryptionConfiguration"],
    },
    {
      when: "versioning is suspended",
      resources: [bucket, encryption("aws:kms"), versioning("Suspended"), lifecycle()],
      paths: ["versioning"],
    },
    {
      when: "the settings are another bucket's",
      resources: [...complete, resource(type, "other", { bucket: "other" })],
      paths: ["serverSideEncryptionConfiguration", "versioning", "lifecycleRules"],
    },
    {
      when: "nothing expires",
      resources: [bucket, encryption("aws:kms"), versioning("Enabled")],
      paths: ["lifecycleRules"],
      level: "advisory",
    },
  ],
  undecided: [
    {
      when: "the algorithm is unknown",
      resources: [
        bucket,
        resource(encryptionType, "e", { bucket: outputOf(bucket), rules: unknown }),
        versioning("Enabled"),
        lifecycle(),
      ],
    },
    {
      when: "a setting cannot be told to be the bucket's",
      resources: [
        bucket,
        encryption("aws:kms"),
        resource(versioningType, "v", { bucket: unknown, versioningConfiguration: { status: "Enabled" } }),
        lifecycle(),
      ],
    },
  ],
};
