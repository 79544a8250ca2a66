import { candidate, isBackedUp } from "../../engine/data/backup-selection";
import { keyTypes, lacksCustomerKey } from "../../engine/data/customer-key";
import type { Resource } from "../../engine/graph/resource";
import { deniesInsecureTransport, statementsOf } from "../../engine/iam/policy/statements";
import { isPublicSubnet, routeTypes } from "../../engine/network/route-class";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const fileSystemType = "aws:efs/fileSystem:FileSystem";
const backupPolicy = "aws:efs/backupPolicy:BackupPolicy";
const fileSystemPolicy = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const mountTarget = "aws:efs/mountTarget:MountTarget";
const accessPoint = "aws:efs/accessPoint:AccessPoint";
const subnet = "aws:ec2/subnet:Subnet";

export const efsProtected: Rule = {
  id: "DATA-05",
  name: "efs-protected",
  title: "EFS file systems are encrypted, backed up, mounted over TLS from private subnets, each path as its own user",
  why: "Many pods share a file system: what one of them may read, mount or delete, all of them may.",
  fix: "Set encrypted to true.",
  level: "mandatory",
  scope: "stack",
  references: {
    fsbp: ["EFS.1", "EFS.2", "EFS.3", "EFS.4", "EFS.6", "EFS.7", "EFS.8"],
    soc2: ["CC6.1", "CC6.7", "A1.2"],
    hipaa: ["312(a)(2)(iv)", "312(e)(2)(ii)", "308(a)(7)(ii)(A)"],
  },
  reads: {
    [fileSystemType]: ["encrypted", "kmsKeyId"],
    [mountTarget]: ["subnetId"],
    [accessPoint]: ["posixUser", "rootDirectory.path"],
  },
  follows: [backupPolicy, fileSystemPolicy, "aws:backup/selection:Selection", ...routeTypes, ...keyTypes],
  check(resource, context) {
    switch (resource.type) {
      case mountTarget:
        return [mountedFromPublicSubnet(resource, context)];
      case accessPoint:
        return accessPointConditions(resource);
      default:
        return fileSystemConditions(resource, context);
    }
  },
};

function fileSystemConditions(fileSystem: Resource, context: Context): Condition[] {
  const encrypted = fileSystem.at("encrypted");
  const conditions = [violation(not(encrypted.isTrue()), encrypted, "The file system is not encrypted.")];
  if (context.parameters.environment !== "prod") return conditions;
  const key = fileSystem.at("kmsKeyId");
  return [
    ...conditions,
    violation(lacksCustomerKey(fileSystem, key, context.graph), key, "The file system has no customer managed key.", {
      fix: "Set kmsKeyId to a key of your own.",
    }),
    violation(not(hasBackups(fileSystem, context)), "backupPolicy", "The file system has no backups.", {
      fix: "Register a BackupPolicy with the status ENABLED, or let a backup selection take the file system.",
    }),
    violation(not(demandsTls(fileSystem, context)), "policy", "The file system can be mounted without TLS.", {
      fix: "Register a FileSystemPolicy that denies access where aws:SecureTransport is false.",
    }),
  ];
}

function hasBackups(fileSystem: Resource, { graph }: Context): Truth {
  const item = candidate(fileSystem, graph);
  return or(
    some(graph.referrers(fileSystem, backupPolicy, "fileSystemId"), ({ resource, refers }) =>
      and(refers, resource.at("backupPolicy.status").is("ENABLED")),
    ),
    item === undefined ? false : isBackedUp(item, graph),
  );
}

function demandsTls(fileSystem: Resource, { graph }: Context): Truth {
  return some(graph.referrers(fileSystem, fileSystemPolicy, "fileSystemId"), ({ resource, refers }) => {
    const { known, open } = statementsOf(resource.at("policy"));
    return and(refers, some(known, deniesInsecureTransport, open));
  });
}

function mountedFromPublicSubnet(target: Resource, { graph }: Context): Condition {
  const reference = target.at("subnetId");
  const resolution = graph.resolve(target, reference, subnet);
  const message = "The mount target stands in a public subnet.";
  const fix = "Set subnetId to a subnet without a route to an internet gateway.";
  if (resolution.kind === "resolved") {
    const classes = resolution.targets.map((found) => isPublicSubnet(found, graph));
    const undecided = { path: reference.path, reason: "the subnet may be one of several" };
    const when = classes.every((truth) => truth === classes[0]) ? (classes[0] ?? false) : undecided;
    return violation(when, reference, message, { fix });
  }
  const when =
    resolution.kind === "undecided"
      ? resolution.undecided
      : { path: reference.path, reason: "the subnet is outside the stack" };
  return violation(when, reference, message, { fix });
}

function accessPointConditions(point: Resource): Condition[] {
  const user = point.at("posixUser");
  const root = point.at("rootDirectory.path");
  return [
    violation(user.absent(), user, "The access point lets each client choose whom it is.", { fix: "Set posixUser." }),
    violation(or(root.absent(), root.is("/")), root, "The access point opens the whole file system.", {
      fix: "Set rootDirectory.path to a directory of its own.",
    }),
  ];
}
