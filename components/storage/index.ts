export { Backup, type BackupArgs } from "./backup";
export { backupProblems, type BackupCopy, type BackupLock, type BackupSchedule } from "./backup-problems";
export { BlockStorage, defaultStorageClass, type BlockStorageArgs, type ReclaimPolicy } from "./block-storage";
export { FileStorage, sharedStorageClass, type FileStorageArgs } from "./files/file-storage";
export { SharedFileSystem, type MountTargetSubnet, type SharedFileSystemArgs } from "./files/shared-file-system";
export { Storage, type StorageArgs } from "./storage";
export type { StorageCluster } from "./storage-cluster";
export { VolumeSnapshots, type VolumeSnapshotsArgs } from "./volume-snapshots";
export type { BackupTag } from "./volume-tags";
