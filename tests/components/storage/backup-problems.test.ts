import assert from "node:assert/strict";
import { backupProblems, type BackupSchedule } from "../../../components/storage/backup-problems";

interface Row {
  readonly why: string;
  readonly backup: BackupSchedule;
  readonly problems: readonly string[];
}

const table: readonly Row[] = [
  {
    why: "no retention",
    backup: { retentionDays: 0 },
    problems: ["retentionDays is 0; write a whole number of days."],
  },
  {
    why: "a schedule of five fields",
    backup: { retentionDays: 35, schedule: "0 3 * * *" },
    problems: ['schedule is "0 3 * * *"; write six fields in UTC, such as "cron(0 3 * * ? *)".'],
  },
  {
    why: "cold storage for less than its minimum",
    backup: { retentionDays: 100, coldStorageAfterDays: 30 },
    problems: [
      "retentionDays is 100 and coldStorageAfterDays is 30; keep recovery points at least 90 days in cold storage.",
    ],
  },
  {
    why: "a retention that the lock refuses, which AWS reports only in failed jobs",
    backup: { retentionDays: 35, lock: { minRetentionDays: 36, maxRetentionDays: 365 } },
    problems: [
      "retentionDays is 35; it must lie between lock.minRetentionDays 36 and lock.maxRetentionDays 365, or every job fails.",
    ],
  },
  {
    why: "a lock whose limits are exchanged",
    backup: { retentionDays: 35, lock: { minRetentionDays: 36, maxRetentionDays: 7 } },
    problems: ["lock is from 36 to 7 days; write 1 to 36500, the shorter one first."],
  },
  {
    why: "a copy that is kept for no time",
    backup: {
      retentionDays: 35,
      copies: [{ vaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:x", retentionDays: 0 }],
    },
    problems: ["copies[0].retentionDays is 0; write a whole number of days."],
  },
];

describe("backupProblems", () => {
  it("finds none in good schedules", () => {
    assert.deepEqual(backupProblems({ retentionDays: 35 }), []);
    assert.deepEqual(
      backupProblems({
        schedule: "cron(0 5 ? * SUN *)",
        retentionDays: 120,
        coldStorageAfterDays: 30,
        lock: { minRetentionDays: 120, maxRetentionDays: 120 },
        copies: [{ vaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:x" }],
      }),
      [],
    );
  });

  for (const { why, backup, problems } of table) {
    it(`refuses ${why}`, () => {
      assert.deepEqual(backupProblems(backup), problems);
    });
  }
});
