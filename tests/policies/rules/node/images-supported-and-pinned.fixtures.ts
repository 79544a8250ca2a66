import { unknown } from "../../../../policies/engine/values/value";
import { imagesSupportedAndPinned } from "../../../../policies/rules/node/images-supported-and-pinned";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const group = (inputs: Parameters<typeof resource>[2]) => resource("aws:eks/nodeGroup:NodeGroup", "g", inputs);
const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "t");
const nodeClass = (spec: Parameters<typeof resource>[2]) =>
  resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", { spec });
const terms = (...amiSelectorTerms: NonNullable<Parameters<typeof resource>[2]>[string][]) =>
  nodeClass({ amiSelectorTerms });

export const fixtures: RuleFixtures = {
  rule: imagesSupportedAndPinned,
  passes: [
    {
      when: "the image is supported and the template's version a number",
      resources: [group({ amiType: "BOTTLEROCKET_x86_64", launchTemplate: { version: "3" } })],
    },
    {
      when: "the template's latest version is known once it exists",
      resources: [template, group({ launchTemplate: { id: outputOf(template), version: outputOf(template) } })],
    },
    {
      when: "nothing is said, so that EKS chooses AL2023",
      resources: [group({}), resource("eks:index:NodeGroupV2", "v")],
    },
    {
      when: "a component chooses Bottlerocket",
      resources: [resource("eks:index:ManagedNodeGroup", "m", { operatingSystem: "Bottlerocket" })],
    },
    { when: "an alias names a release", resources: [terms({ alias: "bottlerocket@v1.50.0" })] },
    { when: "a Windows alias has no other form", resources: [terms({ alias: "windows2022@latest" })] },
    {
      when: "images are chosen by id, or by tags of an owner",
      resources: [
        nodeClass({
          amiFamily: "AL2023",
          amiSelectorTerms: [{ id: "ami-1" }, { tags: { a: "b" }, owner: "self" }, { ssmParameter: "/aws/service/x" }],
        }),
      ],
    },
  ],
  fails: [
    {
      when: "a group runs AL2",
      resources: [group({ amiType: "AL2_x86_64_GPU" })],
      paths: ["amiType"],
      level: "mandatory",
    },
    {
      when: "components run AL2",
      resources: [
        resource("eks:index:NodeGroup", "a", { operatingSystem: "AL2" }),
        resource("eks:index:Cluster", "b", { nodeGroupOptions: { amiType: "AL2_x86_64" } }),
      ],
      paths: ["operatingSystem", "nodeGroupOptions.amiType"],
      level: "mandatory",
    },
    {
      when: "Karpenter runs AL2 by family or alias",
      resources: [nodeClass({ amiFamily: "AL2", amiSelectorTerms: [{ alias: "al2@v20240807" }] })],
      paths: ["spec.amiFamily", "spec.amiSelectorTerms[0].alias"],
      level: "mandatory",
    },
    {
      when: "the template's version is $Latest",
      resources: [group({ launchTemplate: { version: "$Latest" } })],
      paths: ["launchTemplate.version"],
      level: "production",
    },
    {
      when: "the template's version is $Default",
      resources: [resource("eks:index:ManagedNodeGroup", "m", { launchTemplate: { version: "$Default" } })],
      paths: ["launchTemplate.version"],
    },
    {
      when: "an alias floats",
      resources: [terms({ alias: "al2023@latest" })],
      paths: ["spec.amiSelectorTerms[0].alias"],
      level: "production",
    },
    {
      when: "images are chosen by name without an owner",
      resources: [terms({ name: "my-image-*" })],
      paths: ["spec.amiSelectorTerms[0]"],
    },
    {
      when: "images are chosen by tags without an owner beside an unknown term",
      resources: [terms(unknown, { tags: { team: "x" } })],
      paths: ["spec.amiSelectorTerms[1]"],
    },
  ],
  undecided: [
    { when: "the amiType is unknown", resources: [group({ amiType: unknown })] },
    { when: "the template's version is unknown", resources: [group({ launchTemplate: { version: unknown } })] },
    { when: "the owner is unknown", resources: [terms({ name: "x", owner: unknown })] },
    { when: "a term is unknown", resources: [terms(unknown)] },
  ],
};
