import { unknown } from "../../../../policies/engine/values/value";
import { noLegacyOrSurchargedSettings } from "../../../../policies/rules/cost/no-legacy-or-surcharged-settings";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const cluster = (inputs: Inputs) => resource("aws:eks/cluster:Cluster", "cluster", inputs);
const component = (inputs: Inputs) =>
  resource("eks:index:Cluster", "cluster", { upgradePolicy: { supportType: "STANDARD" }, ...inputs });
const nodeGroup = (instanceTypes: Inputs[string]) =>
  resource("aws:eks/nodeGroup:NodeGroup", "group", { instanceTypes });
const template = (inputs: Inputs) => resource("aws:ec2/launchTemplate:LaunchTemplate", "template", inputs);
const volume = (inputs: Inputs) => resource("aws:ebs/volume:Volume", "volume", inputs);
const storageClass = (parameters: Inputs) =>
  resource("kubernetes:storage.k8s.io/v1:StorageClass", "class", { provisioner: "ebs.csi.aws.com", parameters });
const nodePool = (key: string, operator: string, values: Inputs[string]) =>
  resource("kubernetes:karpenter.sh/v1:NodePool", "pool", {
    spec: { template: { spec: { requirements: [{ key, operator, values }] } } },
  });

export const fixtures: RuleFixtures = {
  rule: noLegacyOrSurchargedSettings,

  passes: [
    { when: "support is the standard one", resources: [cluster({ upgradePolicy: { supportType: "STANDARD" } })] },
    {
      when: "the component's nodes are current",
      resources: [component({ nodeRootVolumeType: "gp3", instanceType: "m7i.large" })],
    },
    { when: "instances with credits are of the third generation", resources: [nodeGroup(["t3.medium", "t4g.medium"])] },
    {
      when: "accelerators and storage of low numbers are current",
      resources: [nodeGroup(["g4dn.xlarge", "p4d.24xlarge", "i3en.large", "inf2.xlarge", "x2idn.16xlarge"])],
    },
    {
      when: "volumes are of the current generation",
      resources: [template({ blockDeviceMappings: [{ ebs: { volumeType: "gp3" } }, { ebs: { volumeType: "io2" } }] })],
    },
    { when: "a volume is gp3", resources: [volume({ type: "gp3" })] },
    { when: "the driver chooses the type, which is gp3", resources: [storageClass({ encrypted: "true" })] },
    {
      when: "a node pool excludes old families",
      resources: [nodePool("karpenter.k8s.aws/instance-family", "NotIn", ["m4", "t2"])],
    },
    {
      when: "a requirement is about something else",
      resources: [nodePool("topology.kubernetes.io/zone", "In", ["eu-west-1a"])],
    },
  ],
  fails: [
    {
      when: "nothing is said of support, since EKS extends it by default",
      resources: [cluster({})],
      paths: ["upgradePolicy.supportType"],
      level: "production",
    },
    {
      when: "support is extended",
      resources: [cluster({ upgradePolicy: { supportType: "EXTENDED" } })],
      paths: ["upgradePolicy.supportType"],
    },
    {
      when: "the component's nodes are old",
      resources: [component({ nodeRootVolumeType: "gp2", instanceType: "t2.medium" })],
      paths: ["nodeRootVolumeType", "instanceType"],
    },
    {
      when: "one of the instance types is old",
      resources: [nodeGroup(["m5.large", "m4.large"])],
      paths: ["instanceTypes[1]"],
    },
    {
      when: "a group of a component is old",
      resources: [resource("eks:index:ManagedNodeGroup", "group", { instanceTypes: ["c4.large"] })],
      paths: ["instanceTypes[0]"],
    },
    {
      when: "a launch template is old",
      resources: [template({ instanceType: "r3.large", blockDeviceMappings: [{ ebs: { volumeType: "io1" } }] })],
      paths: ["instanceType", "blockDeviceMappings[0].ebs.volumeType"],
    },
    { when: "a volume is magnetic", resources: [volume({ type: "standard" })], paths: ["type"] },
    { when: "nothing is said of a volume, which EC2 makes gp2", resources: [volume({ size: 10 })], paths: ["type"] },
    { when: "a storage class makes gp2", resources: [storageClass({ type: "gp2" })], paths: ["parameters.type"] },
    {
      when: "a node pool asks for an old family",
      resources: [nodePool("karpenter.k8s.aws/instance-family", "In", ["m7i", "m4"])],
      paths: ["spec.template.spec.requirements[0].values"],
    },
  ],
  undecided: [
    { when: "support is unknown", resources: [cluster({ upgradePolicy: unknown })] },
    { when: "an instance type is unknown", resources: [nodeGroup(["m7i.large", unknown])] },
    { when: "the type of a volume is unknown", resources: [volume({ type: unknown })] },
    {
      when: "the values of a requirement are unknown",
      resources: [nodePool("node.kubernetes.io/instance-type", "In", unknown)],
    },
  ],
};
