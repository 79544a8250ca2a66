import { unknown } from "../../../../policies/engine/values/value";
import { subnetsAssignNoPublicIp } from "../../../../policies/rules/net/subnets-assign-no-public-ip";
import { resource, type RuleFixtures } from "../../fixture";

const subnet = (mapPublicIpOnLaunch?: NonNullable<Parameters<typeof resource>[2]>[string]) =>
  resource("aws:ec2/subnet:Subnet", "s", { mapPublicIpOnLaunch });

export const fixtures: RuleFixtures = {
  rule: subnetsAssignNoPublicIp,
  passes: [
    { when: "nothing is said", resources: [subnet()] },
    {
      when: "a default subnet says no",
      resources: [resource("aws:ec2/defaultSubnet:DefaultSubnet", "d", { mapPublicIpOnLaunch: false })],
    },
  ],
  fails: [
    { when: "the subnet says yes", resources: [subnet(true)], paths: ["mapPublicIpOnLaunch"], level: "production" },
    {
      when: "a default subnet says nothing",
      resources: [resource("aws:ec2/defaultSubnet:DefaultSubnet", "d")],
      paths: ["mapPublicIpOnLaunch"],
    },
  ],
  undecided: [{ when: "the choice is unknown", resources: [subnet(unknown)] }],
};
