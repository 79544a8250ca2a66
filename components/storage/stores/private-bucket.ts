import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn, type Location } from "../../arn";
import type { CustomerKey } from "../../encryption/customer-key";
import { policyDocument } from "../../identity/policy-document";

export interface PrivateBucketArgs {
  /** 3-63 lower-case letters, digits and hyphens, unique in all accounts of the partition. */
  readonly name: string;
  readonly location: Location;
  /** Encrypts the objects. Whoever reads or writes them needs rights on it too: grants take it as `key`. */
  readonly key: CustomerKey;
  /** Days that overwritten and deleted objects can be had back. Default 30. */
  readonly keepOldVersionsDays?: number;
  /** Days after which objects are deleted. Default never. */
  readonly expireAfterDays?: number;
  /** Whether the bucket may be deleted with what is in it. Default false. */
  readonly forceDestroy?: boolean;
  /** Whether Pulumi refuses to delete the bucket. Default false. */
  readonly protect?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A bucket that nobody outside the account can be let into, over TLS only, versioned, and encrypted with a customer key.
 * Idle cost: none; storage is billed per GiB and month.
 * @throws when S3 would refuse the name.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export class PrivateBucket extends pulumi.ComponentResource {
  readonly name: string;
  /** Composed, so that grants on the bucket are known at preview. */
  readonly arn: string;
  readonly resource: aws.s3.Bucket;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseBadName(args.name);
    super("platform:storage:PrivateBucket", name, { name: args.name }, opts);
    this.name = args.name;
    this.arn = bucketArn(args.location, args.name);
    this.resource = createBucket(this, name, args);
    closeToPublic(this, name, args, this.resource);
    encrypt(this, name, args, this.resource);
    keepVersions(this, name, args, this.resource);
    this.registerOutputs({ arn: this.arn });
  }
}

function refuseBadName(name: string): void {
  if (/^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name) && !/(-s3alias|--ol-s3)$/.test(name))
    return;
  throw new Error(
    `The bucket name "${name}" has ${String(name.length)} characters, and must have 3 to 63 lower-case letters, digits and hyphens; shorten the prefix.`,
  );
}

function createBucket(parent: PrivateBucket, name: string, args: PrivateBucketArgs): aws.s3.Bucket {
  return new aws.s3.Bucket(
    name,
    { bucket: args.name, forceDestroy: args.forceDestroy ?? false, tags: { ...args.tags, Name: args.name } },
    { parent, protect: args.protect ?? false },
  );
}

/** No lists of access, no public policy, and no call without TLS. */
function closeToPublic(
  parent: PrivateBucket,
  name: string,
  args: PrivateBucketArgs,
  { id: bucket }: aws.s3.Bucket,
): void {
  new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }, { parent });
  const block = new aws.s3.BucketPublicAccessBlock(
    name,
    { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    { parent },
  );
  const policy = policyDocument([
    {
      sid: "DenyInsecureTransport",
      effect: "Deny",
      principals: "*",
      actions: ["s3:*"],
      resources: [parent.arn, `${parent.arn}/*`],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
  // S3 refuses two changes of a bucket's access at once.
  new aws.s3.BucketPolicy(name, { bucket, policy }, { parent, dependsOn: block });
}

function encrypt(parent: PrivateBucket, name: string, { key }: PrivateBucketArgs, { id: bucket }: aws.s3.Bucket): void {
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          // One call to KMS for many objects.
          bucketKeyEnabled: true,
        },
      ],
    },
    { parent },
  );
}

function keepVersions(
  parent: PrivateBucket,
  name: string,
  args: PrivateBucketArgs,
  { id: bucket }: aws.s3.Bucket,
): void {
  const versioning = new aws.s3.BucketVersioning(
    name,
    { bucket, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      bucket,
      rules: [
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: { prefix: "" },
          ...(args.expireAfterDays === undefined ? {} : { expiration: { days: args.expireAfterDays } }),
          noncurrentVersionExpiration: { noncurrentDays: args.keepOldVersionsDays ?? 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { parent, dependsOn: versioning },
  );
}
