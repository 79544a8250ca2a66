import { componentCluster } from "../../engine/clusters/cluster";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

const cluster = "aws:eks/cluster:Cluster";
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const volume = "aws:ebs/volume:Volume";
const storageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
const nodePool = "kubernetes:karpenter.sh/v1:NodePool";
const nodeComponents = ["eks:index:ManagedNodeGroup", "eks:index:NodeGroup", "eks:index:NodeGroupV2"];

/** General, compute and memory families up to the fourth generation, and the second of those with credits. */
const oldFamily = /^([mcr][1-4]|t[12])(\.|$)/;

/** Requirements of a node pool whose values are instance types or families. */
const typeKeys = ["node.kubernetes.io/instance-type", "karpenter.k8s.aws/instance-family"];

export const noLegacyOrSurchargedSettings: Rule = {
  id: "COST-02",
  name: "no-legacy-or-surcharged-settings",
  title: "Nothing is paid for at the price of extended support or of an older generation",
  why: "Extended support costs six times as much per cluster hour, and older volumes and instances cost more for less.",
  fix: "Choose the current generation.",
  level: "production",
  scope: "resource",
  references: { soc2: ["A1.1"] },
  reads: {
    [cluster]: ["upgradePolicy.supportType"],
    [componentCluster]: ["upgradePolicy.supportType", "nodeRootVolumeType", "instanceType"],
    [nodeGroup]: ["instanceTypes"],
    [launchTemplate]: ["blockDeviceMappings[].ebs.volumeType", "instanceType"],
    [volume]: ["type"],
    [storageClass]: ["parameters.type"],
    [nodePool]: ["spec.template.spec.requirements"],
    ...Object.fromEntries(
      nodeComponents.map((type) => [type, ["nodeRootVolumeType", "instanceType", "instanceTypes"]]),
    ),
  },
  check(resource) {
    switch (resource.type) {
      case cluster:
        return [supportCondition(resource)];
      case componentCluster:
        return [supportCondition(resource), ...nodeConditions(resource)];
      case launchTemplate:
        return [
          ...eachOf(resource.at("blockDeviceMappings"), (mapping) => volumeCondition(mapping.at("ebs.volumeType"))),
          instanceCondition(resource.at("instanceType")),
        ];
      case volume:
        // EC2 makes a volume without a type of the older generation.
        return [
          volumeCondition(resource.at("type")),
          violation(resource.at("type").absent(), "type", "The volume has no type, so that it becomes gp2.", {
            fix: "Set type to gp3.",
          }),
        ];
      case storageClass:
        return [volumeCondition(resource.at("parameters.type"))];
      case nodePool:
        return eachOf(resource.at("spec.template.spec.requirements"), requirementCondition);
      default:
        return nodeConditions(resource);
    }
  },
};

function supportCondition(resource: Resource): Condition {
  const type = resource.at("upgradePolicy.supportType");
  return violation(not(type.is("STANDARD")), type, "The cluster goes into extended support when its version ends.", {
    fix: "Set supportType to STANDARD, so that EKS upgrades the cluster instead.",
  });
}

function nodeConditions(resource: Resource): readonly Condition[] {
  const types = resource.at("instanceTypes");
  return [
    ...(types.isAbsent ? [] : eachOf(types, instanceCondition)),
    instanceCondition(resource.at("instanceType")),
    volumeCondition(resource.at("nodeRootVolumeType")),
  ];
}

function volumeCondition(type: Property): Condition {
  return violation(
    type.is("gp2", "io1", "standard"),
    type,
    `The volume type ${type.shown()} is of an older generation.`,
    {
      fix: "Use gp3, or io2 for what needs it.",
    },
  );
}

function instanceCondition(type: Property): Condition {
  return violation(type.matches(oldFamily), type, `The instance type ${type.shown()} is of an older generation.`, {
    fix: "Use a family of the fifth generation or later.",
  });
}

/** What a node pool excludes may be as old as it likes. */
function requirementCondition(requirement: Property): Condition {
  const values = requirement.at("values");
  return violation(
    and(
      requirement.at("key").is(...typeKeys),
      requirement.at("operator").is("In"),
      values.some((value) => value.matches(oldFamily)),
    ),
    values,
    "The node pool takes instances of an older generation.",
    { fix: "Leave them out." },
  );
}

function eachOf(list: Property, condition: (element: Property) => Condition): readonly Condition[] {
  const { known, open } = list.elements();
  const conditions = known.map(condition);
  return open ? [...conditions, violation(open, list, "An element may be of an older generation.")] : conditions;
}
