import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { exceeds, instanceMetadata, type HopLimit } from "../../engine/nodes/instance-metadata";
import { launchTemplateOf, usesDeclaredVersion } from "../../engine/nodes/launch-template";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, not } from "../../engine/values/truth";

const options = [
  "metadataOptions.httpEndpoint",
  "metadataOptions.httpTokens",
  "metadataOptions.httpPutResponseHopLimit",
] as const;

export const imdsV2HopLimit: Rule = {
  id: "NODE-01",
  name: "imds-v2-hop-limit",
  title: "Nodes demand session tokens of their metadata service and keep it from pods",
  why: "Version 1 of the metadata service answers any request that an application can be tricked into, and each hop beyond the node lets pods fetch the node's credentials.",
  fix: 'Give the launch template metadataOptions with httpTokens "required" and httpPutResponseHopLimit 1.',
  level: "mandatory",
  scope: "resource and stack",
  references: {
    fsbp: ["EC2.8", "EC2.170", "AutoScaling.3"],
    soc2: ["CC6.1"],
    hipaa: ["312(a)(1)"],
    nsa: ["Auth"],
  },
  reads: {
    "aws:ec2/launchTemplate:LaunchTemplate": [...options, "imageId"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": [...options, "imageId"],
    "aws:ec2/instance:Instance": [...options, "ami", "launchTemplate"],
    "aws:eks/nodeGroup:NodeGroup": ["launchTemplate", "amiType", "version", "clusterName"],
    "eks:index:ManagedNodeGroup": ["enableIMDSv2", "launchTemplate", "operatingSystem", "amiType"],
    "eks:index:NodeGroup": ["operatingSystem", "amiType"],
    "eks:index:NodeGroupV2": ["operatingSystem", "amiType"],
    "eks:index:Cluster": ["skipDefaultNodeGroup", "fargate", "autoMode.enabled", "nodeGroupOptions"],
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.metadataOptions"],
  },
  follows: ["aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", "aws:eks/cluster:Cluster"],
  check(source, { graph, parameters }) {
    const usesTemplate =
      (source.type === "aws:eks/nodeGroup:NodeGroup" || source.type === "eks:index:ManagedNodeGroup") &&
      !source.at("launchTemplate").isAbsent;
    if (usesTemplate) return judgedAtTemplate(graph, source);
    const metadata = instanceMetadata(graph, source);
    if (!metadata) return [];
    const { imdsMaxHops } = parameters;
    const fix = componentFixes[source.type];
    const otherwise = (cause: string) => (fix === undefined ? { cause } : { cause, fix });
    return [
      violation(
        and(metadata.enabled, not(metadata.tokensRequired)),
        metadata.tokensPath,
        "The metadata service of these nodes answers requests without a session token.",
        otherwise("tokens"),
      ),
      violation(
        and(metadata.enabled, exceeds(metadata.hopLimit, imdsMaxHops)),
        metadata.hopLimitPath,
        `The metadata service of these nodes answers over ${hops(metadata.hopLimit)} network hops where ${imdsMaxHops} is allowed, so that pods reach it.`,
        otherwise("hops"),
      ),
    ];
  },
};

const componentFixes: Readonly<Record<string, string>> = {
  "aws:eks/nodeGroup:NodeGroup":
    'Give the node group a launch template whose metadataOptions have httpTokens "required" and httpPutResponseHopLimit 1.',
  "eks:index:ManagedNodeGroup":
    'Pass a launchTemplate whose metadataOptions have httpTokens "required" and httpPutResponseHopLimit 1 instead of enableIMDSv2.',
  "eks:index:NodeGroup":
    'Add an aws.ec2.InstanceMetadataDefaults with httpTokens "required" and httpPutResponseHopLimit 1: the component offers no input of its own.',
  "eks:index:NodeGroupV2":
    'Add an aws.ec2.InstanceMetadataDefaults with httpTokens "required" and httpPutResponseHopLimit 1: the component offers no input of its own.',
  "eks:index:Cluster":
    "Set skipDefaultNodeGroup to true and add node groups with a launch template: the default group offers no metadata options.",
  "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass":
    'Leave spec.metadataOptions out, or set httpTokens to "required" and httpPutResponseHopLimit to 1.',
};

/** A template of the stack is a subject of its own; what can be wrong here is which of its versions is used. */
function judgedAtTemplate(graph: Graph, group: Resource): readonly Condition[] {
  const template = launchTemplateOf(graph, group);
  const path = "launchTemplate";
  const message = "The metadata options of the launch template are not known.";
  if (template.kind === "outside") {
    const outside = { path, reason: "the launch template is outside the stack" };
    return [violation(outside, path, message)];
  }
  if (template.kind === "undecided") return [violation(template.undecided, path, message)];
  if (template.kind === "absent") return [];
  const declared = every(template.targets, (target) => usesDeclaredVersion(graph, group, target));
  return declared === true ? [] : [violation(not(declared), "launchTemplate.version", message)];
}

function hops({ least, most }: HopLimit): string {
  return least === most ? String(least) : `${least} or more`;
}
