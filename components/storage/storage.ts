import * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../encryption/customer-key";
import { Backup, type BackupArgs } from "./backup";
import { BlockStorage, type ReclaimPolicy } from "./block-storage";
import { FileStorage, type FileStorageArgs } from "./files/file-storage";
import type { StorageCluster } from "./storage-cluster";
import { VolumeSnapshots } from "./volume-snapshots";
import type { BackupTag } from "./volume-tags";
import type { RoleSettings } from "../identity/role";

export interface StorageArgs {
  /** What physical names begin with, such as `platform-prod`; with `-backup` at most 50 characters. */
  readonly prefix: string;
  readonly cluster: StorageCluster;
  /** What pods of the drivers run on. */
  readonly nodes: readonly pulumi.Resource[];
  /** Encrypts the volumes of claims. */
  readonly volumeKey: CustomerKey;
  /** What becomes of a volume when its claim is deleted. Default `Delete`. */
  readonly reclaimPolicy?: ReclaimPolicy;
  /** Whether claims can be copied by the Kubernetes API. Default true. */
  readonly snapshots?: boolean;
  /** Whether claims get volumes of EBS. Default true; false where no node could mount them. */
  readonly blockVolumes?: boolean;
  /** A file system for volumes that many pods write to. Default none. */
  readonly fileSystem?: Omit<FileStorageArgs["fileSystem"], "name" | "backup">;
  /** Recovery points of all volumes and the file system. Default none. */
  readonly backup?: Omit<BackupArgs, "name" | "location" | "tag" | "tags" | "roles">;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  /** On everything, and on the volumes and snapshots that drivers make, which the provider's default tags don't reach. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Tag of what the backup plan of a platform keeps. */
const backupTagKey = "backup-plan";

/**
 * Storage for the pods of a cluster: block volumes wherever nodes mount them; snapshots, a shared file system and backups as asked.
 * Idle cost: none but that of what is stored.
 */
export class Storage extends pulumi.ComponentResource {
  readonly block: BlockStorage | undefined;
  readonly files: FileStorage | undefined;
  readonly backup: Backup | undefined;
  /** Marks what the backup plan keeps. Undefined where there is none. */
  readonly backupTag: BackupTag | undefined;
  /** What a claim waits for, and is deleted before. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:Storage", name, { clusterName: args.cluster.name }, opts);
    const tag = args.backup === undefined ? undefined : { key: backupTagKey, value: `${args.prefix}-backup` };
    this.backupTag = tag;
    const snapshots = args.snapshots === false ? undefined : createSnapshots(this, name, args);
    this.block = args.blockVolumes === false ? undefined : createBlockStorage(this, name, args, tag, snapshots);
    this.files = args.fileSystem && createFileStorage(this, name, args, args.fileSystem, tag);
    this.backup = args.backup && tag && createBackup(this, name, args, args.backup, tag);
    this.ready = [...(this.block?.ready ?? []), ...(this.files?.ready ?? [])];
    this.registerOutputs({ fileSystemId: this.files?.fileSystem.id });
  }
}

function createSnapshots(parent: Storage, name: string, { cluster, nodes, tags }: StorageArgs): VolumeSnapshots {
  return new VolumeSnapshots(`${name}-snapshots`, { cluster, after: nodes, tags }, { parent });
}

function createBlockStorage(
  parent: Storage,
  name: string,
  { cluster, nodes, volumeKey, ...args }: StorageArgs,
  backup: BackupTag | undefined,
  snapshots: VolumeSnapshots | undefined,
): BlockStorage {
  return new BlockStorage(
    `${name}-block`,
    {
      cluster,
      // The driver's snapshotter ends at once where the snapshot definitions are missing.
      after: [...nodes, ...(snapshots === undefined ? [] : [snapshots.controller.addon])],
      key: volumeKey,
      tags: args.tags,
      ...(args.reclaimPolicy === undefined ? {} : { reclaimPolicy: args.reclaimPolicy }),
      ...(backup === undefined ? {} : { backup }),
      roles: args.roles,
    },
    { parent },
  );
}

function createFileStorage(
  parent: Storage,
  name: string,
  { prefix, cluster, nodes, tags, roles }: StorageArgs,
  fileSystem: NonNullable<StorageArgs["fileSystem"]>,
  backup: BackupTag | undefined,
): FileStorage {
  return new FileStorage(
    `${name}-files`,
    {
      cluster,
      after: nodes,
      fileSystem: { ...fileSystem, name: `${prefix}-files`, ...(backup === undefined ? {} : { backup }) },
      tags,
      roles,
    },
    { parent },
  );
}

function createBackup(
  parent: Storage,
  name: string,
  { cluster, tags, roles }: StorageArgs,
  backup: NonNullable<StorageArgs["backup"]>,
  tag: BackupTag,
): Backup {
  return new Backup(
    `${name}-backup`,
    {
      ...backup,
      name: tag.value,
      location: cluster.location,
      tag,
      tags,
      roles,
    },
    { parent },
  );
}
