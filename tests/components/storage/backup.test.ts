import assert from "node:assert/strict";
import { unknown } from "../../../policies/engine/values/value";
import { tags, classType, fileSystemType, selectionType, lockType, storage } from "./storage-under-test";

describe("Storage of backups", () => {
  const backup = { retentionDays: 35, lock: { minRetentionDays: 35, maxRetentionDays: 365 } };

  it("selects volumes, file systems and tables by the tag that class and file system set", async () => {
    const found = await storage({ backup });
    assert.deepEqual(found.only(selectionType).inputs, {
      name: "platform-backup",
      planId: unknown,
      iamRoleArn: "arn:aws:iam::111122223333:role/platform-backup",
      resources: [
        "arn:aws:ec2:*:*:volume/*",
        "arn:aws:elasticfilesystem:*:*:file-system/*",
        "arn:aws:dynamodb:*:*:table/*",
      ],
      conditions: [{ stringEquals: [{ key: "aws:ResourceTag/backup-plan", value: "platform-backup" }] }],
    });
    const { parameters } = found.byName(classType, "storage-block-gp3").inputs as {
      parameters: Readonly<Record<string, unknown>>;
    };
    assert.equal(parameters["tagSpecification_1"], "backup-plan=platform-backup");
    assert.deepEqual(found.only(fileSystemType).inputs["tags"], {
      ...tags,
      Name: "platform-files",
      "backup-plan": "platform-backup",
    });
  });

  it("keeps recovery points for their time in an encrypted vault", async () => {
    const found = await storage({ backup });
    assert.deepEqual(found.only("aws:backup/vault:Vault").inputs, {
      name: "platform-backup",
      kmsKeyArn: unknown,
      forceDestroy: false,
      tags: { ...tags, Name: "platform-backup" },
    });
    assert.deepEqual(found.only("aws:backup/plan:Plan").inputs, {
      name: "platform-backup",
      rules: [
        {
          ruleName: "scheduled",
          targetVaultName: "platform-backup",
          schedule: "cron(0 3 * * ? *)",
          startWindow: 60,
          completionWindow: 480,
          lifecycle: { deleteAfter: 35 },
          copyActions: [],
          recoveryPointTags: tags,
        },
      ],
      tags: { ...tags, Name: "platform-backup" },
    });
  });

  it("copies recovery points where asked", async () => {
    const vaultArn = "arn:aws:backup:eu-central-1:111122223333:backup-vault:copies";
    const found = await storage({ backup: { ...backup, copies: [{ vaultArn, retentionDays: 365 }] } });
    const [rule] = found.only("aws:backup/plan:Plan").inputs["rules"] as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(rule?.["copyActions"], [{ destinationVaultArn: vaultArn, lifecycle: { deleteAfter: 365 } }]);
  });

  it("locks the vault in a way that can still be taken back", async () => {
    const found = await storage({ backup });
    assert.deepEqual(found.only(lockType).inputs, {
      backupVaultName: "platform-backup",
      minRetentionDays: 35,
      maxRetentionDays: 365,
    });
    assert.deepEqual((await storage({ backup: { retentionDays: 7 } })).ofType(lockType), []);
  });

  it("plans after vault and lock, and selects after the role's policy", async () => {
    const found = await storage({ backup });
    const plan = found.only("aws:backup/plan:Plan");
    assert.ok(found.waitsFor(plan, found.only("aws:backup/vault:Vault")));
    assert.ok(found.waitsFor(plan, found.only(lockType)));
    const policy = found
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .find(({ inputs }) => String(inputs["policyArn"]).endsWith("AWSBackupServiceRolePolicyForBackup"));
    assert.ok(policy && found.waitsFor(found.only(selectionType), policy));
  });

  it("is left out, with its tag, where not asked for", async () => {
    const found = await storage();
    assert.deepEqual(
      found.all.filter(({ type }) => type.startsWith("aws:backup/")),
      [],
    );
    assert.equal(JSON.stringify(found.byName(classType, "storage-block-gp3").inputs).includes("backup-plan"), false);
  });

  it("refuses a retention that its lock refuses", async () => {
    await assert.rejects(storage({ backup: { ...backup, retentionDays: 7 } }), {
      message:
        'Backup "platform-backup":\n- retentionDays is 7; it must lie between lock.minRetentionDays 35 ' +
        "and lock.maxRetentionDays 365, or every job fails.",
    });
  });
});
