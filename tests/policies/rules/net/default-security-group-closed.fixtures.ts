import { unknown } from "../../../../policies/engine/values/value";
import { defaultSecurityGroupClosed } from "../../../../policies/rules/net/default-security-group-closed";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const vpc = resource("aws:ec2/vpc:Vpc", "v");
const group = (inputs: Inputs = {}) =>
  resource("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "g", { vpcId: outputOf(vpc), ...inputs });
const rule = { protocol: "-1", fromPort: 0, toPort: 0, self: true };

export const fixtures: RuleFixtures = {
  rule: defaultSecurityGroupClosed,
  passes: [
    { when: "it is adopted without rules", resources: [vpc, group()] },
    { when: "its rules are empty lists", resources: [vpc, group({ ingress: [], egress: [] })] },
    {
      when: "the VPC is named by its known id",
      resources: [{ ...vpc, outputs: { id: "vpc-1" } }, group({ vpcId: "vpc-1" })],
    },
  ],
  fails: [
    { when: "nobody adopts it", resources: [vpc], paths: [""], level: "production" },
    { when: "another VPC's is adopted", resources: [vpc, group({ vpcId: "vpc-other" })], paths: [""] },
    { when: "its members may talk", resources: [vpc, group({ ingress: [rule] })], paths: ["ingress"] },
    { when: "its members may leave", resources: [vpc, group({ ingress: unknown, egress: [rule] })], paths: ["egress"] },
    { when: "the default VPC is used", resources: [resource("aws:ec2/defaultVpc:DefaultVpc", "d")], paths: [""] },
  ],
  undecided: [
    { when: "its rules are unknown", resources: [vpc, group({ ingress: unknown })] },
    { when: "it is unknown whose it is", resources: [vpc, group({ vpcId: unknown })] },
  ],
};
