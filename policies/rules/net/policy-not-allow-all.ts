import { areOpen, cidrWithout, type AddressRange } from "../../engine/network/cidr-union";
import { selectsEverything } from "../../engine/kubernetes/label-selector";
import { isOfKind, placeOfResource } from "../../engine/kubernetes/place";
import { isEmptyList, isolates, networkPolicy } from "../../engine/network/network-policies";
import { rulesOf, type PolicyRule } from "../../engine/network/policy-rule";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, type Truth, type Undecided } from "../../engine/values/truth";

export const policyNotAllowAll: Rule = {
  id: "NET-03",
  name: "policy-not-allow-all",
  title: "Network policies name whom they allow",
  why: "A policy that allows everybody looks like isolation and is none.",
  fix: "Name the peers: a namespaceSelector with labels, a podSelector, or blocks of addresses.",
  level: "production",
  scope: "resource and stack",
  references: { cis: ["4.3.2"], soc2: ["CC6.6"], nsa: ["Net"] },
  reads: {
    [networkPolicy]: ["metadata.namespace", "spec.policyTypes", "spec.ingress[].from", "spec.egress[].{to,ports}"],
  },
  check(policy, { graph, parameters }) {
    const isSystem = isOfKind(placeOfResource(policy, graph), "system", parameters);
    if (isSystem === true) return [];
    const spec = policy.at("spec");
    const ingress = rulesOf(spec, "ingress");
    const egress = rulesOf(spec, "egress");
    const [admits, sends] = [isolates(policy, "Ingress"), isolates(policy, "Egress")];
    const conditions = [
      violation(and(admits, ingress.open ?? false), "spec.ingress", "An ingress rule may allow everybody."),
      ...ingress.rules.flatMap((rule) => ofIngress(rule, admits)),
      ofBlocks(ingress.rules, admits, parameters.openSourceAddresses),
      violation(and(sends, egress.open ?? false), "spec.egress", "An egress rule may allow everything."),
      ...egress.rules.flatMap((rule) => ofEgress(rule, sends)),
    ];
    return conditions.map((condition) => ({ ...condition, when: and(not(isSystem), condition.when) }));
  },
};

function ofIngress(rule: PolicyRule, effective: Truth): readonly Condition[] {
  return [
    violation(and(effective, isEmptyList(rule.peers)), rule.peers, "The ingress rule allows everybody."),
    ...ofPeers(rule, effective, "The ingress rule allows the pods of every namespace."),
  ];
}

/** An egress rule that is limited to ports, as that for DNS is, may have any destination. */
function ofEgress(rule: PolicyRule, effective: Truth): readonly Condition[] {
  const everyPort = and(effective, isEmptyList(rule.ports));
  return [
    violation(
      and(everyPort, isEmptyList(rule.peers)),
      rule.peers,
      "The egress rule allows every destination on every port.",
    ),
    ...ofPeers(rule, everyPort, "The egress rule allows every port of the pods of every namespace."),
  ];
}

function ofPeers({ peers }: PolicyRule, effective: Truth, message: string): readonly Condition[] {
  const { known, open } = peers.elements();
  return [
    violation(and(effective, open ?? false), peers, message),
    ...known.map((peer) => {
      const namespaces = peer.child("namespaceSelector");
      const pods = peer.child("podSelector");
      const everyPod = or(pods.absent(), selectsEverything(pods));
      return violation(and(effective, selectsEverything(namespaces), everyPod), namespaces, message);
    }),
  ];
}

/** All blocks of the policy count together, so that a split in two is no way around. */
function ofBlocks(rules: readonly PolicyRule[], effective: Truth, openSourceAddresses: number): Condition {
  const blocks = rules.flatMap(({ peers }) => peers.elements().known.map((peer) => peer.child("ipBlock")));
  const ranges: AddressRange[] = [];
  let open: Undecided | undefined;
  for (const block of blocks) {
    const exceptions = block.child("except").elements();
    const cidr = block.child("cidr");
    const unknown = cidr.isUnknown ? cidr.undecided : exceptions.open;
    if (unknown) open ??= unknown;
    else
      ranges.push(
        ...cidrWithout(
          cidr.text() ?? "",
          exceptions.known.flatMap((exception) => exception.text() ?? []),
        ),
      );
  }
  const path = blocks.find((block) => !block.isAbsent)?.child("cidr").path ?? "spec.ingress";
  return violation(
    and(effective, areOpen(ranges, openSourceAddresses) ? true : (open ?? false)),
    path,
    `The ingress rules allow ${shown(blocks)}, which is open to the internet.`,
    { fix: "List the blocks of addresses that need access." },
  );
}

function shown(blocks: readonly Property[]): string {
  const cidrs = blocks.map((block) => block.child("cidr")).filter((cidr) => !cidr.isAbsent);
  return cidrs.map((cidr) => cidr.shown()).join(", ");
}
