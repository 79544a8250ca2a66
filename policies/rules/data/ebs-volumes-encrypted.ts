import { keyTypes, lacksCustomerKey } from "../../engine/data/customer-key";
import { ebsEncryptedByDefault } from "../../engine/data/ebs-default";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or } from "../../engine/values/truth";

export const ebsVolumesEncrypted: Rule = {
  id: "DATA-03",
  name: "ebs-volumes-encrypted",
  title: "EBS volumes and snapshot copies are encrypted",
  why: "Whoever gets hold of an unencrypted volume or of a snapshot of it reads everything that was ever written there.",
  fix: "Set encrypted to true.",
  level: "mandatory",
  scope: "resource and stack",
  references: { fsbp: ["EC2.3"], soc2: ["CC6.1", "C1.1"], hipaa: ["312(a)(2)(iv)"] },
  reads: {
    "aws:ebs/volume:Volume": ["encrypted", "kmsKeyId", "snapshotId"],
    "aws:ebs/snapshotCopy:SnapshotCopy": ["encrypted"],
    "aws:ec2/instance:Instance": ["rootBlockDevice.encrypted", "ebsBlockDevices[].encrypted"],
  },
  follows: ["aws:ebs/encryptionByDefault:EncryptionByDefault", ...keyTypes],
  check(resource, context) {
    if (resource.type === "aws:ec2/instance:Instance") return instanceVolumes(resource, context);
    const conditions = [encrypted(resource, resource.at("encrypted"), resource.at("snapshotId"), context)];
    if (resource.type === "aws:ebs/volume:Volume" && context.parameters.environment === "prod") {
      const key = resource.at("kmsKeyId");
      conditions.push(
        violation(
          and(lacksCustomerKey(resource, key, context.graph), resource.at("snapshotId").absent()),
          key,
          "The volume has no customer managed key.",
          {
            level: "advisory",
            fix: "Set kmsKeyId to a key of your own.",
          },
        ),
      );
    }
    return conditions;
  },
};

function instanceVolumes(instance: Resource, context: Context): Condition[] {
  const root = instance.at("rootBlockDevice.encrypted");
  const { known, open } = instance.at("ebsBlockDevices").elements();
  const devices = known.map((device) =>
    encrypted(instance, device.child("encrypted"), device.child("snapshotId"), context),
  );
  if (open) devices.push(violation(open, instance.at("ebsBlockDevices"), "A block device may be unencrypted."));
  return [encrypted(instance, root, instance.at("rootBlockDevice.snapshotId"), context), ...devices];
}

/** What says nothing is as its snapshot is, else as the region's default. */
function encrypted(resource: Resource, flag: Property, snapshot: Property, context: Context): Condition {
  const unencrypted = or(
    flag.isFalse(),
    and(flag.absent(), snapshot.absent(), not(ebsEncryptedByDefault(resource, context))),
    and(flag.absent(), snapshot.present(), {
      path: snapshot.path,
      reason: "a volume is encrypted as its snapshot is, and nothing says how that is",
    }),
  );
  return violation(unencrypted, flag, "The volume is not encrypted.");
}
