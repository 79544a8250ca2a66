import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ManagedAddon } from "../../cluster/managed-addon";
import type { ReclaimPolicy } from "../block-storage";
import { efsAccessPoints } from "../csi-permissions";
import { SharedFileSystem, type SharedFileSystemArgs } from "./shared-file-system";
import { inCluster, type StorageCluster } from "../storage-cluster";
import type { RoleSettings } from "../../identity/role";

export interface FileStorageArgs {
  readonly cluster: StorageCluster;
  /** What the driver's pods wait for: the nodes. */
  readonly after: readonly pulumi.Resource[];
  /** The file system that volumes are directories of. Nodes are its clients. */
  readonly fileSystem: Omit<SharedFileSystemArgs, "location" | "clients" | "tags">;
  /** What becomes of the access point when its claim is deleted; the files stay either way. Default `Delete`. */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Name of the StorageClass for volumes that many pods write to. */
export const sharedStorageClass = "efs";

/**
 * Volumes that many pods write to: an EFS file system, its driver, and a StorageClass that gives every claim an access
 * point, which is a directory and a user of its own.
 * Idle cost: none; storage is billed per GiB and month.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html
 */
export class FileStorage extends pulumi.ComponentResource {
  readonly fileSystem: SharedFileSystem;
  readonly driver: ManagedAddon;
  readonly storageClass: k8s.storage.v1.StorageClass;
  /** What a claim waits for, and is deleted before. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: FileStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:FileStorage", name, { clusterName: args.cluster.name }, opts);
    const { location, securityGroupId: nodes } = args.cluster;
    this.fileSystem = new SharedFileSystem(
      name,
      { ...args.fileSystem, location, clients: { nodes }, tags: args.tags },
      { parent: this },
    );
    this.driver = createDriver(this, name, args);
    this.storageClass = createStorageClass(this, name, args, this.fileSystem, this.driver);
    this.ready = [this.driver.addon, this.storageClass];
    this.registerOutputs({ storageClassName: sharedStorageClass });
  }
}

function createDriver(
  parent: FileStorage,
  name: string,
  { cluster, after, roles, tags }: FileStorageArgs,
): ManagedAddon {
  return new ManagedAddon(
    `${name}-driver`,
    {
      cluster,
      addonName: "aws-efs-csi-driver",
      configuration: {
        controller: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } },
        // The driver also serves S3 Files, which nothing here uses, and would write logs that its role may not.
        node: { s3filesCloudWatchLogEnabled: false },
      },
      identities: [{ serviceAccount: "efs-csi-controller-sa", statements: efsAccessPoints(cluster.location) }],
      tags,
      roles,
    },
    { parent, dependsOn: after },
  );
}

function createStorageClass(
  parent: FileStorage,
  name: string,
  { cluster, reclaimPolicy = "Delete" }: FileStorageArgs,
  fileSystem: SharedFileSystem,
  driver: ManagedAddon,
): k8s.storage.v1.StorageClass {
  return new k8s.storage.v1.StorageClass(
    `${name}-${sharedStorageClass}`,
    {
      metadata: { name: sharedStorageClass },
      provisioner: "efs.csi.aws.com",
      // The file system is in every zone. TLS is the driver's default; the option for it is deprecated.
      volumeBindingMode: "Immediate",
      reclaimPolicy,
      parameters: { provisioningMode: "efs-ap", fileSystemId: fileSystem.id, directoryPerms: "700" },
    },
    inCluster(cluster, parent, [driver.addon, ...fileSystem.ready]),
  );
}
