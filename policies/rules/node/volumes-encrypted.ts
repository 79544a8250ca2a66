import { ebsEncryptedByDefault } from "../../engine/data/ebs-default";
import type { Resource } from "../../engine/graph/resource";
import { hasDefaultNodeGroup, nodeOption } from "../../engine/nodes/default-node-group";
import { launchTemplateOf } from "../../engine/nodes/launch-template";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";

/** Whoever sets it, it ends up in one launch template. */
const cause = "encryption";
const off = "The node's volume is not encrypted.";
const unset = "Nothing encrypts this volume of the nodes: neither the node's own settings nor the region's default.";

export const nodeVolumesEncrypted: Rule = {
  id: "NODE-04",
  name: "volumes-encrypted",
  title: "Every volume of a node is encrypted",
  why: "Image layers, emptyDir volumes, logs and secrets that pods use end up on the volumes of the node.",
  fix: "Set encrypted to true for every volume of the launch template, the root volume included.",
  level: "mandatory",
  scope: "resource and stack",
  references: {
    fsbp: ["EC2.3", "EC2.7", "EC2.181"],
    soc2: ["CC6.1", "C1.1"],
    hipaa: ["312(a)(2)(iv)"],
  },
  reads: {
    "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings[].ebs.encrypted"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["rootBlockDevice.encrypted", "ebsBlockDevices[].encrypted"],
    "aws:eks/nodeGroup:NodeGroup": ["launchTemplate"],
    "eks:index:ManagedNodeGroup": ["launchTemplate"],
    "eks:index:NodeGroup": ["nodeRootVolumeEncrypted", "encryptRootBlockDevice"],
    "eks:index:NodeGroupV2": ["nodeRootVolumeEncrypted", "encryptRootBlockDevice"],
    "eks:index:Cluster": ["nodeRootVolumeEncrypted", "nodeGroupOptions", "skipDefaultNodeGroup", "fargate"],
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.blockDeviceMappings[].ebs.encrypted", "spec.amiFamily"],
  },
  follows: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
  check(source, context) {
    switch (source.type) {
      case "aws:ec2/launchTemplate:LaunchTemplate":
        return ofMappings(source, source.at("blockDeviceMappings"), context, true);
      case "aws:ec2/launchConfiguration:LaunchConfiguration":
        return ofLaunchConfiguration(source, context);
      case "aws:eks/nodeGroup:NodeGroup":
      case "eks:index:ManagedNodeGroup":
        return ofManagedGroup(source, context);
      case "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass":
        return ofMappings(source, source.at("spec.blockDeviceMappings"), context, customFamily(source));
      default:
        return ofComponent(source, context);
    }
  },
};

/** What a volume's own `encrypted` says: false is a violation, and so is nothing without a default of the region. */
function ofVolume(encrypted: Property, byDefault: Truth, exists: Truth = true): Condition {
  return violation(
    and(exists, or(encrypted.isFalse(), and(encrypted.absent(), not(byDefault)))),
    encrypted,
    encrypted.isAbsent ? unset : off,
    { cause },
  );
}

/** A launch without mappings takes the volumes of the image, which `rootUnencrypted` says something about. */
function ofMappings(
  source: Resource,
  mappings: Property,
  context: Context,
  rootUnencrypted: Truth,
): readonly Condition[] {
  const byDefault = byRegion(source, context);
  const { known, open } = mappings.elements();
  const volumes = known.filter((mapping) => !isNoVolume(mapping));
  const none = volumes.length === 0 && !open;
  return [
    violation(none ? and(rootUnencrypted, not(byDefault)) : (open ?? false), mappings, unset, { cause }),
    ...volumes.map((mapping) => ofVolume(mapping.at("ebs.encrypted"), byDefault)),
  ];
}

/** Instance store volumes are encrypted by their hardware, and `noDevice` removes a volume of the image. */
function isNoVolume(mapping: Property): boolean {
  return (
    mapping.child("ebs").isAbsent && !(mapping.child("virtualName").isAbsent && mapping.child("noDevice").isAbsent)
  );
}

function ofLaunchConfiguration(source: Resource, context: Context): readonly Condition[] {
  const byDefault = byRegion(source, context);
  const { known, open } = source.at("ebsBlockDevices").elements();
  return [
    ofVolume(source.at("rootBlockDevice.encrypted"), byDefault),
    violation(open ?? false, "ebsBlockDevices", unset),
    ...known.map((device) => ofVolume(device.child("encrypted"), byDefault, not(device.child("noDevice").isTrue()))),
  ];
}

/** A template of the stack is a subject of its own. */
function ofManagedGroup(group: Resource, context: Context): readonly Condition[] {
  const template = launchTemplateOf(context.graph, group);
  const path = "launchTemplate";
  switch (template.kind) {
    case "resolved":
      return [];
    case "outside":
      return [violation({ path, reason: "the launch template is outside the stack" }, path, unset)];
    case "undecided":
      return [violation(template.undecided, path, unset)];
    case "absent": {
      const fix = "Give the node group a launch template whose blockDeviceMappings set ebs.encrypted to true.";
      return [violation(not(byRegion(group, context)), path, unset, { fix, cause })];
    }
  }
}

function ofComponent(component: Resource, context: Context): readonly Condition[] {
  const exists: Truth = component.type === "eks:index:Cluster" ? hasDefaultNodeGroup(component) : true;
  if (exists === false) return [];
  const encrypted = nodeOption(component, "nodeRootVolumeEncrypted");
  const older = nodeOption(component, "encryptRootBlockDevice");
  const either = or(encrypted.isTrue(), older.isTrue());
  const saysOff = or(encrypted.isFalse(), and(encrypted.absent(), older.isFalse()));
  const saysNothing = and(encrypted.absent(), older.absent());
  return [
    violation(
      and(exists, not(either), or(saysOff, and(saysNothing, not(byRegion(component, context))))),
      encrypted,
      saysNothing === true ? unset : off,
      { fix: "Set nodeRootVolumeEncrypted to true.", cause },
    ),
  ];
}

/** Karpenter encrypts the volumes of every family that it knows; those of a Custom image are the image's. */
function customFamily(nodeClass: Resource): Truth {
  return nodeClass.at("spec.amiFamily").is("Custom");
}

/** A NodeClass is in the region of its cluster, which its provider does not state. */
function byRegion(source: Resource, context: Context): Truth {
  if (!source.type.startsWith("kubernetes:") || context.parameters.ebsDefaultEncryptionElsewhere) {
    return ebsEncryptedByDefault(source, context);
  }
  const settings = context.graph.ofType("aws:ebs/encryptionByDefault:EncryptionByDefault");
  const path = "spec.blockDeviceMappings";
  if (!context.graph.complete) return { path, reason: "the rest of the stack is not known yet" };
  const [setting] = settings;
  if (!setting) return false;
  const enabled = or(setting.at("enabled").absent(), setting.at("enabled").isTrue());
  return settings.length === 1 ? enabled : and(enabled, { path, reason: "the region of the node class is not known" });
}
