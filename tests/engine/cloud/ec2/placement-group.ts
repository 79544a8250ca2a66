import { text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { launchTemplateToken } from "./launch-template";

export const placementGroupToken = "aws:ec2/placementGroup:PlacementGroup";

export const placementGroup: CloudType = {
  token: placementGroupToken,
  replaces: ["name", "strategy", "partitionCount", "spreadLevel"],
  check(inputs) {
    const strategy = text(inputs, "strategy");
    demand(
      ["cluster", "partition", "spread"].includes(strategy),
      "S2",
      `expected strategy to be one of cluster, partition, spread, got ${strategy}`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    const taken = cloud.named(placementGroupToken, name);
    demand(!taken, "P22", `InvalidPlacementGroup.Duplicate: The Placement Group '${name}' already exists.`);
    const placementGroupId = cloud.newId("pg");
    return {
      id: name,
      identity: name,
      computed: { placementGroupId, arn: cloud.arn("ec2", `placement-group/${name}`) },
    };
  },
  remove(object, cloud) {
    const user = cloud.all(launchTemplateToken).find(({ inputs }) => text(inputs, "placement.groupName") === object.id);
    demand(!user, "P22", `InvalidPlacementGroup.InUse: The placement group '${object.id}' is in use (${user?.id})`);
  },
};
