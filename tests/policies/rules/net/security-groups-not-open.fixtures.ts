import { unknown } from "../../../../policies/engine/values/value";
import { securityGroupsNotOpen } from "../../../../policies/rules/net/security-groups-not-open";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const group = (inputs: Inputs = {}) => resource("aws:ec2/securityGroup:SecurityGroup", "g", inputs);
const port = (number: Inputs[string], cidrBlocks: Inputs[string], inputs: Inputs = {}) => ({
  protocol: "tcp",
  fromPort: number,
  toPort: number,
  cidrBlocks,
  ...inputs,
});
const rule = (name: string, cidrIpv4: Inputs[string], from: Inputs[string] = 22, inputs: Inputs = {}) =>
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, {
    securityGroupId: outputOf(group()),
    cidrIpv4,
    ipProtocol: "tcp",
    fromPort: from,
    toPort: from,
    ...inputs,
  });
const oldRule = (name: string, inputs: Inputs) =>
  resource("aws:ec2/securityGroupRule:SecurityGroupRule", name, {
    type: "ingress",
    securityGroupId: outputOf(group()),
    protocol: "tcp",
    fromPort: 22,
    toPort: 22,
    ...inputs,
  });
const cluster = resource("aws:eks/cluster:Cluster", "c", { vpcConfig: { securityGroupIds: [outputOf(group())] } });
const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "t", { vpcSecurityGroupIds: [outputOf(group())] });
const nodes = resource("aws:eks/nodeGroup:NodeGroup", "n", {
  launchTemplate: { id: outputOf(template), version: "$Latest" },
});
const prefixes = (...cidrs: Inputs[string][]) =>
  resource("aws:ec2/managedPrefixList:ManagedPrefixList", "p", { entries: cidrs.map((cidr) => ({ cidr })) });
const acl = (...ingress: Inputs[string][]) => resource("aws:ec2/networkAcl:NetworkAcl", "a", { ingress });
const aclRule = (ruleNo: Inputs[string], action: string, cidrBlock: Inputs[string], inputs: Inputs = {}) => ({
  ruleNo,
  action,
  cidrBlock,
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  ...inputs,
});
const tcp22 = { protocol: "tcp", fromPort: 22, toPort: 22 };
const world = ["0.0.0.0/0"];

