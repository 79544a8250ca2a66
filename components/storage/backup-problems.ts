/** Another vault that every recovery point is copied to. */
export interface BackupCopy {
  /** In another region or account; its key must admit this account. */
  readonly vaultArn: string;
  /** Days that the copy is kept. Default as long as the original. */
  readonly retentionDays?: number;
}

/** Governance lock: nobody deletes a recovery point before its time, unless they may remove the lock first. */
export interface BackupLock {
  /** Shortest retention that the vault accepts, in days. */
  readonly minRetentionDays: number;
  /** Longest retention that the vault accepts, in days. */
  readonly maxRetentionDays: number;
}

/** When recovery points are made and how long they stay. */
export interface BackupSchedule {
  /** AWS cron expression in UTC. Default `cron(0 3 * * ? *)`, every night at three. */
  readonly schedule?: string;
  /** Days that recovery points are kept. */
  readonly retentionDays: number;
  /** Days until recovery points move to cold storage, which not every service has. Default never. */
  readonly coldStorageAfterDays?: number;
  readonly lock?: BackupLock;
  readonly copies?: readonly BackupCopy[];
}

/**
 * What is wrong with a schedule, each a sentence that begins with its path. AWS accepts most of it, and the jobs fail.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html
 */
export function backupProblems(backup: BackupSchedule): readonly string[] {
  const { schedule, retentionDays, coldStorageAfterDays: cold, lock, copies = [] } = backup;
  const problems: string[] = [];
  const days = (path: string, value: number): void => {
    if (!Number.isInteger(value) || value < 1)
      problems.push(`${path} is ${String(value)}; write a whole number of days.`);
  };
  days("retentionDays", retentionDays);
  copies.forEach((copy, index) => days(`copies[${String(index)}].retentionDays`, copy.retentionDays ?? retentionDays));
  if (schedule !== undefined && !/^cron\((\S+ ){5}\S+\)$/.test(schedule)) {
    problems.push(`schedule is "${schedule}"; write six fields in UTC, such as "cron(0 3 * * ? *)".`);
  }
  if (cold !== undefined && retentionDays < cold + 90) {
    problems.push(
      `retentionDays is ${String(retentionDays)} and coldStorageAfterDays is ${String(cold)}; ` +
        `keep recovery points at least 90 days in cold storage.`,
    );
  }
  if (lock !== undefined) problems.push(...lockProblems(lock, retentionDays));
  return problems;
}

function lockProblems({ minRetentionDays: min, maxRetentionDays: max }: BackupLock, retentionDays: number): string[] {
  const range = `lock.minRetentionDays ${String(min)} and lock.maxRetentionDays ${String(max)}`;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max > 36500 || min > max) {
    return [`lock is from ${String(min)} to ${String(max)} days; write 1 to 36500, the shorter one first.`];
  }
  if (retentionDays >= min && retentionDays <= max) return [];
  return [`retentionDays is ${String(retentionDays)}; it must lie between ${range}, or every job fails.`];
}
