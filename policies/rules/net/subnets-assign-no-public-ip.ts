import { violation, type Rule } from "../../engine/rule";
import { or } from "../../engine/values/truth";

const defaultSubnet = "aws:ec2/defaultSubnet:DefaultSubnet";

export const subnetsAssignNoPublicIp: Rule = {
  id: "NET-06",
  name: "subnets-assign-no-public-ip",
  title: "Subnets assign no public IP addresses by themselves",
  why: "Whatever is launched in such a subnet is on the internet without anybody having asked for it.",
  fix: "Set mapPublicIpOnLaunch to false; load balancers and NAT gateways get their addresses without it.",
  level: "production",
  scope: "resource",
  references: { fsbp: ["EC2.15"], cis: ["5.4.3"], soc2: ["CC6.6"] },
  reads: { "aws:ec2/subnet:Subnet": ["mapPublicIpOnLaunch"], [defaultSubnet]: ["mapPublicIpOnLaunch"] },
  check(subnet) {
    const assigns = subnet.at("mapPublicIpOnLaunch");
    const byDefault = subnet.type === defaultSubnet ? assigns.absent() : false;
    return [
      violation(
        or(assigns.isTrue(), byDefault),
        assigns,
        "The subnet assigns a public IP address to whatever is launched in it.",
      ),
    ];
  },
};
