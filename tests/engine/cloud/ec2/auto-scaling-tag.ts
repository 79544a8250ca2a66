import { list, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";

/** A tag of a group, that EKS made for a node group or that the stack made itself. */
export const autoScalingTag: CloudType = {
  token: "aws:autoscaling/tag:Tag",
  replaces: ["autoscalingGroupName", "tag.key"],
  create({ inputs, cloud }) {
    const [name, key] = [text(inputs, "autoscalingGroupName"), text(inputs, "tag.key")];
    const made = cloud
      .all("aws:eks/nodeGroup:NodeGroup")
      .flatMap(({ outputs }) => list(outputs, "resources"))
      .flatMap((resources) => list(resources, "autoscalingGroups"))
      .map((group) => text(group, "name"));
    demand(
      made.includes(name) || cloud.named("aws:autoscaling/group:Group", name) !== undefined,
      "G18",
      `ValidationError: AutoScalingGroup name not found - no such group: ${name}`,
    );
    demand(
      key.length >= 1 && key.length <= 128 && text(inputs, "tag.value").length <= 256,
      "N23",
      `ValidationError: the tag "${key}" must have a key of 1-128 characters and a value of at most 256`,
    );
    return { id: `${name},${key}` };
  },
};
