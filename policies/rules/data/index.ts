import type { Rule } from "../../engine/rule";
import { kmsKeyRotation } from "./kms-key-rotation";
import { ebsVolumesEncrypted } from "./ebs-volumes-encrypted";
import { accountDefaultsHardened } from "./account-defaults-hardened";
import { fsxEncryptedAndBackedUp } from "./fsx-encrypted-and-backed-up";
import { s3EncryptedAndVersioned } from "./s3-encrypted-and-versioned";
import { managedStoresEncrypted } from "./managed-stores-encrypted";
import { storageClassesEncrypted } from "./storage-classes-encrypted";
import { backupCoversStateful } from "./backup-covers-stateful";
import { statefulDeletionProtected } from "./stateful-deletion-protected";

/** Storage, keys, secrets and backup. */
export const dataRules: readonly Rule[] = [
  kmsKeyRotation,
  ebsVolumesEncrypted,
  accountDefaultsHardened,
  fsxEncryptedAndBackedUp,
  s3EncryptedAndVersioned,
  managedStoresEncrypted,
  storageClassesEncrypted,
  backupCoversStateful,
  statefulDeletionProtected,
];
