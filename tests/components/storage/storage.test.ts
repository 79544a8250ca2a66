import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { Storage, type StorageArgs } from "../../../components/storage";
import { unknown } from "../../../policies/engine/values/value";
import { registrations, type Registration, type Registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const tags = { owner: "platform-team", environment: "test" };
const addonType = "aws:eks/addon:Addon";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const fileSystemType = "aws:efs/fileSystem:FileSystem";
const targetType = "aws:efs/mountTarget:MountTarget";
const selectionType = "aws:backup/selection:Selection";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

type Choices = Partial<Pick<StorageArgs, "snapshots" | "reclaimPolicy" | "blockVolumes">> & {
  readonly fileSystem?: { readonly protect?: boolean; readonly zones?: readonly string[] } | false;
  readonly backup?: Omit<NonNullable<StorageArgs["backup"]>, "key">;
};

function customerKey(name: string): CustomerKey {
  return new CustomerKey(name, { name: `platform-${name}`, description: name, location, statements: [] });
}

/** All of storage for a cluster in two zones, with the choices of a test. */
function storage({ fileSystem = {}, backup, ...choices }: Choices = {}): Promise<Registrations<Storage>> {
  return registrations(() => {
    const { id: vpcId } = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
    const zones = fileSystem === false ? [] : (fileSystem.zones ?? ["eu-west-1a", "eu-west-1b"]);
    const subnets = zones.map((availabilityZone, index) => {
      const cidrBlock = `10.0.${String(index)}.0/24`;
      const { id } = new aws.ec2.Subnet(`isolated-${String(index)}`, { vpcId, cidrBlock, availabilityZone });
      return { id, availabilityZone };
    });
    const resource = new aws.eks.Cluster("cluster", {
      name: "platform",
      roleArn: "arn:aws:iam::111122223333:role/platform-cluster",
      vpcConfig: { subnetIds: subnets.map(({ id }) => id) },
    });
    const nodes = new aws.eks.NodeGroup("nodes", {
      clusterName: "platform",
      nodeRoleArn: "arn:aws:iam::111122223333:role/platform-nodes",
      subnetIds: subnets.map(({ id }) => id),
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
    });
    return new Storage("storage", {
      prefix: "platform",
      cluster: {
        name: "platform",
        arn: "arn:aws:eks:eu-west-1:111122223333:cluster/platform",
        location,
        version: "1.36",
        resource,
        oidcProviderArn: resource.arn,
        issuer: resource.endpoint,
        kubernetes: new k8s.Provider("kubernetes", { kubeconfig: resource.endpoint }),
        securityGroupId: resource.vpcConfig.apply((vpc) => vpc.clusterSecurityGroupId),
      },
      nodes: [nodes],
      volumeKey: customerKey("volumes"),
      ...(fileSystem === false
        ? {}
        : { fileSystem: { vpcId, subnets, key: customerKey("files"), protect: fileSystem.protect ?? true } }),
      ...(backup === undefined ? {} : { backup: { ...backup, key: customerKey("backup") } }),
      ...choices,
      tags,
    });
  });
}

function addon(found: Registrations, addonName: string): Registration {
  return found.ofType(addonType).find(({ inputs }) => inputs["addonName"] === addonName) ?? assert.fail(addonName);
}

function configurationOf({ inputs }: Registration): unknown {
  return JSON.parse(String(inputs["configurationValues"]));
}

describe("Storage", () => {
  describe("of blocks", () => {
    it("has an encrypted gp3 class under the customer key as the only default", async () => {
      const found = await storage();
      const gp3 = found.byName(classType, "storage-block-gp3");
      assert.deepEqual(gp3.inputs, {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
        provisioner: "ebs.csi.aws.com",
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        reclaimPolicy: "Delete",
        parameters: { type: "gp3", encrypted: "true", kmsKeyId: unknown, "csi.storage.k8s.io/fstype": "ext4" },
      });
      assert.deepEqual(gp3.propertyDependencies["parameters"], [found.byName("aws:kms/key:Key", "volumes").urn]);
      const defaults = found
        .ofType(classType)
        .filter(({ inputs }) => JSON.stringify(inputs["metadata"]).includes("is-default-class"));
      assert.deepEqual(defaults, [gp3]);
    });

    it("makes no class of the driver's own, and lets the driver count the disks of its node", async () => {
      assert.deepEqual(configurationOf(addon(await storage(), "aws-ebs-csi-driver")), {
        controller: { extraVolumeTags: tags, loggingFormat: "json" },
        defaultStorageClass: { enabled: false },
        node: { enableWindows: false, hostNetwork: true, loggingFormat: "json" },
      });
    });

    it("gives the driver rights over this cluster's volumes and over their key", async () => {
      const found = await storage();
      const roleArn = "arn:aws:iam::111122223333:role/platform-aws-ebs-csi-driver";
      assert.deepEqual(addon(found, "aws-ebs-csi-driver").inputs["podIdentityAssociations"], [
        { serviceAccount: "ebs-csi-controller-sa", roleArn },
      ]);
      assert.deepEqual(
        found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs["policyArn"]),
        ["arn:aws:iam::aws:policy/AmazonEBSCSIDriverEKSClusterScopedPolicy"],
      );
      const policy = found
        .ofType("aws:iam/rolePolicy:RolePolicy")
        .find(({ inputs }) => inputs["name"] === "platform-aws-ebs-csi-driver");
      assert.match(String(policy?.inputs["policy"]), /"kms:ResourceAliases":"alias\/platform-volumes"/);
    });

    it("starts the driver after nodes, key, alias and snapshot definitions", async () => {
      const found = await storage();
      const driver = addon(found, "aws-ebs-csi-driver");
      for (const earlier of [
        found.only("aws:eks/nodeGroup:NodeGroup"),
        found.byName("aws:kms/key:Key", "volumes"),
        found.byName("aws:kms/alias:Alias", "volumes"),
        addon(found, "snapshot-controller"),
      ]) {
        assert.ok(found.waitsFor(driver, earlier), `not after ${earlier.type} ${earlier.name}`);
      }
      assert.ok(found.waitsFor(found.byName(classType, "storage-block-gp3"), driver));
    });

    it("refuses claims of the class gp2 that EKS brings along", async () => {
      const found = await storage();
      const { spec } = found.only("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy").inputs;
      assert.deepEqual(spec, {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["persistentvolumeclaims"] },
          ],
        },
        validations: [
          {
            expression: "!has(object.spec.storageClassName) || object.spec.storageClassName != 'gp2'",
            message: "The storage class gp2 makes volumes without the platform's key; use gp3.",
          },
        ],
      });
      const binding = found.only("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding");
      assert.deepEqual(binding.inputs["spec"], {
        policyName: "encrypted-storage-classes",
        validationActions: ["Deny"],
      });
    });

    it("is left out where no node could mount its volumes", async () => {
      const found = await storage({ blockVolumes: false, snapshots: false });
      assert.equal(found.ofType("platform:storage:BlockStorage").length, 0);
      assert.equal(found.ofType(addonType).length, 1);
    });

    it("keeps volumes of deleted claims where asked", async () => {
      const found = await storage({ reclaimPolicy: "Retain" });
      assert.equal(found.byName(classType, "storage-block-gp3").inputs["reclaimPolicy"], "Retain");
    });

    it("lets go of Kubernetes objects together with the cluster", async () => {
      const found = await storage();
      const cluster = found.only("aws:eks/cluster:Cluster").urn;
      const objects = found.all.filter(({ type }) => type.startsWith("kubernetes:"));
      assert.equal(objects.length, 5);
      for (const { deletedWith, name } of objects) assert.equal(deletedWith, cluster, name);
    });
  });

  describe("of snapshots", () => {
    it("has a default class for EBS once the definitions are there", async () => {
      const found = await storage();
      const snapshotClass = found.only("kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass");
      assert.deepEqual(snapshotClass.inputs, {
        apiVersion: "snapshot.storage.k8s.io/v1",
        kind: "VolumeSnapshotClass",
        metadata: { name: "ebs", annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" } },
        driver: "ebs.csi.aws.com",
        deletionPolicy: "Delete",
      });
      assert.ok(found.waitsFor(snapshotClass, addon(found, "snapshot-controller")));
    });

    it("can be left out", async () => {
      const found = await storage({ snapshots: false });
      assert.deepEqual(found.ofType("kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass"), []);
      assert.deepEqual(
        found.ofType(addonType).map(({ inputs }) => inputs["addonName"]),
        ["aws-ebs-csi-driver", "aws-efs-csi-driver"],
      );
    });
  });

  describe("of files", () => {
    it("is an encrypted, elastic file system that moves files nobody reads", async () => {
      const fileSystem = (await storage()).only(fileSystemType);
      assert.deepEqual(fileSystem.inputs, {
        encrypted: true,
        kmsKeyId: unknown,
        performanceMode: "generalPurpose",
        throughputMode: "elastic",
        lifecyclePolicies: [
          { transitionToIa: "AFTER_30_DAYS" },
          { transitionToArchive: "AFTER_90_DAYS" },
          { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
        ],
        tags: { ...tags, Name: "platform-files" },
      });
    });

    it("is protected as asked", async () => {
      assert.equal((await storage()).only(fileSystemType).protect, true);
      assert.equal((await storage({ fileSystem: { protect: false } })).only(fileSystemType).protect, false);
    });

    it("has a mount target in every zone behind a group that admits only NFS from nodes, and nothing out", async () => {
      const found = await storage();
      const group = found.only("aws:ec2/securityGroup:SecurityGroup");
      assert.deepEqual(
        found.ofType(targetType).map(({ name }) => name),
        ["storage-files-eu-west-1a", "storage-files-eu-west-1b"],
      );
      for (const { inputs, propertyDependencies } of found.ofType(targetType)) {
        assert.deepEqual(inputs, { fileSystemId: unknown, subnetId: unknown, securityGroups: [unknown] });
        assert.deepEqual(propertyDependencies["securityGroups"], [group.urn]);
      }
      const { inputs, propertyDependencies } = found.only("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
      assert.deepEqual(inputs, {
        securityGroupId: unknown,
        referencedSecurityGroupId: unknown,
        ipProtocol: "tcp",
        fromPort: 2049,
        toPort: 2049,
        description: "NFS from nodes",
        tags,
      });
      assert.deepEqual(propertyDependencies["referencedSecurityGroupId"], [found.only("aws:eks/cluster:Cluster").urn]);
      assert.deepEqual(found.ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
      assert.equal("egress" in group.inputs || "ingress" in group.inputs, false);
    });

    it("offers a class of access points only after every mount target, the rule, the policy and the driver", async () => {
      const found = await storage();
      const efs = found.byName(classType, "storage-files-efs");
      assert.deepEqual(efs.inputs, {
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name: "efs" },
        provisioner: "efs.csi.aws.com",
        volumeBindingMode: "Immediate",
        reclaimPolicy: "Delete",
        parameters: { provisioningMode: "efs-ap", fileSystemId: unknown, directoryPerms: "700" },
      });
      for (const earlier of [
        ...found.ofType(targetType),
        found.only("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
        found.only("aws:efs/fileSystemPolicy:FileSystemPolicy"),
        addon(found, "aws-efs-csi-driver"),
      ]) {
        assert.ok(efs.dependencies.includes(earlier.urn), `not after ${earlier.type} ${earlier.name}`);
      }
    });

    it("runs the driver on nodes with a role that makes access points and no node role", async () => {
      const found = await storage();
      const driver = addon(found, "aws-efs-csi-driver");
      assert.deepEqual(configurationOf(driver), {
        controller: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } },
        node: { s3filesCloudWatchLogEnabled: false },
      });
      assert.deepEqual(driver.inputs["podIdentityAssociations"], [
        {
          serviceAccount: "efs-csi-controller-sa",
          roleArn: "arn:aws:iam::111122223333:role/platform-aws-efs-csi-driver",
        },
      ]);
      assert.ok(found.waitsFor(driver, found.only("aws:eks/nodeGroup:NodeGroup")));
    });

    it("has a policy that is known at preview", async () => {
      const { policy } = (await storage()).only("aws:efs/fileSystemPolicy:FileSystemPolicy").inputs;
      assert.match(String(policy), /"aws:SecureTransport":"false"/);
    });

    it("says in so many words that EFS keeps no backups of its own", async () => {
      const { backupPolicy } = (await storage()).only("aws:efs/backupPolicy:BackupPolicy").inputs;
      assert.deepEqual(backupPolicy, { status: "DISABLED" });
    });

    it("can be left out with everything of it", async () => {
      const found = await storage({ fileSystem: false });
      assert.deepEqual(
        found.all.filter(({ type }) => type.startsWith("aws:efs/")),
        [],
      );
      assert.deepEqual(
        found.ofType(classType).map(({ name }) => name),
        ["storage-block-gp3"],
      );
    });

    it("refuses two mount targets in a zone", async () => {
      await assert.rejects(storage({ fileSystem: { zones: ["eu-west-1a", "eu-west-1a"] } }), {
        message: 'subnets has two in zone "eu-west-1a"; a file system has one mount target in each zone.',
      });
    });
  });

  describe("of backups", () => {
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

  it("is ready for claims when drivers and classes are", async () => {
    const found = await storage();
    assert.deepEqual(
      await Promise.all(found.built.ready.map(async ({ urn }) => found.get(String(await found.read(urn))).name)),
      ["storage-block-driver", "storage-block-gp3", "storage-files-driver", "storage-files-efs"],
    );
  });
});
