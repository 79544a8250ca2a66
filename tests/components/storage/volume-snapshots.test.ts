import assert from "node:assert/strict";
import { addonType, storage, addon } from "./storage-under-test";

describe("Storage of snapshots", () => {
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
