import * as aws from "@pulumi/aws";
import type { Network } from "./network";

export function createKeys(): void {
  const everybody = {
    Version: "2012-10-17",
    Statement: [{ Sid: "Everybody", Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" }],
  };
  new aws.kms.Key("data", {
    enableKeyRotation: false, // DATA-01
    deletionWindowInDays: 7, // DATA-01
    policy: JSON.stringify(everybody), // DATA-02
    // DATA-13: not protected
  });
  const vendor = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::999999999999:root" }, Action: "kms:*", Resource: "*" }, // DATA-02
    ],
  };
  new aws.kms.Key(
    "vendor",
    { enableKeyRotation: true, rotationPeriodInDays: 730, policy: JSON.stringify(vendor) }, // DATA-01
    { protect: true },
  );
}

export function createVolumes(): void {
  // DATA-03, DATA-12, DATA-13. COST-02: gp2, as nothing else is said.
  new aws.ebs.Volume("scratch", { availabilityZone: "eu-west-1a", size: 100, encrypted: false });
  // DATA-03
  new aws.ebs.SnapshotCopy("copy", { sourceSnapshotId: "snap-0123456789abcdef0", sourceRegion: "eu-west-1" });
}

export function createFileSystems({ publicSubnets }: Network): void {
  // DATA-05: plain text, no backups, no TLS. DATA-12, DATA-13.
  const shared = new aws.efs.FileSystem("shared", { creationToken: "shared", encrypted: false });
  for (const [index, subnet] of publicSubnets.entries()) {
    new aws.efs.MountTarget(`shared-${index}`, { fileSystemId: shared.id, subnetId: subnet.id }); // DATA-05
  }
  new aws.efs.AccessPoint("everything", { fileSystemId: shared.id, rootDirectory: { path: "/" } }); // DATA-05
  // DATA-06: no key, no backups. DATA-12.
  new aws.fsx.LustreFileSystem("training", {
    subnetIds: publicSubnets[0]?.id ?? "",
    deploymentType: "PERSISTENT_2",
    storageCapacity: 1200,
    perUnitStorageThroughput: 125,
  });
  // DATA-06: no key, one zone. DATA-12, DATA-13.
  new aws.fsx.OpenZfsFileSystem("home", {
    subnetIds: publicSubnets.slice(0, 1).map(({ id }) => id),
    deploymentType: "SINGLE_AZ_1",
    throughputCapacity: 64,
    storageCapacity: 64,
    skipFinalBackup: true,
  });
}

export function createSecrets(): void {
  // DATA-09: the account's key, gone at once, never rotated. DATA-13.
  const database = new aws.secretsmanager.Secret("database", { name: "database", recoveryWindowInDays: 0 });
  new aws.secretsmanager.SecretPolicy("database", {
    secretArn: database.arn,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }], // DATA-09
    }),
  });
  new aws.ssm.Parameter("password", { name: "/shop/db-password", type: "String", value: "not-a-secret" }); // DATA-09
}

export function createBackups(): void {
  const vault = new aws.backup.Vault("daily", { name: "daily", forceDestroy: true }); // DATA-12, DATA-13
  const plan = new aws.backup.Plan("daily", {
    name: "daily",
    rules: [
      {
        ruleName: "daily",
        targetVaultName: vault.name,
        schedule: "cron(0 5 ? * * *)",
        lifecycle: { deleteAfter: 7 }, // DATA-12
      },
    ],
  });
  // What anybody could back up carries this tag, and nothing does.
  new aws.backup.Selection("daily", {
    name: "daily",
    planId: plan.id,
    iamRoleArn: "arn:aws:iam::111122223333:role/backup",
    selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
  });
}
