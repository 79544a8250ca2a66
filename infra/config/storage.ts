import { z } from "zod";
import { given } from "../given";
import { backupProblems, type BackupSchedule } from "../../components/storage/backup-problems";
import { checked } from "./schema/checked";
import { textLike } from "./schema/fields";

const copySchema = z.strictObject({
  vaultArn: textLike(
    /^arn:aws(-cn|-us-gov)?:backup:[a-z0-9-]+:[0-9]{12}:backup-vault:[\w-]{2,50}$/,
    "the ARN of a backup vault",
    "arn:aws:backup:eu-central-1:444455556666:backup-vault:copies",
  ).describe("Vault in another region or account; its key and policy must admit this account."),
  retentionDays: z.int().min(1).optional().describe("Days that copies are kept. As long as the original if left out."),
});

const backupFields = z
  .strictObject({
    enabled: z
      .boolean()
      .default(true)
      .describe("Whether volumes and the file system are backed up, every night at three (UTC)."),
    retentionDays: z.int().min(1).default(35).describe("Days that recovery points are kept."),
    locked: z
      .boolean()
      .default(true)
      .describe("Whether nobody may delete a recovery point before its time without removing the vault's lock first."),
    copies: z.array(copySchema).default([]).describe("Further vaults that every recovery point is copied to."),
  })
  .describe("Recovery points of volumes and the file system.");

const backupSchema = checked(backupFields, {
  reads: ["retentionDays", "copies"],
  check: (backup, report) => {
    for (const problem of backupProblems(backupSchedule({ ...backup, locked: false }))) report([], problem);
  },
});

/** The schedule of backups as the component takes it. */
export function backupSchedule({ retentionDays, locked, copies }: z.output<typeof backupFields>): BackupSchedule {
  return {
    retentionDays,
    copies: copies.map(({ vaultArn, retentionDays: days }) => ({ vaultArn, ...given({ retentionDays: days }) })),
    // Backups of longer terms stay possible; a shorter term than that of the plan would defeat the lock.
    ...(locked && { lock: { minRetentionDays: retentionDays, maxRetentionDays: longestRetentionDays } }),
  };
}

/** A hundred years, which AWS Backup takes for the most. */
const longestRetentionDays = 36500;

/** Volumes for pods. */
export const storageSchema = z
  .strictObject({
    reclaimPolicy: z
      .enum(["Delete", "Retain"])
      .default("Delete")
      .describe("What becomes of a volume when its claim is deleted."),
    snapshots: z.boolean().default(true).describe("Whether claims can be copied by the Kubernetes API."),
    sharedFileSystem: z
      .boolean()
      .default(true)
      .describe("Whether there is an EFS file system for volumes that many pods write to. Empty, it costs nothing."),
    backup: backupSchema.prefault({}),
  })
  .describe("Volumes for pods. Volumes of EBS are always there.");
