import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";

export interface AccountBaselineArgs {
  readonly location: Location;
}

/**
 * The defaults of an account and region that every resource falls back on: encrypted volumes, snapshots that cannot be
 * shared publicly, instance metadata by session token only, and, for the account as a whole, no public bucket.
 *
 * AWS has each setting once, so creating one here overwrites whatever it was, and only one stack may hold it. Deleting
 * one would fall back to AWS's open default for everybody in the account, so they stay when the stack goes.
 * Idle cost: none.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
 */
export class AccountBaseline extends pulumi.ComponentResource {
  /** What relies on the defaults waits for. */
  readonly settings: readonly pulumi.Resource[];

  constructor(name: string, args: AccountBaselineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:operations:AccountBaseline", name, { accountId: args.location.accountId }, opts);
    const kept = { parent: this, retainOnDelete: true };
    this.settings = [
      new aws.ebs.EncryptionByDefault(name, { enabled: true }, kept),
      new aws.ebs.SnapshotBlockPublicAccess(name, { state: "block-all-sharing" }, kept),
      new aws.ec2.InstanceMetadataDefaults(
        name,
        { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        kept,
      ),
      new aws.s3.AccountPublicAccessBlock(
        name,
        {
          accountId: args.location.accountId,
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        kept,
      ),
    ];
    this.registerOutputs();
  }
}
