import { flag, given, isMap, list, number, text, texts, type Properties } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demandGroup } from "../ec2/security-group";
import { demandSubnet, zoneOf } from "../ec2/subnet";
import type { Cloud, CloudObject } from "../cloud";
import { allows, statementsOf } from "../iam/policy-document";
import { demandKey } from "../kms";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { times } from "../times";

export const fileSystemToken = "aws:efs/fileSystem:FileSystem";
export const accessPointToken = "aws:efs/accessPoint:AccessPoint";
const mountTargetToken = "aws:efs/mountTarget:MountTarget";

export const fileSystem: CloudType = {
  token: fileSystemToken,
  replaces: ["encrypted", "kmsKeyId", "performanceMode", "creationToken", "availabilityZoneName"],
  minutes: times.fileSystem,
  check: demandSettings,
  create({ inputs, cloud }) {
    demandTags(inputs);
    if (given(inputs, "kmsKeyId")) demandKey(text(inputs, "kmsKeyId"), cloud, "K14");
    const id = cloud.newId("fs");
    const dnsName = `${id}.efs.${cloud.account.region}.amazonaws.com`;
    return {
      id,
      computed: { arn: cloud.arn("elasticfilesystem", `file-system/${id}`), dnsName, numberOfMountTargets: 0 },
    };
  },
  remove(object, cloud) {
    const mounted = cloud.all(mountTargetToken).some(({ inputs }) => text(inputs, "fileSystemId") === object.id);
    demand(!mounted, "FS11", `FileSystemInUse: file system has mount targets (${object.id})`);
    const entered = cloud.all(accessPointToken).some(({ inputs }) => text(inputs, "fileSystemId") === object.id);
    demand(!entered, "FS11", `FileSystemInUse: file system has access points (${object.id})`);
  },
};

const days = ["1", "7", "14", "30", "60", "90", "180", "270", "365"].map(
  (number) => `AFTER_${number}_DAY${number === "1" ? "" : "S"}`,
);

function demandSettings(inputs: Properties): void {
  demand(
    !given(inputs, "kmsKeyId") || flag(inputs, "encrypted"),
    "FS4",
    "encrypted must be set to true when kms_key_id is specified",
  );
  const mode = text(inputs, "throughputMode") || "bursting";
  demand(
    mode !== "elastic" || text(inputs, "performanceMode") !== "maxIO",
    "FS5",
    "BadRequest: elastic throughput needs generalPurpose",
  );
  const provisioned = number(inputs, "provisionedThroughputInMibps") !== undefined;
  demand(
    provisioned === (mode === "provisioned"),
    "FS5",
    "BadRequest: provisionedThroughputInMibps goes with throughput mode provisioned only",
  );
  for (const policy of list(inputs, "lifecyclePolicies")) {
    const keys = isMap(policy) ? Object.keys(policy).filter((key) => given(policy, key)) : [];
    demand(keys.length === 1, "FS6", `BadRequest: a lifecycle policy has one transition, not ${keys.length}`);
    for (const key of ["transitionToIa", "transitionToArchive"]) {
      const value = text(policy, key);
      demand(
        value === "" || days.includes(value),
        "FS6",
        `expected ${key} to be one of ${days.join(", ")}, got ${value}`,
      );
    }
    demand(
      !given(policy, "transitionToArchive") || mode === "elastic",
      "FS6",
      "BadRequest: transition to Archive needs elastic throughput",
    );
  }
}

export const mountTarget: CloudType = {
  token: mountTargetToken,
  replaces: ["fileSystemId", "subnetId", "ipAddress", "ipAddressType"],
  minutes: times.mountTarget,
  create({ inputs, cloud }) {
    const system = demandFileSystem(text(inputs, "fileSystemId"), cloud);
    const home = demandSubnet(text(inputs, "subnetId"), cloud);
    const others = cloud.all(mountTargetToken).filter((other) => text(other.inputs, "fileSystemId") === system.id);
    const homes = others.map((other) => demandSubnet(text(other.inputs, "subnetId"), cloud));
    demand(
      !homes.some((other) => zoneOf(other) === zoneOf(home)),
      "FS1",
      "MountTargetConflict: mount target already exists in this AZ",
    );
    const foreign = homes.some((other) => text(other.inputs, "vpcId") !== text(home.inputs, "vpcId"));
    demand(
      !foreign,
      "FS1",
      "MountTargetConflict: requested subnet for new mount target is not in the same VPC as existing mount targets",
    );
    const groups = texts(inputs, "securityGroups");
    demand(groups.length <= 5, "FS2", "SecurityGroupLimitExceeded: a mount target has at most 5 security groups");
    for (const group of groups) demandGroup(group, cloud, "FS2");
    const id = cloud.newId("fsmt");
    return {
      id,
      computed: {
        availabilityZoneName: zoneOf(home),
        networkInterfaceId: cloud.newId("eni"),
        dnsName: text(system.outputs, "dnsName"),
      },
    };
  },
};

export const fileSystemPolicy: CloudType = {
  token: "aws:efs/fileSystemPolicy:FileSystemPolicy",
  replaces: ["fileSystemId"],
  create({ inputs, cloud }) {
    const system = demandFileSystem(text(inputs, "fileSystemId"), cloud);
    const document = text(inputs, "policy");
    demand(document.length <= 20000, "FS7", "InvalidPolicyException: the policy exceeds 20,000 characters");
    const statements = statementsOf(document);
    const lockedOut = statements.some(
      (statement) =>
        text(statement, "Effect") === "Deny" &&
        allows([{ ...statement, Effect: "Allow" }], {
          principal: cloud.account.callerRoleArn,
          action: "elasticfilesystem:PutFileSystemPolicy",
        }),
    );
    demand(
      !lockedOut || flag(inputs, "bypassPolicyLockoutSafetyCheck"),
      "FS7",
      "InvalidPolicyException: the policy would lock its writer out",
    );
    const mounts = statements.some(
      (statement) =>
        text(statement, "Effect") === "Allow" && texts(statement, "Action").includes("elasticfilesystem:ClientMount"),
    );
    demand(mounts, "FS7", `mounting ${system.id} would be denied to every client: no statement allows ClientMount`);
    return { id: system.id };
  },
};

export const backupPolicy: CloudType = {
  token: "aws:efs/backupPolicy:BackupPolicy",
  replaces: ["fileSystemId"],
  create({ inputs, cloud }) {
    return { id: demandFileSystem(text(inputs, "fileSystemId"), cloud).id };
  },
};

function demandFileSystem(id: string, cloud: Cloud): CloudObject {
  const found = cloud.get(fileSystemToken, id);
  if (!found) throw new Refusal("FS1", `FileSystemNotFound: File system '${id}' does not exist.`);
  return found;
}
