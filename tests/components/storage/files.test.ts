import assert from "node:assert/strict";
import { unknown } from "../../../policies/engine/values/value";
import { tags, classType, fileSystemType, targetType, storage, addon, configurationOf } from "./storage-under-test";

describe("Storage of files", () => {
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
