import {
  bucketPrivacyConditions,
  bucketSettingConditions,
  bucketSettings,
  bucketTypes,
  publicAccessFlags,
} from "../../engine/data/bucket-privacy";
import type { Rule } from "../../engine/rule";

export const s3PrivateAndTlsOnly: Rule = {
  id: "DATA-07",
  name: "s3-private-and-tls-only",
  title: "Buckets are closed to the public and to plain HTTP",
  why: "A bucket that one policy or ACL can open to everybody will be opened some day, and plain HTTP shows objects to the network.",
  fix: "Register a BucketPublicAccessBlock with all four flags for the bucket.",
  level: "mandatory",
  scope: "stack",
  references: {
    fsbp: ["S3.2", "S3.3", "S3.5", "S3.6", "S3.8", "S3.12"],
    soc2: ["CC6.1", "CC6.6", "CC6.7"],
    hipaa: ["312(a)(1)", "312(e)(2)(ii)"],
  },
  reads: {
    ...Object.fromEntries(bucketTypes.map((type) => [type, ["acl", "grants", "policy"]])),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket", ...publicAccessFlags],
    "aws:s3/bucketAcl:BucketAcl": ["bucket", "acl", "accessControlPolicy.grants"],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucket", "policy"],
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket", "rule.objectOwnership"],
  },
  follows: bucketSettings,
  check: (resource, context) =>
    bucketTypes.includes(resource.type)
      ? bucketPrivacyConditions(resource, context)
      : bucketSettingConditions(resource, context),
};
