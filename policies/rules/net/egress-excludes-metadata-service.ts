import { cidrContains } from "../../engine/network/cidr-union";
import { isEmptyList, isolates, networkPolicy } from "../../engine/network/network-policies";
import { admitsPort, rulesOf, type PolicyRule } from "../../engine/network/policy-rule";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, type Truth } from "../../engine/values/truth";

const metadataAddresses = ["169.254.169.254/32", "fd00:ec2::254/128"] as const;

export const egressExcludesMetadataService: Rule = {
  id: "NET-02",
  name: "egress-excludes-metadata-service",
  title: "No egress rule lets pods reach the metadata service of their node",
  why: "A pod that reaches the metadata service gets the credentials of the node's role.",
  fix: "Except 169.254.169.254/32 and fd00:ec2::254/128 from the block; as wide as 169.254.0.0/16 the exception would also block the Pod Identity endpoint 169.254.170.23.",
  level: "mandatory",
  scope: "resource",
  references: { soc2: ["CC6.1", "CC6.6"], hipaa: ["312(a)(1)"], nsa: ["Net"] },
  reads: { [networkPolicy]: ["spec.policyTypes", "spec.egress[].to", "spec.egress[].ports"] },
  check(policy) {
    const effective = isolates(policy, "Egress");
    const { rules, open } = rulesOf(policy.at("spec"), "egress");
    return [
      violation(and(effective, open ?? false), "spec.egress", "An egress rule may reach the metadata service."),
      ...rules.flatMap((rule) => ofRule(rule, effective)),
    ];
  },
};

function ofRule(rule: PolicyRule, effective: Truth): readonly Condition[] {
  const reachesHttp = admitsPort(rule, "TCP", 80);
  const { known, open } = rule.peers.elements();
  return [
    violation(
      and(effective, reachesHttp, isEmptyList(rule.peers)),
      rule.peers,
      "The rule allows every destination on port 80, the metadata service of the node among them.",
      { fix: "List destinations in `to`, or limit the ports to those that are needed." },
    ),
    violation(
      and(effective, reachesHttp, open ?? false),
      rule.peers,
      "A destination of the rule may be the metadata service.",
    ),
    violation(and(effective, open ?? false), rule.peers, "A destination of the rule may hold the metadata service.", {
      level: "advisory",
    }),
    ...known.flatMap((peer) => ofBlock(peer.child("ipBlock"), and(effective, reachesHttp), effective)),
  ];
}

function ofBlock(block: Property, reaches: Truth, effective: Truth): readonly Condition[] {
  const cidr = block.child("cidr");
  const held = metadataAddresses.map((address) => {
    const excepted = block.child("except").some((exception) => contains(exception, address));
    return { address, held: and(contains(cidr, address), not(excepted)) };
  });
  return held.flatMap(({ address, held: inBlock }) => {
    const message = `The block ${cidr.shown()} holds the node's metadata service at ${address.replace(/\/.*/, "")}`;
    return [
      violation(and(reaches, inBlock), cidr, `${message} on port 80.`),
      violation(and(effective, inBlock), cidr, `${message}, although the ports of the rule leave it out of reach.`, {
        level: "advisory",
      }),
    ];
  });
}

function contains(cidr: Property, address: string): Truth {
  return cidr.satisfies((value) => typeof value === "string" && cidrContains(value, address));
}
