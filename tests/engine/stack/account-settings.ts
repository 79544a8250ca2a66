/** Settings of a whole account, as they are left over: they hold for everybody, and whoever made them leaves them. */
export const accountSettings =
  /(EncryptionByDefault|SnapshotBlockPublicAccess|InstanceMetadataDefaults|AccountPublicAccessBlock) /;
