import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

export interface TopicOptions {
  /** Customer key of the topic. Left out where the topic has none. */
  readonly key?: KeyReference;
}

/**
 * Publishes to a topic, one by one or in batches.
 * @throws when the ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function publish(topicArn: string, { key }: TopicOptions = {}): readonly PolicyStatement[] {
  const topic = resource("sns.publish", "topic", topicArn);
  return withKey({ sid: sid("Publish", nameOf(topic)), actions: ["sns:Publish"], resources: [topic] }, key, {
    service: "sns",
    actions: ["kms:GenerateDataKey", "kms:Decrypt"],
    context: { "aws:sns:topicArn": [topic] },
  });
}
