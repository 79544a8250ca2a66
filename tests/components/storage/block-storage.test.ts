import assert from "node:assert/strict";
import { unknown } from "../../../policies/engine/values/value";
import { tags, addonType, classType, storage, addon, configurationOf } from "./storage-under-test";

describe("Storage of blocks", () => {
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
