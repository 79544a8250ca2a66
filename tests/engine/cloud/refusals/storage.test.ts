import type { Properties } from "../../properties";
import { putObject } from "../storage/bucket";
import { ClusterWorld } from "./cluster-world";
import { accountId, policy, refused, trust, World } from "./world";

describe("the stand-in cloud refuses of storage", () => {
  it("a second mount target in a zone (FS1), and to delete a file system that has one (FS11)", () => {
    const world = new ClusterWorld();
    const system = world.create("aws:efs/fileSystem:FileSystem", { encrypted: true });
    const mount = (subnetId: string) =>
      world.create("aws:efs/mountTarget:MountTarget", { fileSystemId: system.id, subnetId });
    mount(world.subnets[0]?.id ?? "");
    refused("FS1", () => mount(world.subnet("a", "10.0.7.0/24").id));
    refused("FS11", () => {
      world.remove(system);
    });
  });

  it("to delete a file system that still has the access point of a claim (FS11)", () => {
    const world = new ClusterWorld();
    const system = world.create("aws:efs/fileSystem:FileSystem", { encrypted: true });
    world.role("driver", trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"), "ReadOnlyAccess");
    world.addon("aws-efs-csi-driver", {
      podIdentityAssociations: [
        { serviceAccount: "efs-csi-controller-sa", roleArn: world.cloud.iamArn("role/driver") },
      ],
    });
    const named = (kind: string, name: string) => ({ kind, metadata: { name, namespace: "default" } });
    world.create("kubernetes:storage.k8s.io/v1:StorageClass", {
      ...{ apiVersion: "storage.k8s.io/v1", ...named("StorageClass", "efs") },
      ...{ provisioner: "efs.csi.aws.com", parameters: { provisioningMode: "efs-ap", fileSystemId: system.id } },
    });
    const claim = world.create("kubernetes:core/v1:PersistentVolumeClaim", {
      ...{ apiVersion: "v1", ...named("PersistentVolumeClaim", "shared") },
      spec: { storageClassName: "efs" },
    });
    refused("FS11", () => {
      world.remove(system);
    });
    world.remove(claim);
    world.remove(system);
  });

  it("file systems whose settings contradict (FS4, FS5, FS6)", () => {
    const system = (inputs: Properties) => new World().create("aws:efs/fileSystem:FileSystem", inputs);
    refused("FS4", () => system({ encrypted: false, kmsKeyId: "arn:aws:kms:eu-west-1:1:key/a" }));
    refused("FS5", () => system({ throughputMode: "provisioned" }));
    refused("FS6", () =>
      system({ lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS", transitionToArchive: "AFTER_90_DAYS" }] }),
    );
    refused("FS6", () => system({ lifecyclePolicies: [{ transitionToIa: "AFTER_31_DAYS" }] }));
    refused("FS6", () => system({ lifecyclePolicies: [{ transitionToArchive: "AFTER_90_DAYS" }] }));
  });

  it("a file system policy that lets nobody mount, or locks its writer out (FS7)", () => {
    const world = new World();
    const { id: fileSystemId } = world.create("aws:efs/fileSystem:FileSystem", {});
    const put = (document: string) =>
      world.create("aws:efs/fileSystemPolicy:FileSystemPolicy", { fileSystemId, policy: document });
    refused("FS7", () => put(policy({ Principal: "*", Action: ["elasticfilesystem:ClientRootAccess"] })));
    refused("FS7", () => put(policy({ Effect: "Deny", Principal: "*", Action: ["elasticfilesystem:*"] })));
    put(policy({ Principal: "*", Action: ["elasticfilesystem:ClientMount"] }));
  });

  it("backups that outlast the lock of their vault (BK3), by a role that AWS Backup cannot assume (BK4)", () => {
    const world = new ClusterWorld();
    refused("N20", () => world.create("aws:backup/vault:Vault", { name: "of the platform" }));
    world.create("aws:backup/vault:Vault", { name: "vault" });
    world.create("aws:backup/vaultLockConfiguration:VaultLockConfiguration", {
      backupVaultName: "vault",
      minRetentionDays: 35,
    });
    const plan = (deleteAfter: number, changes: Properties = {}) =>
      world.create("aws:backup/plan:Plan", {
        rules: [{ ruleName: "daily", targetVaultName: "vault", lifecycle: { deleteAfter }, ...changes }],
      });
    refused("BK3", () => plan(7));
    refused("BK3", () => plan(35, { startWindow: 30 }));
    refused("BK3", () => plan(60, { lifecycle: { deleteAfter: 60, coldStorageAfter: 30 } }));
    const { id: planId } = plan(35);
    const iamRoleArn = world.cloud.iamArn("role/nodes");
    refused("BK4", () => world.create("aws:backup/selection:Selection", { planId, iamRoleArn }));
  });

  it("buckets with a capital or a reserved name (ST1), a second part (ST3) and public policies (ST4)", () => {
    const world = new World();
    const bucket = (name: string) => world.create("aws:s3/bucket:Bucket", { bucket: name });
    refused("ST1", () => bucket("Logs-of-prod"));
    refused("ST1", () => bucket("logs-s3alias"));
    bucket("logs");
    refused("N22", () => bucket("logs"));
    const put = (statement: Properties) =>
      world.create("aws:s3/bucketPolicy:BucketPolicy", { bucket: "logs", policy: policy(statement) });
    const everybody = { Principal: "*", Action: "s3:GetObject", Resource: "*" };
    refused("ST4", () => put(everybody));
    refused("ST8", () => put({ ...everybody, Principal: { AWS: `arn:aws:iam::${accountId}:role/missing` } }));
    put({ ...everybody, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } });
    refused("ST3", () => put({ ...everybody, Effect: "Deny" }));
  });

  it("what a bucket states itself beside a resource of its own (ST7), and to delete a bucket with something in it (ST17)", () => {
    const world = new World();
    const bucket = (name: string, more: Properties = {}) =>
      world.create("aws:s3/bucket:Bucket", { bucket: name, ...more });
    bucket("stated", { versioning: { enabled: true } });
    refused("ST7", () =>
      world.create("aws:s3/bucketVersioning:BucketVersioning", {
        ...{ bucket: "stated", versioningConfiguration: { status: "Enabled" } },
      }),
    );
    const [full, emptied] = [bucket("full"), bucket("emptied", { forceDestroy: true })];
    for (const { id } of [full, emptied]) putObject(id, "source/1", world.cloud);
    refused("ST17", () => {
      world.remove(full);
    });
    world.remove(emptied);
  });

  it("tables with an attribute that nothing uses, and to delete a protected one (DS4)", () => {
    const world = new World();
    const table = (attributes: readonly string[], deletionProtectionEnabled: boolean) =>
      world.create("aws:dynamodb/table:Table", {
        ...{ name: "orders", hashKey: "id", deletionProtectionEnabled },
        attributes: attributes.map((name) => ({ name, type: "S" })),
      });
    refused("DS4", () => table(["id", "city"], false));
    refused("DS4", () => {
      world.remove(table(["id"], true));
    });
  });

  it("parts of a bucket that is missing (ST5), half of a state (ST19), early transitions (ST23) and a key that is not there (K16)", () => {
    const world = new World();
    const [versioning, lifecycle] = [
      "aws:s3/bucketVersioning:BucketVersioning",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    ];
    const enabled = { versioningConfiguration: { status: "Enabled" } };
    refused("ST5", () => world.create(versioning, { bucket: "exports", ...enabled }));
    world.create("aws:s3/bucket:Bucket", { bucket: "exports" });
    refused("ST19", () => world.create(versioning, { bucket: "exports", versioningConfiguration: { status: "On" } }));
    world.create(versioning, { bucket: "exports", ...enabled });
    const rules = (rule: Properties) => world.create(lifecycle, { bucket: "exports", rules: [rule] });
    refused("ST23", () => rules({ status: "On" }));
    refused("ST23", () => rules({ status: "Enabled", transitions: [{ days: 29, storageClass: "STANDARD_IA" }] }));
    rules({ status: "Enabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }] });
    refused("K16", () =>
      world.create("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
        bucket: "exports",
        rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: world.cloud.arn("kms", "key/missing") } }],
      }),
    );
  });

  it("vaults with a taken name (BK1), locks of no vault or of no time (BK2), and keys that are not there (K14, K18)", () => {
    const world = new World();
    const kmsKeyArn = world.cloud.arn("kms", "key/missing");
    const vault = (inputs: Properties = {}) => world.create("aws:backup/vault:Vault", { name: "nightly", ...inputs });
    refused("K18", () => vault({ kmsKeyArn }));
    vault();
    refused("BK1", () => vault());
    const lock = (inputs: Properties) =>
      world.create("aws:backup/vaultLockConfiguration:VaultLockConfiguration", {
        backupVaultName: "nightly",
        ...inputs,
      });
    refused("BK2", () => lock({ backupVaultName: "missing" }));
    refused("BK2", () => lock({ minRetentionDays: 30, maxRetentionDays: 7 }));
    refused("BK2", () => lock({ changeableForDays: 2 }));
    lock({ minRetentionDays: 7, maxRetentionDays: 30 });
    refused("K14", () => world.create("aws:efs/fileSystem:FileSystem", { encrypted: true, kmsKeyId: kmsKeyArn }));
  });

  it("mount targets with six security groups, or one that is not there (FS2)", () => {
    const world = new ClusterWorld();
    const system = world.create("aws:efs/fileSystem:FileSystem", { encrypted: true });
    const target = (securityGroups: readonly string[]) =>
      world.create("aws:efs/mountTarget:MountTarget", {
        ...{ fileSystemId: system.id, subnetId: world.subnets[0]?.id ?? "", securityGroups },
      });
    refused("FS2", () => target(Array.from({ length: 6 }, (_, index) => `sg-${index}`)));
    refused("FS2", () => target(["sg-missing"]));
    target([]);
  });
});
