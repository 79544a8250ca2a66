import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

export interface StreamOptions {
  /** Customer key of the stream. Left out where the stream has none. */
  readonly key?: KeyReference;
}

/**
 * Finds the shards of a data stream and reads its records, with the throughput that all readers share.
 * @throws when the ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html
 */
export function read(streamArn: string, { key }: StreamOptions = {}): readonly PolicyStatement[] {
  const stream = resource("kinesis.read", "stream", streamArn);
  return withKey(
    {
      sid: sid("ReadRecords", nameOf(stream)),
      actions: [
        "kinesis:DescribeStreamSummary",
        "kinesis:ListShards",
        "kinesis:GetShardIterator",
        "kinesis:GetRecords",
      ],
      resources: [stream],
    },
    key,
    { service: "kinesis", actions: ["kms:Decrypt"], context: { "aws:kinesis:arn": [stream] } },
  );
}

/**
 * Puts records into a data stream, one by one or in batches.
 * @throws when the ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */
export function write(streamArn: string, { key }: StreamOptions = {}): readonly PolicyStatement[] {
  const stream = resource("kinesis.write", "stream", streamArn);
  return withKey(
    {
      sid: sid("PutRecords", nameOf(stream)),
      actions: ["kinesis:PutRecord", "kinesis:PutRecords"],
      resources: [stream],
    },
    key,
    { service: "kinesis", actions: ["kms:GenerateDataKey"], context: { "aws:kinesis:arn": [stream] } },
  );
}
