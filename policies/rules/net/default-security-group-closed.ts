import { violation, type Rule } from "../../engine/rule";
import { not, some } from "../../engine/values/truth";

const vpc = "aws:ec2/vpc:Vpc";
const group = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const defaultVpc = "aws:ec2/defaultVpc:DefaultVpc";

export const defaultSecurityGroupClosed: Rule = {
  id: "NET-05",
  name: "default-security-group-closed",
  title: "The default security group of every VPC is empty",
  why: "Whatever is launched without a security group gets the default one, which lets all its members talk to each other and to everywhere.",
  fix: "Add an aws.ec2.DefaultSecurityGroup for the VPC without ingress and egress.",
  level: "production",
  scope: "stack",
  references: { fsbp: ["EC2.2"], soc2: ["CC6.6"] },
  reads: { [vpc]: [], [group]: ["vpcId", "ingress", "egress"], [defaultVpc]: [] },
  check(subject, { graph }) {
    switch (subject.type) {
      case vpc: {
        const adopted = some(graph.referrers(subject, group, "vpcId"), ({ refers }) => refers);
        return [violation(not(adopted), "", "The VPC keeps its default security group as AWS makes it.")];
      }
      case defaultVpc:
        return [
          violation(true, "", "The account's default VPC is used, whose subnets are public.", {
            fix: "Make a VPC of your own with private subnets.",
          }),
        ];
      default:
        return ["ingress", "egress"].map((direction) => {
          const rules = subject.at(direction);
          return violation(
            rules.some(() => true),
            rules,
            `The default security group has ${direction} rules.`,
            { fix: `Remove ${direction} from the default security group.` },
          );
        });
    }
  },
};
