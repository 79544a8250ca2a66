import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

export interface QueueOptions {
  /** Customer key of the queue. Left out where the queue has none. */
  readonly key?: KeyReference;
}

/**
 * Receives messages, keeps them hidden for longer, and deletes them. The workload knows the queue by its URL.
 * @throws when the ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 */
export function consume(queueArn: string, { key }: QueueOptions = {}): readonly PolicyStatement[] {
  const queue = resource("sqs.consume", "queue", queueArn);
  return withKey(
    {
      sid: sid("ConsumeMessages", nameOf(queue)),
      actions: ["sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage"],
      resources: [queue],
    },
    key,
    { service: "sqs", actions: ["kms:Decrypt"] },
  );
}

/**
 * Sends messages, one by one or in batches. Under a customer key a producer also decrypts, to check the data key.
 * @throws when the ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function send(queueArn: string, { key }: QueueOptions = {}): readonly PolicyStatement[] {
  const queue = resource("sqs.send", "queue", queueArn);
  return withKey({ sid: sid("SendMessages", nameOf(queue)), actions: ["sqs:SendMessage"], resources: [queue] }, key, {
    service: "sqs",
    actions: ["kms:GenerateDataKey", "kms:Decrypt"],
  });
}
