import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ManagedAddon } from "../cluster/managed-addon";
import { ebsDriver, inCluster, type StorageCluster } from "./storage-cluster";

export interface VolumeSnapshotsArgs {
  readonly cluster: StorageCluster;
  /** The nodes. */
  readonly after: readonly pulumi.Resource[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Snapshots of volumes through the Kubernetes API: the controller with its resource definitions, and the default class
 * for EBS. Snapshots are encrypted as their volumes are.
 * Idle cost: none; snapshots are billed per GiB and month.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/csi-snapshot-controller.html
 */
export class VolumeSnapshots extends pulumi.ComponentResource {
  /** Brings the resource definitions: what makes snapshots waits for it. */
  readonly controller: ManagedAddon;

  constructor(name: string, args: VolumeSnapshotsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:VolumeSnapshots", name, { clusterName: args.cluster.name }, opts);
    this.controller = new ManagedAddon(
      `${name}-controller`,
      { cluster: args.cluster, addonName: "snapshot-controller", tags: args.tags },
      { parent: this, dependsOn: args.after },
    );
    createSnapshotClass(this, name, args.cluster, this.controller);
    this.registerOutputs({});
  }
}

function createSnapshotClass(
  parent: VolumeSnapshots,
  name: string,
  cluster: StorageCluster,
  controller: ManagedAddon,
): k8s.apiextensions.CustomResource {
  return new k8s.apiextensions.CustomResource(
    `${name}-ebs`,
    {
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotClass",
      metadata: {
        name: "ebs",
        annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" },
      },
      driver: ebsDriver(cluster),
      deletionPolicy: "Delete",
    },
    inCluster(cluster, parent, [controller.addon]),
  );
}
