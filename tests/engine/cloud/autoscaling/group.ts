import { list, number, text, texts } from "../../properties";
import type { CloudType } from "../cloud-type";
import { launchTemplateToken } from "../ec2/launch-template";
import { demandSubnet } from "../ec2/subnet";
import { demand } from "../refusal";
import { times } from "../times";
import { autoScalingGroupToken, lifecycleHookToken } from "./tokens";

const mixed = "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification";
const templateReferences = [
  ...["launchTemplate.name", "launchTemplate.id"],
  ...[`${mixed}.launchTemplateName`, `${mixed}.launchTemplateId`],
];

/** Service-linked roles appear with the first group of an account. */
export const autoScalingGroup: CloudType = {
  token: autoScalingGroupToken,
  replaces: ["name", "namePrefix"],
  autonamed: true,
  minutes: times.autoScalingGroup,
  create({ inputs, cloud }) {
    const name = text(inputs, "name");
    const [min, desired, max] = ["minSize", "desiredCapacity", "maxSize"].map((key) => number(inputs, key) ?? 0);
    demand(
      (min ?? 0) <= (max ?? 0) && (desired ?? 0) <= (max ?? 0),
      "S2",
      `ValidationError: Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`,
    );
    for (const id of texts(inputs, "vpcZoneIdentifiers")) demandSubnet(id, cloud);
    const [template] = cloud
      .all(launchTemplateToken)
      .filter(({ id, inputs: its }) =>
        templateReferences
          .map((path) => text(inputs, path))
          .some((reference) => reference !== "" && (reference === id || reference === text(its, "name"))),
      );
    demand(
      template !== undefined,
      "S2",
      "ValidationError: You must use a valid fully-formed launch template. The specified launch template does not exist.",
    );
    const profile = text(template.inputs, "iamInstanceProfile.name");
    demand(
      profile === "" || cloud.all("aws:iam/instanceProfile:InstanceProfile").some(({ id }) => id === profile),
      "S2",
      `ValidationError: You must use a valid fully-formed launch template. Value (${profile}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    );
    const interfaces = list(template.inputs, "networkInterfaces");
    return {
      id: name,
      computed: {
        arn: cloud.arn("autoscaling", `autoScalingGroup:${cloud.newDigits(32)}:autoScalingGroupName/${name}`),
        // What its instances hold, kept with the group: templates go before the instances do.
        securityGroupIds: [
          ...texts(template.inputs, "vpcSecurityGroupIds"),
          ...interfaces.flatMap((one) => texts(one, "securityGroups")),
        ],
        instanceProfileName: profile,
      },
    };
  },
  remove(object, cloud) {
    // The provider waits ten minutes until no instance is left.
    const held = cloud
      .all(lifecycleHookToken)
      .find(
        ({ inputs }) =>
          text(inputs, "autoscalingGroupName") === object.id &&
          text(inputs, "lifecycleTransition").endsWith("TERMINATING") &&
          (number(inputs, "heartbeatTimeout") ?? 3600) >= 600,
      );
    demand(
      held === undefined,
      "S4",
      `waiting for Auto Scaling Group (${object.id}) drain: timeout while waiting: its hook "${text(held?.inputs, "name")}" holds the instances`,
    );
  },
};
