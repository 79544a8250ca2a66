import * as aws from "@pulumi/aws";

export function createBuckets(): void {
  // DATA-07: nothing blocks public access or plain HTTP. DATA-08: no key, no versions. DATA-13.
  const assets = new aws.s3.Bucket("assets", { bucket: "broken-assets", forceDestroy: true });
  new aws.s3.BucketOwnershipControls("assets", {
    bucket: assets.id,
    rule: { objectOwnership: "ObjectWriter" }, // DATA-07
  });
  new aws.s3.BucketAcl("assets", { bucket: assets.id, acl: "public-read" }); // DATA-07
  new aws.s3.BucketPolicy("assets", {
    bucket: assets.id,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::broken-assets/*" }, // DATA-07
      ],
    }),
  });
}

export function createStores(): void {
  // DATA-10: no key and no way back. DATA-12, DATA-13.
  new aws.dynamodb.Table("sessions", {
    name: "sessions",
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
  });
  // DATA-10: plain text, public, no backups. DATA-12, DATA-13.
  new aws.rds.Instance("orders", {
    identifier: "orders",
    engine: "postgres",
    instanceClass: "db.t4g.micro",
    allocatedStorage: 20,
    username: "postgres",
    manageMasterUserPassword: true,
    publiclyAccessible: true,
    skipFinalSnapshot: true,
  });
  // DATA-10
  new aws.elasticache.ReplicationGroup("cache", {
    replicationGroupId: "cache",
    description: "Sessions",
    nodeType: "cache.t4g.micro",
    atRestEncryptionEnabled: false,
    transitEncryptionEnabled: false,
  });
  // DATA-10
  new aws.opensearch.Domain("search", { domainName: "search", encryptAtRest: { enabled: false } });
  new aws.sqs.Queue("jobs", { name: "jobs", sqsManagedSseEnabled: false }); // DATA-10
  new aws.sns.Topic("alarms", { name: "alarms" }); // DATA-10
}
