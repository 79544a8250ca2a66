import { unknown } from "../../../../policies/engine/values/value";
import { statefulDeletionProtected } from "../../../../policies/rules/data/stateful-deletion-protected";
import { resource, type RuleFixtures } from "../../fixture";

export const fixtures: RuleFixtures = {
  rule: statefulDeletionProtected,

  passes: [
    {
      when: "a table is protected by DynamoDB",
      resources: [resource("aws:dynamodb/table:Table", "t", { deletionProtectionEnabled: true })],
    },
    {
      when: "a database is protected and leaves a snapshot",
      resources: [resource("aws:rds/instance:Instance", "d", { deletionProtection: true, skipFinalSnapshot: false })],
    },
    {
      when: "a bucket is protected by Pulumi",
      resources: [resource("aws:s3/bucket:Bucket", "b", {}, { protect: true })],
    },
    {
      when: "the audit log is protected",
      resources: [
        resource("aws:cloudwatch/logGroup:LogGroup", "l", {
          name: "/aws/eks/main/cluster",
          deletionProtectionEnabled: true,
        }),
      ],
    },
    { when: "a repository keeps its images", resources: [resource("aws:ecr/repository:Repository", "r")] },
  ],
  fails: [
    {
      when: "a table says nothing",
      resources: [resource("aws:dynamodb/table:Table", "t")],
      paths: ["deletionProtectionEnabled"],
    },
    {
      when: "a database leaves no snapshot",
      resources: [resource("aws:rds/cluster:Cluster", "d", { deletionProtection: true, skipFinalSnapshot: true })],
      paths: ["skipFinalSnapshot"],
    },
    {
      when: "a bucket is emptied by force and unprotected",
      resources: [resource("aws:s3/bucket:Bucket", "b", { forceDestroy: true })],
      paths: ["forceDestroy", "protect"],
    },
    {
      when: "a key is unprotected",
      resources: [resource("aws:kms/key:Key", "k", { enableKeyRotation: true })],
      paths: ["protect"],
    },
    {
      when: "a repository deletes its images by force",
      resources: [resource("aws:ecr/repository:Repository", "r", { forceDelete: true })],
      paths: ["forceDelete"],
    },
    {
      when: "a vault deletes its backups by force",
      resources: [resource("aws:backup/vault:Vault", "v", { forceDestroy: true })],
      paths: ["forceDestroy"],
    },
    {
      when: "the control plane's log can be deleted",
      resources: [resource("aws:cloudwatch/logGroup:LogGroup", "l", { name: "/aws/eks/main/cluster" })],
      paths: ["deletionProtectionEnabled"],
    },
    {
      when: "a file system keeps no last backup",
      resources: [resource("aws:fsx/openZfsFileSystem:OpenZfsFileSystem", "f", { skipFinalBackup: true })],
      paths: ["skipFinalBackup"],
    },
    {
      when: "a load balancer says nothing",
      resources: [resource("aws:lb/loadBalancer:LoadBalancer", "lb")],
      paths: ["enableDeletionProtection"],
    },
  ],
  undecided: [
    {
      when: "the flag is unknown",
      resources: [resource("aws:dynamodb/table:Table", "t", { deletionProtectionEnabled: unknown })],
    },
  ],
  outside: [
    {
      when: "it is development",
      resources: [resource("aws:s3/bucket:Bucket", "b", { forceDestroy: true })],
      parameters: { environment: "dev" },
    },
    {
      when: "a log group holds no audit log",
      resources: [resource("aws:cloudwatch/logGroup:LogGroup", "l", { name: "/aws/lambda/x" })],
    },
  ],
};
