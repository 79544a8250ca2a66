import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { CustomerKey } from "../encryption/customer-key";
import { role, type Role, type RoleSettings } from "../identity/role";
import { serviceTrust } from "../identity/trust";
import { backupProblems, type BackupSchedule } from "./backup-problems";
import type { BackupTag } from "./volume-tags";

export interface BackupArgs extends BackupSchedule {
  /** Physical name of vault and plan, 2-50 letters, digits, `-` and `_`. */
  readonly name: string;
  readonly location: Location;
  /** Encrypts the recovery points of EFS; those of EBS stay under the volumes' key. It can't be changed. */
  readonly key: CustomerKey;
  /** Which volumes, file systems and tables are kept: those with this tag. */
  readonly tag: BackupTag;
  /** Whether the vault and all recovery points in it may be deleted together. Default false. */
  readonly forceDestroy?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Recovery points of all volumes, file systems and tables with one tag, in an encrypted vault.
 * Idle cost: none; recovery points are billed per GiB and month.
 * @throws when the schedule is one that AWS would refuse, or whose jobs would fail.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 */
export class Backup extends pulumi.ComponentResource {
  readonly vault: aws.backup.Vault;
  readonly plan: aws.backup.Plan;

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:Backup", name, { name: args.name, tag: args.tag, retentionDays: args.retentionDays }, opts);
    refuseBadArgs(args);
    this.vault = createVault(this, name, args);
    const lock = args.lock === undefined ? [] : [createLock(this, name, args, args.lock, this.vault)];
    this.plan = createPlan(this, name, args, [this.vault, ...lock]);
    createSelection(this, name, args, this.plan, createRole(this, name, args));
    this.registerOutputs({ vaultArn: this.vault.arn });
  }
}

function refuseBadArgs(args: BackupArgs): void {
  const problems = [...backupProblems(args)];
  if (!/^[A-Za-z0-9_-]{2,50}$/.test(args.name)) {
    problems.push(`name is "${args.name}"; write 2 to 50 letters, digits, "-" and "_".`);
  }
  if (problems.length > 0) throw new Error(`Backup "${args.name}":\n- ${problems.join("\n- ")}`);
}

function createVault(parent: Backup, name: string, args: BackupArgs): aws.backup.Vault {
  return new aws.backup.Vault(
    name,
    {
      name: args.name,
      kmsKeyArn: args.key.arn,
      forceDestroy: args.forceDestroy ?? false,
      tags: { ...args.tags, Name: args.name },
    },
    { parent, dependsOn: args.key.key },
  );
}

/** Without a date from which the lock can't be changed, which nobody, not even AWS, could take back. */
function createLock(
  parent: Backup,
  name: string,
  { name: backupVaultName }: BackupArgs,
  lock: NonNullable<BackupArgs["lock"]>,
  vault: aws.backup.Vault,
): aws.backup.VaultLockConfiguration {
  return new aws.backup.VaultLockConfiguration(
    name,
    { backupVaultName, minRetentionDays: lock.minRetentionDays, maxRetentionDays: lock.maxRetentionDays },
    // A vault has one lock: the new one would be refused, and removing the old one would take it away again.
    { parent, dependsOn: vault, deleteBeforeReplace: true },
  );
}

function createPlan(
  parent: Backup,
  name: string,
  args: BackupArgs,
  after: readonly pulumi.Resource[],
): aws.backup.Plan {
  const { retentionDays, coldStorageAfterDays, copies = [] } = args;
  const lifecycle = {
    deleteAfter: retentionDays,
    ...(coldStorageAfterDays === undefined ? {} : { coldStorageAfter: coldStorageAfterDays }),
  };
  return new aws.backup.Plan(
    name,
    {
      name: args.name,
      rules: [
        {
          ruleName: "scheduled",
          targetVaultName: args.name,
          schedule: args.schedule ?? "cron(0 3 * * ? *)",
          // Minutes: a job starts within an hour and has eight to end.
          startWindow: 60,
          completionWindow: 480,
          lifecycle,
          copyActions: copies.map((copy) => ({
            destinationVaultArn: copy.vaultArn,
            lifecycle: { ...lifecycle, deleteAfter: copy.retentionDays ?? retentionDays },
          })),
          recoveryPointTags: { ...args.tags },
        },
      ],
      tags: { ...args.tags, Name: args.name },
    },
    { parent, dependsOn: [...after] },
  );
}

function createRole(parent: Backup, name: string, args: BackupArgs): Role {
  return role(
    name,
    {
      name: args.name,
      location: args.location,
      trust: serviceTrust("backup.amazonaws.com", { location: args.location }),
      description: "AWS Backup makes recovery points of what is tagged",
      managedPolicyNames: ["service-role/AWSBackupServiceRolePolicyForBackup"],
      tags: { ...args.tags },
      ...args.roles,
    },
    parent,
  );
}

/**
 * Types of resources and the tag, which a condition joins by AND. A list of tags would be joined to the types by OR and
 * take every volume of the account; alone, it would silently skip services that the region has not opted in to.
 */
function createSelection(
  parent: Backup,
  name: string,
  { location: { partition }, tag, name: selection }: BackupArgs,
  plan: aws.backup.Plan,
  { arn: iamRoleArn, policies }: Role,
): aws.backup.Selection {
  return new aws.backup.Selection(
    name,
    {
      name: selection,
      planId: plan.id,
      iamRoleArn,
      resources: ["ec2:*:*:volume/*", "elasticfilesystem:*:*:file-system/*", "dynamodb:*:*:table/*"].map(
        (type) => `arn:${partition}:${type}`,
      ),
      conditions: [{ stringEquals: [{ key: `aws:ResourceTag/${tag.key}`, value: tag.value }] }],
    },
    { parent, dependsOn: [...policies] },
  );
}
