import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

/** The flag by which AWS itself refuses a deletion, where the service has one. */
const protectionFlags: Readonly<Record<string, string>> = {
  "aws:dynamodb/table:Table": "deletionProtectionEnabled",
  "aws:rds/instance:Instance": "deletionProtection",
  "aws:rds/cluster:Cluster": "deletionProtection",
  "aws:docdb/cluster:Cluster": "deletionProtection",
  "aws:neptune/cluster:Cluster": "deletionProtection",
  "aws:lb/loadBalancer:LoadBalancer": "enableDeletionProtection",
  "aws:alb/loadBalancer:LoadBalancer": "enableDeletionProtection",
  "aws:cloudwatch/logGroup:LogGroup": "deletionProtectionEnabled",
};

/** Switches that throw the data away together with the resource. */
const discardingFlags: Readonly<Record<string, readonly string[]>> = {
  "aws:rds/instance:Instance": ["skipFinalSnapshot"],
  "aws:rds/cluster:Cluster": ["skipFinalSnapshot"],
  "aws:docdb/cluster:Cluster": ["skipFinalSnapshot"],
  "aws:neptune/cluster:Cluster": ["skipFinalSnapshot"],
  "aws:redshift/cluster:Cluster": ["skipFinalSnapshot"],
  "aws:s3/bucket:Bucket": ["forceDestroy"],
  "aws:s3/bucketV2:BucketV2": ["forceDestroy"],
  "aws:ecr/repository:Repository": ["forceDelete"],
  "aws:backup/vault:Vault": ["forceDestroy"],
  "aws:fsx/lustreFileSystem:LustreFileSystem": ["skipFinalBackup"],
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": ["skipFinalBackup"],
  "aws:fsx/windowsFileSystem:WindowsFileSystem": ["skipFinalBackup"],
};

/** Types without a flag of their own: only Pulumi can refuse to delete them. */
const guardedByPulumi = [
  "aws:kms/key:Key",
  "aws:efs/fileSystem:FileSystem",
  "aws:ebs/volume:Volume",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:secretsmanager/secret:Secret",
];

/** Log groups that auditors read: losing them loses the record of who did what. */
const auditLogs = /^\/aws\/eks\/[^/]+\/cluster$|cloudtrail/i;

export const statefulDeletionProtected: Rule = {
  id: "DATA-13",
  name: "stateful-deletion-protected",
  title: "What holds data cannot be deleted by a slip",
  why: "One renamed resource or one destroy in the wrong terminal otherwise deletes data that no code brings back.",
  fix: "Turn on the service's deletion protection.",
  level: "production",
  scope: "resource",
  references: {
    fsbp: ["DynamoDB.6", "RDS.7", "RDS.8", "ELB.6", "KMS.3"],
    soc2: ["A1.2", "C1.2"],
    hipaa: ["308(a)(7)", "312(c)(1)"],
  },
  reads: Object.fromEntries(
    [...new Set([...Object.keys(protectionFlags), ...Object.keys(discardingFlags), ...guardedByPulumi])].map((type) => [
      type,
      [...(protectionFlags[type] === undefined ? [] : [protectionFlags[type]]), ...(discardingFlags[type] ?? [])],
    ]),
  ),
  check(resource, { parameters }) {
    if (parameters.environment !== "prod") return [];
    return [
      ...protection(resource),
      ...(discardingFlags[resource.type] ?? []).map((flag) => discards(resource.at(flag))),
      ...(guardedByPulumi.includes(resource.type) ? [guarded(resource)] : []),
    ];
  },
};

function protection(resource: Resource): Condition[] {
  const name = protectionFlags[resource.type];
  if (name === undefined) return [];
  const flag = resource.at(name);
  const unprotected = not(flag.isTrue());
  const message = "Nothing keeps the resource from being deleted.";
  const fix = `Set ${name} to true.`;
  if (resource.type !== "aws:cloudwatch/logGroup:LogGroup") return [violation(unprotected, flag, message, { fix })];
  const isAuditLog = resource.at("name").matches(auditLogs);
  return isAuditLog === false ? [] : [violation(and(isAuditLog, unprotected), flag, message, { fix })];
}

function discards(flag: Property): Condition {
  return violation(flag.isTrue(), flag, "Deleting the resource throws its data away.", {
    fix: `Set ${flag.path} to false.`,
  });
}

function guarded(resource: Resource): Condition {
  return violation(
    !resource.source.protect,
    "protect",
    "Pulumi would delete the resource when it leaves the program.",
    {
      fix: "Set the resource option protect to true.",
    },
  );
}
