import type { CloudType } from "./cloud-type";

/**
 * A setting that an account has once in each region (I12, I15): stating it overwrites whatever was there without a word,
 * and deleting it resets it for everybody.
 */
function setting(token: string): CloudType {
  return {
    token,
    replaces: [],
    create({ cloud }) {
      for (const former of cloud.all(token)) cloud.remove(former);
      return { id: `${cloud.account.accountId}-${cloud.account.region}` };
    },
  };
}

export const accountSettings: readonly CloudType[] = [
  setting("aws:ebs/encryptionByDefault:EncryptionByDefault"),
  setting("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"),
  setting("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"),
  setting("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"),
];
