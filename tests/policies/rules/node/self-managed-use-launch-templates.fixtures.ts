import { unknown } from "../../../../policies/engine/values/value";
import { selfManagedUseLaunchTemplates } from "../../../../policies/rules/node/self-managed-use-launch-templates";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const configuration = resource("aws:ec2/launchConfiguration:LaunchConfiguration", "l");
const group = (inputs: Parameters<typeof resource>[2]) => resource("aws:autoscaling/group:Group", "g", inputs);

export const fixtures: RuleFixtures = {
  rule: selfManagedUseLaunchTemplates,
  passes: [{ when: "the group names a launch template", resources: [group({ launchTemplate: { id: "lt-1" } })] }],
  fails: [
    {
      when: "the group names a launch configuration",
      resources: [group({ launchConfiguration: "l" })],
      paths: ["launchConfiguration"],
      level: "production",
    },
    {
      when: "the group names one of this stack",
      resources: [configuration, group({ launchConfiguration: outputOf(configuration) })],
      paths: ["", "launchConfiguration"],
    },
    { when: "the component builds one", resources: [resource("eks:index:NodeGroup", "n")], paths: [""] },
  ],
  undecided: [
    { when: "it is unknown what the group starts from", resources: [group({ launchConfiguration: unknown })] },
  ],
  outside: [{ when: "the component builds a launch template", resources: [resource("eks:index:NodeGroupV2", "n")] }],
};
