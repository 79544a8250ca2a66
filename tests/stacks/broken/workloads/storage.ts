import * as kubernetes from "@pulumi/kubernetes";

const isDefault = { "storageclass.kubernetes.io/is-default-class": "true" };

export function createStorage(): void {
  // DATA-11: plain text, bound at once, and one of two defaults. DATA-12: no backup takes its volumes.
  new kubernetes.storage.v1.StorageClass("standard", {
    metadata: { name: "standard", annotations: isDefault },
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3" },
    volumeBindingMode: "Immediate",
  });
  // DATA-11: the provisioner that is gone, and the other default. DATA-12: its volumes are EBS all the same.
  new kubernetes.storage.v1.StorageClass("gp2", {
    metadata: { name: "gp2", annotations: isDefault },
    provisioner: "kubernetes.io/aws-ebs",
    parameters: { type: "gp2", encrypted: "true" }, // COST-02
    volumeBindingMode: "WaitForFirstConsumer",
  });
  // DATA-11: a directory of whichever node it is.
  new kubernetes.core.v1.PersistentVolume("logs", {
    metadata: { name: "logs" },
    spec: { capacity: { storage: "10Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/var/log" } },
  });
  // DATA-11: NFS in clear text.
  new kubernetes.core.v1.PersistentVolume("shared", {
    metadata: { name: "shared" },
    spec: {
      capacity: { storage: "10Gi" },
      accessModes: ["ReadWriteMany"],
      csi: {
        driver: "efs.csi.aws.com",
        volumeHandle: "fs-0123456789abcdef0",
        volumeAttributes: { encryptInTransit: "false" },
      },
    },
  });
}
