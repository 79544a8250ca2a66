import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "./customer-key";

/** The retention periods that CloudWatch Logs accepts, in days. */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export type LogRetentionDays = (typeof logRetentionDays)[number];

export interface EncryptedLogGroupArgs {
  /** Full name, such as `/aws/eks/my-cluster/cluster`. The key's policy must name it. */
  readonly name: string;
  readonly retentionInDays: LogRetentionDays;
  readonly key: CustomerKey;
  /** Whether AWS refuses to delete the group, and with it the record of who did what. Default as it is: not. */
  readonly deletionProtection?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A log group that exists before anything writes to it, so that the writer does not make one without retention and key.
 * It depends on the key as a whole: the service refuses a group whose key does not admit it yet.
 */
export function encryptedLogGroup(
  name: string,
  args: EncryptedLogGroupArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: args.name,
      retentionInDays: args.retentionInDays,
      kmsKeyId: args.key.arn,
      // Said even where it is false: what is merely left out stays as it was.
      ...(args.deletionProtection === undefined ? {} : { deletionProtectionEnabled: args.deletionProtection }),
      tags: { ...args.tags },
    },
    opts,
  );
}
