import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../arn";
import type { CustomerKey } from "../../encryption/customer-key";
import { fileSystemPolicy } from "./file-system-policy";
import type { BackupTag } from "../volume-tags";

/** Days after which EFS moves untouched files; it knows no others. */
export type TransitionDays = 1 | 7 | 14 | 30 | 60 | 90 | 180 | 270 | 365;

/** A subnet for a mount target. It needs no route out of the VPC. */
export interface MountTargetSubnet {
  readonly id: pulumi.Input<string>;
  readonly availabilityZone: string;
}

export interface SharedFileSystemArgs {
  /** Physical name, at most 255 characters. */
  readonly name: string;
  readonly location: Location;
  readonly vpcId: pulumi.Input<string>;
  /** One in every zone that has nodes: pods in another zone can't even resolve the file system's name. */
  readonly subnets: readonly MountTargetSubnet[];
  /** Groups of the nodes, by their logical name. */
  readonly clients: Readonly<Record<string, pulumi.Input<string>>>;
  /** Encrypts the files. It can't be changed: another key is another, empty file system. */
  readonly key: CustomerKey;
  /** Default 30. */
  readonly infrequentAccessAfterDays?: TransitionDays;
  /** Must be later than infrequent access. Default 90. */
  readonly archiveAfterDays?: TransitionDays;
  /** Marks the file system for a backup plan. Default none. */
  readonly backup?: BackupTag;
  /** Whether EFS keeps daily backups of its own in a vault of its own, which outlives this stack. Default false. */
  readonly automaticBackups?: boolean;
  /** Whether Pulumi refuses to delete the file system. Default true. */
  readonly protect?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * An EFS file system that every zone can mount, encrypted at rest and in transit, for volumes that many pods write to.
 * Creates the file system, a mount target in each subnet, a security group for NFS and the file system's policy.
 * Idle cost: none; storage is billed per GiB and month, reads and writes per GiB.
 * @throws when a zone has two subnets, or archiving would come before infrequent access.
 * @see https://docs.aws.amazon.com/efs/latest/ug/whatisefs.html
 */
export class SharedFileSystem extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly resource: aws.efs.FileSystem;
  /** What a mount waits for: every mount target, and the policy. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: SharedFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:storage:SharedFileSystem", name, { name: args.name, backup: args.backup }, opts);
    refuseBadArgs(args);
    const securityGroup = createSecurityGroup(this, name, args);
    const rules = createRules(this, name, args, securityGroup);
    this.resource = createFileSystem(this, name, args);
    this.id = this.resource.id;
    const policy = createPolicy(this, name, args, this.resource);
    const targets = args.subnets.map((subnet) => createMountTarget(this, name, this.resource, securityGroup, subnet));
    createBackupPolicy(this, name, args, this.resource);
    this.ready = [policy, ...rules, ...targets];
    this.registerOutputs({ id: this.id });
  }
}

function refuseBadArgs(args: SharedFileSystemArgs): void {
  const { subnets, infrequentAccessAfterDays: infrequent = 30, archiveAfterDays: archive = 90 } = args;
  subnets.forEach(({ availabilityZone }, index) => {
    if (subnets.findIndex((other) => other.availabilityZone === availabilityZone) === index) return;
    throw new Error(`subnets has two in zone "${availabilityZone}"; a file system has one mount target in each zone.`);
  });
  if (archive <= infrequent) {
    throw new Error(
      `archiveAfterDays is ${String(archive)} and infrequentAccessAfterDays is ${String(infrequent)}; make the first the later one.`,
    );
  }
}

function createSecurityGroup(
  parent: SharedFileSystem,
  name: string,
  args: SharedFileSystemArgs,
): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    name,
    {
      name: args.name,
      description: "NFS from the nodes of the cluster",
      vpcId: args.vpcId,
      tags: { ...args.tags, Name: args.name },
    },
    { parent },
  );
}

/** NFS in, and nothing out: a mount target only answers. */
function createRules(
  parent: SharedFileSystem,
  name: string,
  { clients, tags }: SharedFileSystemArgs,
  group: aws.ec2.SecurityGroup,
): readonly pulumi.Resource[] {
  return Object.entries(clients).map(
    ([client, referencedSecurityGroupId]) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${client}`,
        {
          securityGroupId: group.id,
          referencedSecurityGroupId,
          ipProtocol: "tcp",
          fromPort: 2049,
          toPort: 2049,
          description: `NFS from ${client}`,
          tags: { ...tags },
        },
        { parent },
      ),
  );
}

function createFileSystem(parent: SharedFileSystem, name: string, args: SharedFileSystemArgs): aws.efs.FileSystem {
  const { backup, infrequentAccessAfterDays = 30, archiveAfterDays = 90 } = args;
  return new aws.efs.FileSystem(
    name,
    {
      encrypted: true,
      kmsKeyId: args.key.arn,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      lifecyclePolicies: [
        { transitionToIa: transition(infrequentAccessAfterDays) },
        { transitionToArchive: transition(archiveAfterDays) },
        { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" },
      ],
      tags: { ...args.tags, Name: args.name, ...(backup === undefined ? {} : { [backup.key]: backup.value }) },
    },
    { parent, protect: args.protect ?? true, dependsOn: args.key.key },
  );
}

function transition(days: TransitionDays): string {
  return days === 1 ? "AFTER_1_DAY" : `AFTER_${String(days)}_DAYS`;
}

function createPolicy(
  parent: SharedFileSystem,
  name: string,
  { location }: SharedFileSystemArgs,
  fileSystem: aws.efs.FileSystem,
): aws.efs.FileSystemPolicy {
  return new aws.efs.FileSystemPolicy(
    name,
    { fileSystemId: fileSystem.id, policy: fileSystemPolicy(location) },
    { parent },
  );
}

function createMountTarget(
  parent: SharedFileSystem,
  name: string,
  fileSystem: aws.efs.FileSystem,
  securityGroup: aws.ec2.SecurityGroup,
  { id, availabilityZone }: MountTargetSubnet,
): aws.efs.MountTarget {
  return new aws.efs.MountTarget(
    `${name}-${availabilityZone}`,
    { fileSystemId: fileSystem.id, subnetId: id, securityGroups: [securityGroup.id] },
    // A zone takes one target of a file system, and a subnet can only be changed by another target.
    { parent, deleteBeforeReplace: true },
  );
}

function createBackupPolicy(
  parent: SharedFileSystem,
  name: string,
  { automaticBackups = false }: SharedFileSystemArgs,
  fileSystem: aws.efs.FileSystem,
): aws.efs.BackupPolicy {
  return new aws.efs.BackupPolicy(
    name,
    { fileSystemId: fileSystem.id, backupPolicy: { status: automaticBackups ? "ENABLED" : "DISABLED" } },
    { parent },
  );
}
