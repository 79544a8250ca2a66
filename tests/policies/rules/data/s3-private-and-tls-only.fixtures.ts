import { unknown } from "../../../../policies/engine/values/value";
import { s3PrivateAndTlsOnly } from "../../../../policies/rules/data/s3-private-and-tls-only";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { document } from "../../iam-fixture";

type Inputs = Parameters<typeof resource>[2];
const type = "aws:s3/bucket:Bucket";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const bucket = resource(type, "b", { bucket: "data" });
const closed = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = (inputs: Inputs = {}) =>
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", {
    bucket: outputOf(bucket),
    ...closed,
    ...inputs,
  });
const policy = (...statements: object[]) =>
  resource(policyType, "p", {
    bucket: outputOf(bucket),
    policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  });
const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" };

/** A setting of a bucket that another stack makes. */
const elsewhere = (setting: string, inputs: NonNullable<Inputs>) =>
  resource(`aws:s3/bucket${setting}:Bucket${setting}`, "setting", { bucket: "elsewhere", ...inputs });

export const fixtures: RuleFixtures = {
  rule: s3PrivateAndTlsOnly,

  passes: [
    { when: "the bucket is blocked and demands TLS", resources: [bucket, block(), policy(tlsOnly)] },
    {
      when: "the whole account is blocked",
      resources: [
        bucket,
        resource("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "account", closed),
        policy(tlsOnly),
      ],
    },
    {
      when: "everybody of an organization may read",
      resources: [
        bucket,
        block(),
        policy(tlsOnly, { ...read, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      ],
    },
    ...[
      {
        when: "everybody of some networks may read",
        IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.7"] },
      },
      {
        when: "the access points of an account decide",
        StringEquals: { "s3:DataAccessPointAccount": "111122223333" },
      },
      { when: "the VPC endpoints of an account may read", StringEquals: { "aws:VpceAccount": "111122223333" } },
      { when: "the VPC endpoints of an organization may read", StringEquals: { "aws:VpceOrgID": "o-1" } },
      { when: "sessions of one role may read", StringLike: { "aws:userId": "AROAEXAMPLEEXAMPLE123:*" } },
      {
        when: "one bucket may send",
        ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:logged" },
      },
    ].map(({ when, ...Condition }) => ({
      when,
      resources: [bucket, block(), policy(tlsOnly, { ...read, Condition })],
    })),
    {
      when: "the owner's ACL is enforced",
      resources: [
        bucket,
        block(),
        policy(tlsOnly),
        resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "o", {
          bucket: outputOf(bucket),
          rule: { objectOwnership: "BucketOwnerEnforced" },
        }),
      ],
    },
    {
      when: "settings close a bucket of another stack",
      resources: [
        block({ bucket: "elsewhere" }),
        elsewhere("Policy", { policy: document({ ...tlsOnly, Resource: "*" }) }),
        elsewhere("Acl", { acl: "private" }),
        elsewhere("OwnershipControls", { rule: { objectOwnership: "BucketOwnerEnforced" } }),
      ],
    },
    {
      when: "the account closes what a block of another bucket leaves open",
      resources: [
        block({ bucket: "elsewhere", blockPublicAcls: false }),
        resource("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "account", closed),
      ],
    },
    { when: "the Deny is about every resource", resources: [bucket, block(), policy({ ...tlsOnly, Resource: "*" })] },
  ],
  fails: [
    {
      when: "nothing stands beside the bucket",
      resources: [bucket],
      paths: ["publicAccessBlock", "policy.SecureTransport"],
    },
    {
      when: "one flag is missing",
      resources: [bucket, block({ restrictPublicBuckets: undefined }), policy(tlsOnly)],
      paths: ["publicAccessBlock"],
    },
    {
      when: "the block is another bucket's",
      resources: [bucket, block({ bucket: "other" }), policy(tlsOnly)],
      paths: ["publicAccessBlock"],
    },
    {
      when: "an ACL makes it public",
      resources: [resource(type, "b", { bucket: "data", acl: "public-read" }), block(), policy(tlsOnly)],
      paths: ["acl"],
    },
    {
      when: "an ACL beside it opens it to every AWS user",
      resources: [
        bucket,
        block(),
        policy(tlsOnly),
        resource("aws:s3/bucketAcl:BucketAcl", "a", { bucket: "data", acl: "authenticated-read" }),
      ],
      paths: ["acl"],
    },
    {
      when: "an ACL of the older class opens it",
      resources: [
        bucket,
        block(),
        policy(tlsOnly),
        resource("aws:s3/bucketAclV2:BucketAclV2", "a", { bucket: outputOf(bucket), acl: "public-read-write" }),
      ],
      paths: ["acl"],
    },
    {
      when: "writers keep their objects",
      resources: [
        bucket,
        block(),
        policy(tlsOnly),
        resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "o", {
          bucket: outputOf(bucket),
          rule: { objectOwnership: "ObjectWriter" },
        }),
      ],
      paths: ["objectOwnership"],
    },
    { when: "the policy admits everybody", resources: [bucket, block(), policy(tlsOnly, read)], paths: ["policy"] },
    ...[
      { when: "two halves of the internet may read", IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
      { when: "all but a network may read", NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      { when: "any bucket may send", ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:*" } },
      { when: "sessions of every role may read", StringLike: { "aws:userid": "*:*" } },
    ].map(({ when, ...Condition }) => ({
      when,
      resources: [bucket, block(), policy(tlsOnly, { ...read, Condition })],
      paths: ["policy"],
    })),
    {
      when: "a policy opens a bucket of another stack",
      resources: [elsewhere("Policy", { policy: document({ ...read, Resource: "*" }) })],
      paths: ["policy", "policy.SecureTransport"],
    },
    {
      when: "a policy admits everybody to a bucket that is not known",
      resources: [elsewhere("Policy", { bucket: unknown, policy: document({ ...tlsOnly, Resource: "*" }, read) })],
      paths: ["policy"],
    },
    {
      when: "a list opens a bucket of another stack",
      resources: [elsewhere("Acl", { acl: "public-read" })],
      paths: ["acl"],
    },
    {
      when: "the block of another stack's bucket lacks a flag",
      resources: [block({ bucket: "elsewhere", ignorePublicAcls: false })],
      paths: ["ignorePublicAcls"],
    },
    {
      when: "lists count for a bucket of another stack",
      resources: [elsewhere("OwnershipControls", { rule: { objectOwnership: "ObjectWriter" } })],
      paths: ["rule.objectOwnership"],
    },
    {
      when: "the Deny is about the bucket but not its objects",
      resources: [bucket, block(), policy({ ...tlsOnly, Resource: "arn:aws:s3:::data" })],
      paths: ["policy.SecureTransport"],
    },
    {
      when: "the Deny is about another bucket",
      resources: [bucket, block(), policy({ ...tlsOnly, Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] })],
      paths: ["policy.SecureTransport"],
    },
  ],
  undecided: [
    {
      when: "the policy is unknown",
      resources: [bucket, block(), resource(policyType, "p", { bucket: outputOf(bucket), policy: unknown })],
    },
    { when: "a flag is unknown", resources: [bucket, block({ blockPublicAcls: unknown }), policy(tlsOnly)] },
  ],
};
