import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

/** In place of a prefix: all objects of the bucket. */
export const wholeBucket = "*";

export interface ObjectOptions {
  /** Customer key of the bucket. Left out where the bucket has none. */
  readonly key?: KeyReference;
}

/**
 * Gets objects whose keys begin with the prefix, by their exact keys: without listing, a missing object is answered as
 * forbidden.
 * @param bucketArn composed with `bucketArn()`.
 * @param prefix ends with a slash, or is `wholeBucket`.
 * @throws when the ARN is unknown or malformed, or the prefix is empty, has wildcards, or begins or does not end with a slash.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function get(bucketArn: string, prefix: string, { key }: ObjectOptions = {}): readonly PolicyStatement[] {
  return getObjects(objectsOf("s3.get", bucketArn, prefix), key);
}

/** Gets objects whose keys begin with the prefix, and lists them. See `get`. */
export function read(bucketArn: string, prefix: string, { key }: ObjectOptions = {}): readonly PolicyStatement[] {
  const objects = objectsOf("s3.read", bucketArn, prefix);
  const list: PolicyStatement = {
    sid: sid("ListObjects", objects.name),
    actions: ["s3:ListBucket"],
    resources: [objects.bucket],
    // A bucket is listed as a whole; the condition is what confines it.
    ...(prefix === wholeBucket ? {} : { conditions: { StringLike: { "s3:prefix": `${prefix}*` } } }),
  };
  return [list, ...getObjects(objects, key)];
}

/**
 * Puts objects whose keys begin with the prefix, also in parts. Parts are read back under the key when they are put
 * together. See `get`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export function write(bucketArn: string, prefix: string, { key }: ObjectOptions = {}): readonly PolicyStatement[] {
  const objects = objectsOf("s3.write", bucketArn, prefix);
  return withKey(
    {
      sid: sid("PutObjects", objects.name),
      actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
      resources: [objects.pattern],
    },
    key,
    { service: "s3", actions: ["kms:GenerateDataKey", "kms:Decrypt"], context: objects.context },
  );
}

/** Deletes objects whose keys begin with the prefix; in a versioned bucket their versions stay. See `get`. */
export function remove(bucketArn: string, prefix: string): readonly PolicyStatement[] {
  const { name, pattern } = objectsOf("s3.remove", bucketArn, prefix);
  return [{ sid: sid("DeleteObjects", name), actions: ["s3:DeleteObject"], resources: [pattern] }];
}

/** The objects that a grant is on. */
interface Objects {
  readonly bucket: string;
  readonly pattern: string;
  readonly name: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

function objectsOf(grant: string, bucketArn: string, prefix: string): Objects {
  const bucket = resource(grant, "bucket", bucketArn);
  checkPrefix(grant, prefix);
  const pattern = prefix === wholeBucket ? `${bucket}/*` : `${bucket}/${prefix}*`;
  // With a bucket key the context is the bucket's ARN, without one the object's.
  return { bucket, pattern, name: `${nameOf(bucket)}/${prefix}`, context: { "aws:s3:arn": [bucket, pattern] } };
}

function getObjects({ name, pattern, context }: Objects, key: KeyReference | undefined): readonly PolicyStatement[] {
  return withKey({ sid: sid("GetObjects", name), actions: ["s3:GetObject"], resources: [pattern] }, key, {
    service: "s3",
    actions: ["kms:Decrypt"],
    context,
  });
}

function checkPrefix(grant: string, prefix: string): void {
  if (prefix === wholeBucket) return;
  if (prefix === "") {
    throw new Error(
      `${grant}: the prefix is empty; write one such as "orders/", or wholeBucket if all objects are meant.`,
    );
  }
  if (/[*?]|\$\{/.test(prefix)) {
    throw new Error(`${grant}: the prefix "${prefix}" has a wildcard or variable; write plain text such as "orders/".`);
  }
  if (prefix.startsWith("/") || !prefix.endsWith("/")) {
    const folder = `${prefix.replace(/^\/+|\/+$/g, "")}/`;
    throw new Error(
      `${grant}: the prefix "${prefix}" must not begin with a slash and must end with one, or it would also match its siblings; write "${folder}".`,
    );
  }
}
