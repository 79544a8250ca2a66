import { violation, type Rule } from "../../engine/rule";

const cause = "launch configuration";

export const selfManagedUseLaunchTemplates: Rule = {
  id: "NODE-11",
  name: "self-managed-use-launch-templates",
  title: "Self-managed nodes start from launch templates",
  why: "Launch configurations get no new features, cannot be versioned, and new accounts cannot make them.",
  fix: "Use a launch template, or eks.NodeGroupV2, which makes one.",
  level: "production",
  scope: "resource and stack",
  references: { fsbp: ["AutoScaling.9"], soc2: ["CC8.1"] },
  reads: {
    "aws:autoscaling/group:Group": ["launchConfiguration"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": [],
    "eks:index:NodeGroup": [],
  },
  check(source, { graph }) {
    if (source.type === "aws:autoscaling/group:Group") {
      const configuration = source.at("launchConfiguration");
      const target = graph.resolve(source, configuration, "aws:ec2/launchConfiguration:LaunchConfiguration");
      const named =
        target.kind === "resolved" || configuration.satisfies((value) => value !== undefined && value !== "");
      return [violation(named, configuration, "The group starts its nodes from a launch configuration.", { cause })];
    }
    const message =
      source.type === "eks:index:NodeGroup"
        ? "The component builds its nodes on a launch configuration."
        : "This is a launch configuration, which no node should start from.";
    return [violation(true, "", message, { cause })];
  },
};
