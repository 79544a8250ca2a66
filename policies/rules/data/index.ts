import type { Rule } from "../../engine/rule";
import { accountDefaultsHardened } from "./account-defaults-hardened";
import { backupCoversStateful } from "./backup-covers-stateful";
import { ebsVolumesEncrypted } from "./ebs-volumes-encrypted";
import { efsProtected } from "./efs-protected";
import { fsxEncryptedAndBackedUp } from "./fsx-encrypted-and-backed-up";
import { kmsKeyPolicySane } from "./kms-key-policy-sane";
import { kmsKeyRotation } from "./kms-key-rotation";
import { managedStoresEncrypted } from "./managed-stores-encrypted";
import { s3EncryptedAndVersioned } from "./s3-encrypted-and-versioned";
import { s3PrivateAndTlsOnly } from "./s3-private-and-tls-only";
import { secretsHardened } from "./secrets-hardened";
import { statefulDeletionProtected } from "./stateful-deletion-protected";
import { storageClassesEncrypted } from "./storage-classes-encrypted";

/** Storage, keys, secrets and backup. */
export const dataRules: readonly Rule[] = [
  kmsKeyRotation,
  kmsKeyPolicySane,
  ebsVolumesEncrypted,
  accountDefaultsHardened,
  efsProtected,
  fsxEncryptedAndBackedUp,
  s3PrivateAndTlsOnly,
  s3EncryptedAndVersioned,
  secretsHardened,
  managedStoresEncrypted,
  storageClassesEncrypted,
  backupCoversStateful,
  statefulDeletionProtected,
];
