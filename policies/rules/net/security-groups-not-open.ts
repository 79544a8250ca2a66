import { isOpen } from "../../engine/network/cidr-union";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { networkAcl, networkAclRule, aclEntriesOf, openBeforeDenied } from "../../engine/network/network-acl";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { attachingTypes, isAttachedToCluster } from "../../engine/network/security-group-attachment";
import {
  areOpenTogether,
  entriesOf,
  ingressRule,
  managedPrefixList,
  mayBePublic,
  securityGroup,
  securityGroupRule,
  siblingsOf,
  type IngressEntry,
  type Siblings,
} from "../../engine/network/security-group-ingress";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const administrationPorts = [22, 3389] as const;

export const securityGroupsNotOpen: Rule = {
  id: "NET-04",
  name: "security-groups-not-open",
  title: "Security groups and network ACLs are not open to the internet",
  why: "What listens behind an open port is attacked within minutes; nodes and control planes have no port that strangers need.",
  fix: "List the addresses or security groups that need the port.",
  level: "mandatory",
  scope: "stack",
  references: {
    fsbp: ["EC2.18", "EC2.19", "EC2.21"],
    securityHub: ["EC2.53", "EC2.54"],
    soc2: ["CC6.6"],
    hipaa: ["312(e)(1)"],
    nsa: ["Net"],
  },
  reads: {
    [securityGroup]: ["ingress[].{cidrBlocks,ipv6CidrBlocks,prefixListIds,fromPort,toPort,protocol}"],
    [securityGroupRule]: ["type", "cidrBlocks", "ipv6CidrBlocks", "prefixListIds", "fromPort", "toPort", "protocol"],
    [ingressRule]: ["cidrIpv4", "cidrIpv6", "prefixListId", "fromPort", "toPort", "ipProtocol"],
    [networkAcl]: ["ingress[].{action,cidrBlock,ipv6CidrBlock,fromPort,toPort,protocol,ruleNo}"],
    [networkAclRule]: ["egress", "ruleAction", "cidrBlock", "ipv6CidrBlock", "fromPort", "toPort", "ruleNumber"],
  },
  follows: [managedPrefixList, ...attachingTypes],
  check(subject, context) {
    if (subject.type === networkAcl || subject.type === networkAclRule) return ofAcl(subject, context);
    const { graph } = context;
    const inline = subject.type === securityGroup ? subject.at("ingress") : undefined;
    return [
      ...entriesOf(graph, subject)
        .filter(({ isIngress }) => isIngress !== false)
        .map((entry) => ofEntry(entry, context)),
      ...(inline ? [violation(inline.elements().open ?? false, inline, "The security group may be open.")] : []),
    ];
  },
};

function ofEntry(entry: IngressEntry, context: Context): Condition {
  const { graph } = context;
  const { path, ports, sources } = entry;
  const exposed = mayBePublic(entry) ? isExposed(entry, siblingsOf(graph, entry), context) : false;
  const what = { all: "Every port", none: "The protocol", unknown: "A port", range: portsIn(ports) }[ports.kind];
  const verb = ports.kind === "range" && ports.from !== ports.to ? "are" : "is";
  return violation(
    and(entry.isIngress, exposed),
    path,
    `${what} ${verb} open to the internet: the sources of the group's rules for it include ${sources.shown.join(", ")}.`,
  );
}

function portsIn(ports: IngressEntry["ports"]): string {
  if (ports.kind !== "range") return "";
  return ports.from === ports.to ? `Port ${ports.from}` : `Ports ${ports.from} to ${ports.to}`;
}

/** Whether some port that this rule opens is open to the internet by all rules of its group together. */
function isExposed(entry: IngressEntry, siblings: Siblings, { graph, parameters }: Context): Truth {
  const { openSourceAddresses, allowedOpenPorts } = parameters;
  const together = (counts: (one: IngressEntry) => boolean): Truth => {
    const isCertain = ({ ports, isIngress }: IngressEntry): boolean => ports.kind !== "unknown" && isIngress === true;
    const certain = siblings.certain.filter((one) => one === entry || (counts(one) && isCertain(one)));
    const possible = [...siblings.certain.filter((one) => one !== entry && !isCertain(one)), ...siblings.possible];
    return areOpenTogether(certain, { possible: possible.filter(counts), open: siblings.open }, openSourceAddresses);
  };
  const { ports } = entry;
  switch (ports.kind) {
    case "none":
      return false;
    case "all":
      return together((one) => one.ports.kind === "all" || one.ports.kind === "unknown");
    case "unknown":
      return and(
        areOpenTogether(
          [entry],
          { possible: [...siblings.certain, ...siblings.possible], open: siblings.open },
          openSourceAddresses,
        ),
        or(attached(graph, entry), ports.undecided),
      );
    case "range": {
      const others = [...siblings.certain, ...siblings.possible];
      return some(pointsOf(ports, others, allowedOpenPorts), (port) => {
        const permitted = allowedOpenPorts.includes(port) ? not(attached(graph, entry)) : false;
        return and(
          not(permitted),
          together((one) => opens(one, ports.protocol, port)),
        );
      });
    }
  }
}

function attached(graph: Graph, { group }: IngressEntry): Truth {
  return typeof group === "string" ? isAttachedToCluster(graph, group) : group;
}

/** One port of each stretch of the range in which the same rules apply. */
function pointsOf(
  range: { readonly from: number; readonly to: number },
  others: readonly IngressEntry[],
  allowed: readonly number[],
): readonly number[] {
  const borders = [
    range.from,
    ...allowed.flatMap((port) => [port, port + 1]),
    ...others.flatMap(({ ports }) => (ports.kind === "range" ? [ports.from, ports.to + 1] : [])),
  ];
  return [...new Set(borders)].filter((port) => port >= range.from && port <= range.to);
}

function opens({ ports }: IngressEntry, protocol: "tcp" | "udp", port: number): boolean {
  if (ports.kind === "all" || ports.kind === "unknown") return true;
  return ports.kind === "range" && ports.protocol === protocol && ports.from <= port && port <= ports.to;
}

function ofAcl(subject: Resource, { graph, parameters }: Context): readonly Condition[] {
  const inline = subject.type === networkAcl ? subject.at("ingress") : undefined;
  const entries = aclEntriesOf(graph, subject).flatMap((entry) =>
    administrationPorts.map((port) =>
      violation(
        openBeforeDenied(graph, entry, port, (cidrs) => isOpen(cidrs, parameters.openSourceAddresses)),
        entry.cidr,
        `The network ACL lets ${entry.cidr.shown()} reach port ${port} before any rule denies it.`,
        { fix: "Deny ports 22 and 3389 in a rule with a lower number, or list the addresses that need them." },
      ),
    ),
  );
  const open = inline?.elements().open;
  return [...entries, ...(inline ? [violation(open ?? false, inline, "The network ACL may be open.")] : [])];
}
