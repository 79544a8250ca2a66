import type { RuleFixtures } from "../../fixture";
import { fixtures as accountDefaultsHardened } from "./account-defaults-hardened.fixtures";
import { fixtures as backupCoversStateful } from "./backup-covers-stateful.fixtures";
import { fixtures as ebsVolumesEncrypted } from "./ebs-volumes-encrypted.fixtures";
import { fixtures as efsProtected } from "./efs-protected.fixtures";
import { fixtures as fsxEncryptedAndBackedUp } from "./fsx-encrypted-and-backed-up.fixtures";
import { fixtures as kmsKeyPolicySane } from "./kms-key-policy-sane.fixtures";
import { fixtures as kmsKeyRotation } from "./kms-key-rotation.fixtures";
import { fixtures as managedStoresEncrypted } from "./managed-stores-encrypted.fixtures";
import { fixtures as s3EncryptedAndVersioned } from "./s3-encrypted-and-versioned.fixtures";
import { fixtures as s3PrivateAndTlsOnly } from "./s3-private-and-tls-only.fixtures";
import { fixtures as secretsHardened } from "./secrets-hardened.fixtures";
import { fixtures as statefulDeletionProtected } from "./stateful-deletion-protected.fixtures";
import { fixtures as storageClassesEncrypted } from "./storage-classes-encrypted.fixtures";

export const dataFixtures: readonly RuleFixtures[] = [
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