export const fixtures: RuleFixtures = {
  rule: securityGroupsNotOpen,
  passes: [
    {
      when: "HTTPS is open on a group of no nodes",
      resources: [group({ ingress: [port(443, world, { ipv6CidrBlocks: ["::/0"] })] })],
    },
    {
      when: "a range of many addresses is not everybody",
      resources: [group({ ingress: [port(22, ["203.0.112.0/23", "198.51.100.0/24"])] })],
    },
    {
      when: "private space is wide but private",
      resources: [group({ ingress: [port(22, ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])] })],
    },
    {
      when: "sources are security groups",
      resources: [
        group({ ingress: [port(22, undefined, { securityGroups: ["sg-1"] })] }),
        rule("r", undefined, 22, { referencedSecurityGroupId: "sg-1" }),
      ],
    },
    {
      when: "the rule is about egress",
      resources: [oldRule("r", { type: "egress", cidrBlocks: world }), rule("s", "10.0.0.0/8")],
    },
    { when: "ICMP has no ports", resources: [group({ ingress: [port(-1, world, { protocol: "icmp" })] })] },
    {
      when: "a prefix list of the stack is narrow",
      resources: [prefixes("198.51.100.0/24"), rule("r", undefined, 22, { prefixListId: outputOf(prefixes()) })],
    },
    {
      when: "two halves of an open set have different ports",
      resources: [rule("a", "12.0.0.0/9", 22), rule("b", "12.128.0.0/9", 23), group()],
    },
    {
      when: "an ACL denies administration first",
      resources: [
        acl(
          aclRule(90, "deny", "0.0.0.0/0", tcp22),
          aclRule(91, "deny", "0.0.0.0/0", { protocol: "6", fromPort: 3389, toPort: 3389 }),
          aclRule(100, "allow", "0.0.0.0/0"),
        ),
      ],
    },
    {
      when: "an ACL allows other ports",
      resources: [acl(aclRule(100, "allow", "0.0.0.0/0", { protocol: "tcp", fromPort: 443, toPort: 443 }))],
    },
    { when: "an ACL allows private space", resources: [acl(aclRule(100, "allow", "10.0.0.0/8"))] },
  ],
  fails: [
    {
      when: "SSH is open inline",
      resources: [group({ ingress: [port(443, ["10.0.0.0/8"]), port(22, world)] })],
      paths: ["ingress[1].cidrBlocks"],
      level: "mandatory",
    },
    {
      when: "IPv6 is open",
      resources: [group({ ingress: [port(22, undefined, { ipv6CidrBlocks: ["::/0"] })] })],
      paths: ["ingress[0].ipv6CidrBlocks"],
    },
    {
      when: "an open set is split over two rules",
      resources: [group(), rule("a", "12.0.0.0/9"), rule("b", "12.128.0.0/9")],
      paths: ["cidrIpv4", "cidrIpv4"],
    },
    {
      when: "an open set is split over an inline rule and another",
      resources: [
        group({ ingress: [port(22, ["12.0.0.0/9"])] }),
        resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "r", {
          securityGroupId: outputOf(group()),
          cidrIpv4: "12.128.0.0/9",
          ipProtocol: "tcp",
          fromPort: 0,
          toPort: 1024,
        }),
      ],
      paths: ["ingress[0].cidrBlocks", "cidrIpv4"],
    },
    {
      when: "a private range beside an open one is not blamed",
      resources: [group({ ingress: [port(22, ["10.0.0.0/8"]), port(22, world)] })],
      paths: ["ingress[1].cidrBlocks"],
    },
    {
      when: "a range of ports holds more than the allowed one",
      resources: [oldRule("r", { cidrBlocks: world, fromPort: 440, toPort: 450 })],
      paths: ["cidrBlocks"],
    },
    {
      when: "every protocol is open",
      resources: [rule("r", "0.0.0.0/0", undefined, { ipProtocol: "-1" })],
      paths: ["cidrIpv4"],
    },
    { when: "a sixteenth of the internet is enough", resources: [group({ ingress: [port(22, ["16.0.0.0/4"])] })] },
    {
      when: "a prefix list of the stack holds the internet",
      resources: [
        prefixes("0.0.0.0/1", "128.0.0.0/1"),
        rule("r", undefined, 22, { prefixListId: outputOf(prefixes()) }),
      ],
      paths: ["prefixListId"],
    },
    {
      when: "HTTPS is open on a control plane",
      resources: [group({ ingress: [port(443, world)] }), cluster],
      paths: ["ingress[0].cidrBlocks"],
    },
    {
      when: "HTTPS is open on nodes",
      resources: [group(), rule("r", "0.0.0.0/0", 443), template, nodes],
      paths: ["cidrIpv4"],
    },
    {
      when: "HTTPS is open on the group that EKS makes",
      resources: [cluster, rule("r", "0.0.0.0/0", 443, { securityGroupId: outputOf(cluster) })],
      paths: ["cidrIpv4"],
    },
    {
      when: "HTTPS is open on a group that Karpenter selects",
      resources: [
        group({ tags: { "karpenter.sh/discovery": "c" }, ingress: [port(443, world)] }),
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
          spec: { securityGroupSelectorTerms: [{ tags: { "karpenter.sh/discovery": "c" } }] },
        }),
      ],
    },
    {
      when: "an open source stands beside an unknown one",
      resources: [group({ ingress: [port(22, [unknown, "0.0.0.0/0"])] })],
    },
    {
      when: "the group is outside the stack and SSH is open",
      resources: [rule("r", "0.0.0.0/0", 22, { securityGroupId: "sg-0123" })],
    },
    {
      when: "an ACL allows everything",
      resources: [acl(aclRule(100, "allow", "0.0.0.0/0"))],
      paths: ["ingress[0].cidrBlock"],
    },
    {
      when: "an ACL denies too late",
      resources: [acl(aclRule(100, "allow", "0.0.0.0/0", tcp22), aclRule(200, "deny", "0.0.0.0/0"))],
      paths: ["ingress[0].cidrBlock"],
    },
    {
      when: "an ACL's rule stands alone",
      resources: [
        resource("aws:ec2/networkAcl:NetworkAcl", "a"),
        resource("aws:ec2/networkAclRule:NetworkAclRule", "r", {
          networkAclId: outputOf(resource("aws:ec2/networkAcl:NetworkAcl", "a")),
          ruleNumber: 100,
          ruleAction: "allow",
          protocol: "tcp",
          fromPort: 3389,
          toPort: 3389,
          cidrBlock: "0.0.0.0/0",
        }),
      ],
      paths: ["cidrBlock"],
    },
    {
      when: "an ACL says so in capitals, which the provider takes as well",
      resources: [acl(aclRule(100, "ALLOW", "0.0.0.0/0", tcp22))],
    },
    {
      when: "an ACL lets IPv6 in",
      resources: [acl({ ruleNo: 1, action: "allow", ipv6CidrBlock: "::/0", protocol: "-1", fromPort: 0, toPort: 0 })],
      paths: ["ingress[0].ipv6CidrBlock"],
    },
  ],
  undecided: [
    { when: "the sources are unknown", resources: [group({ ingress: [port(22, [unknown, "10.0.0.0/8"])] })] },
    { when: "the rules are unknown", resources: [group({ ingress: unknown })] },
    {
      when: "the prefix list is that of somebody else",
      resources: [rule("r", undefined, 22, { prefixListId: "pl-0123" })],
    },
    {
      when: "it is unknown what the group with an open HTTPS port is attached to",
      resources: [rule("r", "0.0.0.0/0", 443, { securityGroupId: "sg-0123" })],
    },
    { when: "the port is unknown", resources: [group({ ingress: [port(unknown, world)] })] },
    {
      when: "it is unknown whether the other half is in the same group",
      resources: [
        group({ ingress: [port(22, ["12.0.0.0/9"])] }),
        rule("b", "12.128.0.0/9", 22, { securityGroupId: unknown }),
      ],
    },
    {
      when: "a rule of an ACL that may deny first is unknown",
      resources: [acl(unknown, aclRule(100, "allow", "0.0.0.0/0"))],
    },
    {
      when: "the number of an ACL's deny is unknown",
      resources: [acl(aclRule(unknown, "deny", "0.0.0.0/0"), aclRule(100, "allow", "0.0.0.0/0"))],
    },
  ],
};
