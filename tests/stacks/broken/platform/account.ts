import * as aws from "@pulumi/aws";

/** DATA-04 four times: account-wide settings, each at its weakest. */
export function weakenAccount(): void {
  new aws.ebs.EncryptionByDefault("region", { enabled: false });
  new aws.ebs.SnapshotBlockPublicAccess("region", { state: "unblocked" });
  new aws.ec2.InstanceMetadataDefaults("region", { httpTokens: "optional", httpPutResponseHopLimit: 2 });
  new aws.s3.AccountPublicAccessBlock("account", { blockPublicAcls: true, blockPublicPolicy: false });
}
