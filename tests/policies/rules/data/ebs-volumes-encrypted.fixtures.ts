import { unknown } from "../../../../policies/engine/values/value";
import { ebsVolumesEncrypted } from "../../../../policies/rules/data/ebs-volumes-encrypted";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = Parameters<typeof resource>[2];
const volume = (inputs: Inputs) =>
  resource("aws:ebs/volume:Volume", "volume", { availabilityZone: "eu-west-1a", ...inputs });
const instance = (inputs: Inputs) => resource("aws:ec2/instance:Instance", "instance", inputs);
const encryptionByDefault = (inputs: Inputs) =>
  resource("aws:ebs/encryptionByDefault:EncryptionByDefault", "default", inputs);

export const fixtures: RuleFixtures = {
  rule: ebsVolumesEncrypted,

  passes: [
    {
      when: "the volume is encrypted under a key",
      resources: [volume({ encrypted: true, kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" })],
    },
    { when: "the region encrypts by default", resources: [volume({ kmsKeyId: "k" }), encryptionByDefault({})] },
    {
      when: "another stack owns the region's default",
      resources: [volume({ kmsKeyId: "k" })],
      parameters: { ebsDefaultEncryptionElsewhere: true },
    },
    {
      when: "all devices of an instance are encrypted",
      resources: [
        instance({
          rootBlockDevice: { encrypted: true },
          ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true }],
        }),
      ],
    },
    {
      when: "development encrypts under the key of AWS",
      resources: [volume({ encrypted: true })],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    { when: "encryption is off", resources: [volume({ encrypted: false, kmsKeyId: "k" })], paths: ["encrypted"] },
    {
      when: "encryption is off although the region encrypts by default",
      resources: [volume({ encrypted: false, kmsKeyId: "k" }), encryptionByDefault({ enabled: true })],
      paths: ["encrypted"],
    },
    { when: "nothing is said", resources: [volume({ kmsKeyId: "k" })], paths: ["encrypted"] },
    {
      when: "the region's default is switched off",
      resources: [volume({ kmsKeyId: "k" }), encryptionByDefault({ enabled: false })],
      paths: ["encrypted"],
    },
    {
      when: "the default is that of another region",
      resources: [volume({ kmsKeyId: "k", region: "eu-west-1" }), encryptionByDefault({ region: "eu-north-1" })],
      paths: ["encrypted"],
    },
    {
      when: "a copy of a snapshot says nothing",
      resources: [
        resource("aws:ebs/snapshotCopy:SnapshotCopy", "copy", {
          sourceRegion: "eu-west-1",
          sourceSnapshotId: "snap-1",
        }),
      ],
      paths: ["encrypted"],
    },
    {
      when: "an instance says nothing of its root device and one data device is plain",
      resources: [instance({ ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: false }] })],
      paths: ["rootBlockDevice.encrypted", "ebsBlockDevices[0].encrypted"],
    },
    {
      when: "production uses the key of AWS",
      resources: [volume({ encrypted: true })],
      paths: ["kmsKeyId"],
      level: "advisory",
    },
  ],
  undecided: [
    { when: "the flag is unknown", resources: [volume({ encrypted: unknown, kmsKeyId: "k" })] },
    { when: "the volume comes from a snapshot", resources: [volume({ snapshotId: "snap-1" })] },
    {
      when: "the region's default is unknown",
      resources: [volume({ kmsKeyId: "k" }), encryptionByDefault({ enabled: unknown })],
    },
    {
      when: "the devices of an instance are unknown",
      resources: [instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: unknown })],
    },
  ],
};
