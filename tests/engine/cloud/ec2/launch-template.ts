import { number, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";

export const launchTemplateToken = "aws:ec2/launchTemplate:LaunchTemplate";

export const launchTemplate: CloudType = {
  token: launchTemplateToken,
  replaces: ["name", "namePrefix"],
  autonamed: true,
  recomputed: ["latestVersion"],
  check(inputs) {
    const name = text(inputs, "name");
    const valid = name === "" || /^[a-zA-Z0-9().\-/_]{3,128}$/.test(name);
    demand(valid, "N6", `invalid value for name: "${name}" must be 3-128 of [a-zA-Z0-9().-/_]`);
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    demandUserData(text(inputs, "userData"));
    const name = text(inputs, "name");
    const taken = cloud.named(launchTemplateToken, name);
    demand(
      !taken,
      "P22",
      `InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use. (${name})`,
    );
    const id = cloud.newId("lt");
    return {
      id,
      identity: name,
      computed: { name, arn: cloud.arn("ec2", `launch-template/${id}`), latestVersion: 1, defaultVersion: 1 },
    };
  },
  // Every change makes a version of its own.
  update({ inputs }, object) {
    demandUserData(text(inputs, "userData"));
    return { latestVersion: (number(object.outputs, "latestVersion") ?? 1) + 1 };
  },
  remove(object, cloud) {
    const user = cloud
      .all("aws:eks/nodeGroup:NodeGroup")
      .find(({ inputs }) => text(inputs, "launchTemplate.id") === object.id);
    demand(!user, "G9", `Ec2LaunchTemplateNotFound: node group ${user?.id} needs its launch template ${object.id}`);
  },
};

function demandUserData(encoded: string): void {
  const bytes = Buffer.from(encoded, "base64").length;
  demand(bytes <= 16384, "G6", `InvalidUserData.Malformed: User data is limited to 16384 bytes (${bytes})`);
}
