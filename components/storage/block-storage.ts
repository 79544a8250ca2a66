import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { admissionPolicy } from "../cluster/admission-policy";
import { ManagedAddon } from "../cluster/managed-addon";
import type { CustomerKey } from "../encryption/customer-key";
import { ebsVolumeKeyUse } from "./csi-permissions";
import { ebsDriver, inCluster, type StorageCluster } from "./storage-cluster";
import { tagSpecifications, type BackupTag } from "./volume-tags";
import type { RoleSettings } from "../identity/role";

/** What becomes of a volume when its claim is deleted. */
export type ReclaimPolicy = "Delete" | "Retain";

export interface BlockStorageArgs {
  readonly cluster: StorageCluster;
  /** What the driver's pods wait for: the nodes, and the snapshot controller where there is one. */
  readonly after: readonly pulumi.Resource[];
  /** Encrypts the volumes. Its policy needs no statement for the driver: the account's own delegates to the role. */
  readonly key: CustomerKey;
  /** Default `Delete`. */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Marks the volumes for a backup plan. Default none: the volumes are not backed up. */
  readonly backup?: BackupTag;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  /** On volumes, snapshots and what else is created: the provider's default tags don't reach what a driver makes. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Name of the default StorageClass. */
export const defaultStorageClass = "gp3";

/**
 * Volumes of EBS for claims: the driver with a role that reaches only volumes of this cluster, an encrypted gp3
 * StorageClass as the only default one, and a policy that refuses claims of the `gp2` class that EKS brings along.
 * Idle cost: none; volumes are billed per GiB and month.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
 */
export class BlockStorage extends pulumi.ComponentResource {
  /** Undefined in Auto Mode, where EKS runs it. */
  readonly driver: ManagedAddon | undefined;
  readonly storageClass: k8s.storage.v1.StorageClass;
  /** What a claim waits for, and is deleted before: without the driver its volume would stay behind. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: BlockStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:BlockStorage", name, { clusterName: args.cluster.name, backup: args.backup }, opts);
    this.driver = args.cluster.autoMode === true ? undefined : createDriver(this, name, args);
    const drivers = this.driver === undefined ? [] : [this.driver.addon];
    this.storageClass = createStorageClass(this, name, args, drivers);
    refuseUnencryptedClasses(this, name, args.cluster);
    this.ready = [...drivers, this.storageClass];
    this.registerOutputs({ storageClassName: defaultStorageClass });
  }
}

function createDriver(parent: BlockStorage, name: string, args: BlockStorageArgs): ManagedAddon {
  const { cluster, key, roles } = args;
  return new ManagedAddon(
    `${name}-driver`,
    {
      cluster,
      addonName: "aws-ebs-csi-driver",
      configuration: {
        // Its class has no customer key and no tags.
        defaultStorageClass: { enabled: false },
        controller: { extraVolumeTags: args.tags, loggingFormat: "json" },
        // Pods can't reach the instance metadata over one hop, and without it the driver does not know how many disks
        // and network interfaces a node has already: it would promise more volumes than fit.
        node: { hostNetwork: true, enableWindows: false, loggingFormat: "json" },
      },
      identities: [
        {
          serviceAccount: "ebs-csi-controller-sa",
          managedPolicyNames: ["AmazonEBSCSIDriverEKSClusterScopedPolicy"],
          statements: ebsVolumeKeyUse(cluster.location, key.aliasName),
        },
      ],
      tags: args.tags,
      roles,
    },
    { parent, dependsOn: [key.key, key.alias, ...args.after] },
  );
}

function createStorageClass(
  parent: BlockStorage,
  name: string,
  { cluster, key, reclaimPolicy = "Delete", backup, tags }: BlockStorageArgs,
  drivers: readonly pulumi.Resource[],
): k8s.storage.v1.StorageClass {
  return new k8s.storage.v1.StorageClass(
    `${name}-${defaultStorageClass}`,
    {
      metadata: {
        name: defaultStorageClass,
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      provisioner: ebsDriver(cluster),
      // A volume is made in the zone of its pod, once that is known.
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
      reclaimPolicy,
      parameters: {
        type: "gp3",
        encrypted: "true",
        kmsKeyId: key.arn,
        "csi.storage.k8s.io/fstype": "ext4",
        ...tagSpecifications({
          // The add-on is told its tags itself.
          ...(cluster.autoMode === true ? tags : {}),
          ...(backup === undefined ? {} : { [backup.key]: backup.value }),
        }),
      },
    },
    inCluster(cluster, parent, drivers),
  );
}

/**
 * EKS installs a class `gp2` that makes volumes without a customer key. It is EKS's own object and no default any more,
 * so it stays, and the API server refuses claims of it.
 */
function refuseUnencryptedClasses(parent: BlockStorage, name: string, cluster: StorageCluster): void {
  const policyName = "encrypted-storage-classes";
  admissionPolicy(
    `${name}-${policyName}`,
    {
      policyName,
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["persistentvolumeclaims"] },
          ],
        },
        validations: [
          {
            expression: "!has(object.spec.storageClassName) || object.spec.storageClassName != 'gp2'",
            message: `The storage class gp2 makes volumes without the platform's key; use ${defaultStorageClass}.`,
          },
        ],
      },
    },
    inCluster(cluster, parent),
  );
}
