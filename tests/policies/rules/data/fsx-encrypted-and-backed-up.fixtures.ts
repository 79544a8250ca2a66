import { unknown } from "../../../../policies/engine/values/value";
import { fsxEncryptedAndBackedUp } from "../../../../policies/rules/data/fsx-encrypted-and-backed-up";
import { resource, type RuleFixtures } from "../../fixture";

const lustre = "aws:fsx/lustreFileSystem:LustreFileSystem";
const ontap = "aws:fsx/ontapFileSystem:OntapFileSystem";
const zfs = "aws:fsx/openZfsFileSystem:OpenZfsFileSystem";
const windows = "aws:fsx/windowsFileSystem:WindowsFileSystem";

export const fixtures: RuleFixtures = {
  rule: fsxEncryptedAndBackedUp,

  passes: [
    {
      when: "a persistent Lustre file system has a key, backups and their tags",
      resources: [
        resource(lustre, "l", {
          deploymentType: "PERSISTENT_2",
          kmsKeyId: "k",
          automaticBackupRetentionDays: 7,
          copyTagsToBackups: true,
        }),
      ],
    },
    {
      when: "a scratch Lustre file system has nothing to protect",
      resources: [resource(lustre, "l", { deploymentType: "SCRATCH_2" })],
    },
    {
      when: "ONTAP spans two zones",
      resources: [resource(ontap, "o", { deploymentType: "MULTI_AZ_1", kmsKeyId: "k" })],
    },
    {
      when: "development needs no customer key",
      resources: [resource(zfs, "z", { deploymentType: "MULTI_AZ_1", copyTagsToBackups: true })],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    {
      when: "a persistent Lustre file system says nothing more",
      resources: [resource(lustre, "l", { deploymentType: "PERSISTENT_2" })],
      paths: ["kmsKeyId", "automaticBackupRetentionDays", "copyTagsToBackups"],
    },
    {
      when: "backups are switched off",
      resources: [
        resource(windows, "w", {
          deploymentType: "MULTI_AZ_1",
          kmsKeyId: "k",
          automaticBackupRetentionDays: 0,
          copyTagsToBackups: true,
        }),
      ],
      paths: ["automaticBackupRetentionDays"],
    },
    {
      when: "OpenZFS stands in one zone",
      resources: [resource(zfs, "z", { deploymentType: "SINGLE_AZ_2", kmsKeyId: "k", copyTagsToBackups: true })],
      paths: ["deploymentType"],
    },
    {
      when: "Windows names no deployment type, which is one zone",
      resources: [resource(windows, "w", { kmsKeyId: "k", copyTagsToBackups: true })],
      paths: ["deploymentType"],
    },
  ],
  undecided: [
    {
      when: "the deployment type is unknown",
      resources: [resource(ontap, "o", { deploymentType: unknown, kmsKeyId: "k" })],
    },
    {
      when: "a Lustre file system may be a scratch one",
      resources: [resource(lustre, "l", { deploymentType: unknown })],
    },
  ],
};
