import { given, list, number, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { interfacesIn } from "./network-interfaces";
import { demandVpc, vpcToken } from "./vpc";

export const securityGroupToken = "aws:ec2/securityGroup:SecurityGroup";
const ingressToken = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressToken = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const wording = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

export const securityGroup: CloudType = {
  token: securityGroupToken,
  replaces: ["name", "namePrefix", "description", "vpcId"],
  check(inputs) {
    const [name, description] = [text(inputs, "name"), text(inputs, "description")];
    demand(
      name.length <= 255 && !name.startsWith("sg-"),
      "N13",
      `invalid value for name: "${name}" must not begin with "sg-" nor exceed 255 characters`,
    );
    demand(
      wording.test(description) && description.length <= 255,
      "N13",
      `invalid value for description: "${description}"`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const owner = demandVpc(text(inputs, "vpcId"), cloud);
    const name = text(inputs, "name");
    demand(wording.test(name), "N13", `InvalidParameterValue: Invalid security group name '${name}'`);
    const identity = `${owner.id} ${name.toLowerCase()}`;
    const taken = cloud.named(securityGroupToken, identity);
    demand(!taken, "N13", `InvalidGroup.Duplicate: The security group '${name}' already exists for VPC '${owner.id}'`);
    const id = cloud.newId("sg");
    return {
      id,
      identity,
      computed: { arn: cloud.arn("ec2", `security-group/${id}`), ownerId: cloud.account.accountId },
    };
  },
  remove(object, cloud) {
    const users = interfacesIn(cloud).filter(({ groupIds }) => groupIds.includes(object.id));
    const references = [ingressToken, egressToken]
      .flatMap((token) => cloud.all(token))
      .filter(
        ({ inputs }) =>
          text(inputs, "referencedSecurityGroupId") === object.id && text(inputs, "securityGroupId") !== object.id,
      );
    const holders = [...users.map(({ owner }) => owner), ...references.map(({ type, id }) => `${type} ${id}`)];
    demand(
      holders.length === 0,
      "V24",
      `DependencyViolation: resource ${object.id} has a dependent object (${holders.join(", ")})`,
    );
  },
};

/** Adopts the group that every VPC has; deleting it leaves that group as it is. */
export const defaultSecurityGroup: CloudType = {
  token: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  replaces: ["vpcId"],
  create({ inputs, cloud }) {
    const owner = demandVpc(text(inputs, "vpcId"), cloud);
    const id = text(owner.outputs, "defaultSecurityGroupId");
    return {
      id,
      computed: {
        name: "default",
        description: "default VPC security group",
        arn: cloud.arn("ec2", `security-group/${id}`),
      },
    };
  },
};

const sources = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function ruleType(token: string, direction: "ingress" | "egress"): CloudType {
  return {
    token,
    replaces: ["securityGroupId"],
    create({ inputs, cloud }) {
      const group = demandGroup(text(inputs, "securityGroupId"), cloud, "V23");
      demand(
        list(group.inputs, direction).length === 0,
        "V23",
        `the group ${group.id} has inline ${direction} rules, which undo rules of their own`,
      );
      const stated = sources.filter((key) => given(inputs, key));
      demand(
        stated.length === 1,
        "V23",
        `InvalidParameterCombination: exactly one of ${sources.join(", ")}, not ${stated.length}`,
      );
      const referenced = text(inputs, "referencedSecurityGroupId");
      if (referenced !== "") demandGroup(referenced, cloud, "V23");
      const description = text(inputs, "description");
      demand(
        wording.test(description) && description.length <= 255,
        "N14",
        `InvalidParameterValue: Invalid rule description '${description}'`,
      );
      const protocol = text(inputs, "ipProtocol");
      const ports = [number(inputs, "fromPort"), number(inputs, "toPort")];
      demand(
        protocol !== "-1" || ports.every((port) => port === undefined),
        "V23",
        "InvalidParameterValue: protocol -1 takes no ports",
      );
      const identity = [group.id, protocol, ...ports, ...stated.map((key) => text(inputs, key))].join(" ");
      demand(
        !cloud.named(token, identity),
        "V23",
        `InvalidPermission.Duplicate: the specified rule "${identity}" already exists`,
      );
      const rules = cloud.all(token).filter((rule) => text(rule.inputs, "securityGroupId") === group.id);
      demand(
        rules.length < 60,
        "V22",
        "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached.",
      );
      const id = cloud.newId("sgr");
      return {
        id,
        identity,
        computed: { securityGroupRuleId: id, arn: cloud.arn("ec2", `security-group-rule/${id}`) },
      };
    },
  };
}

export const securityGroupIngressRule = ruleType(ingressToken, "ingress");
export const securityGroupEgressRule = ruleType(egressToken, "egress");

/** A group of the stack, one that EKS made, or the default group of a VPC. @throws Refusal under the id */
export function demandGroup(groupId: string, cloud: Cloud, id: string): CloudObject {
  const own = cloud.get(securityGroupToken, groupId);
  const found = own ?? cloud.all(vpcToken).find(({ outputs }) => text(outputs, "defaultSecurityGroupId") === groupId);
  if (!found) throw new Refusal(id, `InvalidGroup.NotFound: The security group '${groupId}' does not exist`);
  return found;
}
