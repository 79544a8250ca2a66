import { unknown } from "../../../../policies/engine/values/value";
import { nodeVolumesEncrypted } from "../../../../policies/rules/node/volumes-encrypted";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = Parameters<typeof resource>[2];
const template = (blockDeviceMappings?: NonNullable<Inputs>[string], inputs: Inputs = {}) =>
  resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { blockDeviceMappings, ...inputs });
const byDefault = (inputs: Inputs = {}) => resource("aws:ebs/encryptionByDefault:EncryptionByDefault", "e", inputs);
const nodeClass = (spec: Inputs) => resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec });
const encrypted = template([{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }]);

export const fixtures: RuleFixtures = {
  rule: nodeVolumesEncrypted,
  passes: [
    { when: "every mapping says so, as a string", resources: [encrypted] },
    {
      when: "a group uses a template of the stack, which is judged itself",
      resources: [
        encrypted,
        resource("aws:eks/nodeGroup:NodeGroup", "g", { launchTemplate: { id: outputOf(encrypted), version: "1" } }),
      ],
    },
    { when: "nothing is said and the region encrypts by default", resources: [template(), byDefault()] },
    {
      when: "another stack owns the region's default",
      resources: [template([{ ebs: {} }])],
      parameters: { ebsDefaultEncryptionElsewhere: true },
    },
    {
      when: "instance store volumes and removed devices stand beside it",
      resources: [
        template([
          { ebs: { encrypted: true } },
          { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
          { deviceName: "/dev/sdc", noDevice: "" },
        ]),
      ],
    },
    {
      when: "a launch configuration encrypts its volumes",
      resources: [
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", {
          rootBlockDevice: { encrypted: true },
          ebsBlockDevices: [{ encrypted: true }, { noDevice: true }],
        }),
      ],
    },
    { when: "Karpenter's default stands", resources: [nodeClass({ amiFamily: "Bottlerocket" })] },
    {
      when: "Karpenter's mappings are encrypted",
      resources: [nodeClass({ amiFamily: "Custom", blockDeviceMappings: [{ ebs: { encrypted: true } }] })],
    },
    {
      when: "a component encrypts the root volume under either name",
      resources: [
        resource("eks:index:NodeGroupV2", "a", { nodeRootVolumeEncrypted: true }),
        resource("eks:index:NodeGroup", "b", { encryptRootBlockDevice: true }),
      ],
    },
    {
      when: "a group without a template is in a region that encrypts by default",
      resources: [resource("aws:eks/nodeGroup:NodeGroup", "g"), byDefault({ enabled: true })],
    },
  ],
  fails: [
    {
      when: "one mapping is not encrypted",
      resources: [template([{ ebs: { encrypted: "true" } }, { ebs: { encrypted: "false" } }])],
      paths: ["blockDeviceMappings[1].ebs.encrypted"],
    },
    {
      when: "a mapping says false although the region encrypts by default",
      resources: [template([{ ebs: { encrypted: "false" } }]), byDefault()],
      paths: ["blockDeviceMappings[0].ebs.encrypted"],
    },
    {
      when: "a mapping says nothing",
      resources: [template([{ ebs: { volumeSize: 20 } }])],
      paths: ["blockDeviceMappings[0].ebs.encrypted"],
    },
    { when: "there is no mapping at all", resources: [template()], paths: ["blockDeviceMappings"] },
    {
      when: "only a removed device is mapped",
      resources: [template([{ deviceName: "/dev/sdb", noDevice: "" }])],
      paths: ["blockDeviceMappings"],
    },
    {
      when: "the region's default is switched off",
      resources: [template([{ ebs: {} }]), byDefault({ enabled: false })],
    },
    {
      when: "the default is that of another region",
      resources: [template([{ ebs: {} }], { region: "eu-west-1" }), byDefault({ region: "us-east-1" })],
    },
    {
      when: "a group has no template",
      resources: [resource("aws:eks/nodeGroup:NodeGroup", "g", { amiType: "AL2023_x86_64_STANDARD" })],
      paths: ["launchTemplate"],
    },
    {
      when: "a managed component has no template",
      resources: [resource("eks:index:ManagedNodeGroup", "g")],
      paths: ["launchTemplate"],
    },
    {
      when: "a launch configuration leaves the root volume",
      resources: [
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l", { ebsBlockDevices: [{ encrypted: false }] }),
      ],
      paths: ["rootBlockDevice.encrypted", "ebsBlockDevices[0].encrypted"],
    },
    {
      when: "components say nothing",
      resources: [
        resource("eks:index:NodeGroup", "a"),
        resource("eks:index:NodeGroupV2", "b"),
        resource("eks:index:Cluster", "c"),
      ],
      paths: ["nodeRootVolumeEncrypted", "nodeRootVolumeEncrypted", "nodeRootVolumeEncrypted"],
    },
    {
      when: "a component says no",
      resources: [resource("eks:index:NodeGroupV2", "b", { nodeRootVolumeEncrypted: false }), byDefault()],
      paths: ["nodeRootVolumeEncrypted"],
    },
    {
      when: "Karpenter starts a custom image",
      resources: [nodeClass({ amiFamily: "Custom" })],
      paths: ["spec.blockDeviceMappings"],
    },
    {
      when: "Karpenter's mapping says nothing",
      resources: [nodeClass({ amiFamily: "AL2023", blockDeviceMappings: [{ ebs: { volumeSize: "20Gi" } }] })],
      paths: ["spec.blockDeviceMappings[0].ebs.encrypted"],
    },
  ],
  undecided: [
    {
      when: "the launch template is outside the stack",
      resources: [resource("aws:eks/nodeGroup:NodeGroup", "g", { launchTemplate: { name: "theirs", version: "2" } })],
    },
    { when: "a mapping is unknown", resources: [template([unknown, { ebs: { encrypted: "true" } }])] },
    { when: "the choice is unknown", resources: [template([{ ebs: { encrypted: unknown } }])] },
    { when: "it is unknown whether the region encrypts", resources: [template(), byDefault({ enabled: unknown })] },
  ],
  outside: [
    {
      when: "the cluster makes no nodes",
      resources: [resource("eks:index:Cluster", "c", { skipDefaultNodeGroup: true })],
    },
  ],
};
