import { keyTypes, lacksCustomerKey } from "../../engine/data/customer-key";
import type { Resource } from "../../engine/graph/resource";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

const lustre = "aws:fsx/lustreFileSystem:LustreFileSystem";
const ontap = "aws:fsx/ontapFileSystem:OntapFileSystem";
const openZfs = "aws:fsx/openZfsFileSystem:OpenZfsFileSystem";
const windows = "aws:fsx/windowsFileSystem:WindowsFileSystem";

/** Scratch file systems keep nothing: they take neither a key nor backups. */
const scratch = /^SCRATCH_/;

export const fsxEncryptedAndBackedUp: Rule = {
  id: "DATA-06",
  name: "fsx-encrypted-and-backed-up",
  title: "FSx file systems have a customer key, daily backups and a second zone",
  why: "A file system without backups or in one zone loses its files with the zone, and without a key of its own nobody can cut off access to it.",
  fix: "Set kmsKeyId to a key of your own.",
  level: "production",
  scope: "resource and stack",
  references: {
    fsbp: ["FSx.1", "FSx.2", "FSx.3", "FSx.4", "FSx.5"],
    soc2: ["CC6.1", "A1.2"],
    hipaa: ["312(a)(2)(iv)", "308(a)(7)(ii)(A)"],
  },
  reads: {
    [lustre]: ["kmsKeyId", "deploymentType", "automaticBackupRetentionDays", "copyTagsToBackups"],
    [ontap]: ["kmsKeyId", "deploymentType", "automaticBackupRetentionDays"],
    [openZfs]: ["kmsKeyId", "deploymentType", "automaticBackupRetentionDays", "copyTagsToBackups"],
    [windows]: ["kmsKeyId", "deploymentType", "automaticBackupRetentionDays", "copyTagsToBackups"],
  },
  follows: keyTypes,
  check(fileSystem, { graph, parameters }) {
    const key = fileSystem.at("kmsKeyId");
    const retention = fileSystem.at("automaticBackupRetentionDays");
    const tags = fileSystem.at("copyTagsToBackups");
    const persistent = isPersistent(fileSystem);
    const conditions = [
      violation(
        and(persistent, or(retention.is(0, "0"), fileSystem.type === lustre && retention.absent())),
        retention,
        "The file system has no automatic backups.",
        { fix: "Set automaticBackupRetentionDays to at least 1." },
      ),
    ];
    if (parameters.environment === "prod")
      conditions.unshift(
        violation(
          and(persistent, lacksCustomerKey(fileSystem, key, graph)),
          key,
          "The file system has no customer managed key.",
        ),
      );
    if (fileSystem.type !== lustre) conditions.push(multiZone(fileSystem));
    if (fileSystem.type !== ontap)
      conditions.push(
        violation(and(persistent, not(tags.isTrue())), tags, "Backups do not carry the tags of the file system.", {
          fix: "Set copyTagsToBackups to true.",
        }),
      );
    return conditions;
  },
};

function isPersistent(fileSystem: Resource) {
  if (fileSystem.type !== lustre) return true;
  // A Lustre file system that names no deployment type is a scratch one.
  const deployment = fileSystem.at("deploymentType");
  return not(or(deployment.absent(), deployment.matches(scratch)));
}

function multiZone(fileSystem: Resource) {
  const deployment = fileSystem.at("deploymentType");
  return violation(
    not(deployment.matches(/^MULTI_AZ_/)),
    deployment,
    `The deployment type is ${deployment.shown()}, so the file system stands in one zone.`,
    { fix: "Set deploymentType to one of the MULTI_AZ types." },
  );
}
