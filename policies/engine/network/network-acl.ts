import { cidrContains, parseCidr, publicPart } from "./cidr-union";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, not, or, some, type Truth, type Undecided } from "../values/truth";

export const networkAcl = "aws:ec2/networkAcl:NetworkAcl";
export const networkAclRule = "aws:ec2/networkAclRule:NetworkAclRule";

/** One incoming rule of a network ACL. */
export interface AclEntry {
  readonly resource: Resource;
  readonly path: string;
  readonly acl: Resource | string | Undecided;
  /** Whether it is about incoming traffic. */
  readonly isIngress: Truth;
  readonly action: Property;
  readonly number: Property;
  readonly protocol: Property;
  readonly from: Property;
  readonly to: Property;
  /** The block of either family that is given. */
  readonly cidr: Property;
}

/** The incoming rules that a resource states: an ACL inline, a rule by being one. */
export function aclEntriesOf(graph: Graph, resource: Resource): readonly AclEntry[] {
  if (resource.type === networkAcl) {
    const { known } = resource.at("ingress").elements();
    return known.map((rule) => entry(rule, resource, resource, true, rule.child("action"), rule.child("ruleNo")));
  }
  const isIngress = not(resource.at("egress").isTrue());
  if (isIngress === false) return [];
  const target = graph.resolve(resource, resource.at("networkAclId"), networkAcl);
  const acl =
    target.kind === "resolved" && target.certain && target.targets[0]
      ? target.targets[0]
      : target.kind === "outside"
        ? target.value
        : resource.at("networkAclId").undecided;
  return [entry(resource.properties, resource, acl, isIngress, resource.at("ruleAction"), resource.at("ruleNumber"))];
}

/**
 * Whether a rule, with the other allowing rules of its ACL for the port, lets open sources in before a rule with a
 * lower number denies them.
 */
export function openBeforeDenied(
  graph: Graph,
  rule: AclEntry,
  port: number,
  isOpen: (cidrs: readonly string[]) => boolean,
): Truth {
  const all = siblingsOf(graph, rule);
  const admits = (one: AclEntry): Truth =>
    and(one.isIngress, one.action.matches(/^allow$/i), holdsPort(one, port), not(deniedEarlier(one, all, port)));
  const own = admits(rule);
  if (own === false) return false;
  if (rule.cidr.isUnknown) return and(own, rule.cidr.undecided);
  const others = all.known.filter((one) => one !== rule && one.cidr.text() !== undefined);
  const certain = others.filter((one) => admits(one) === true).map((one) => one.cidr.text() ?? "");
  const cidr = rule.cidr.text() ?? "";
  if (isPrivate(cidr)) return false;
  if (isOpen([cidr, ...certain])) return own;
  const undecided = others.filter((one) => typeof admits(one) === "object");
  const possible = undecided.map((one) => one.cidr.text() ?? "");
  if (!isOpen([cidr, ...certain, ...possible])) return false;
  return { path: rule.cidr.path, reason: "it is not known which rules of the network ACL come first" };
}

/** A block of private addresses is no part of an open set, so that it does not share the blame. */
function isPrivate(cidr: string): boolean {
  const range = parseCidr(cidr);
  return range === undefined || publicPart([range]).length === 0;
}

/** Whether another rule denies first. Rules that cannot be seen may. */
function deniedEarlier(rule: AclEntry, { known, open }: Siblings, port: number): Truth {
  return some(
    known,
    (other) =>
      other === rule
        ? false
        : and(
            other.action.matches(/^deny$/i),
            isLower(other.number, rule.number),
            holdsPort(other, port),
            covers(other, rule),
          ),
    open,
  );
}

function covers(outer: AclEntry, inner: AclEntry): Truth {
  if (outer.cidr.isUnknown) return outer.cidr.undecided;
  return inner.cidr.satisfies((value) => typeof value === "string" && cidrContains(outer.cidr.text() ?? "", value));
}

function isLower(one: Property, other: Property): Truth {
  const [first, second] = [one.number(), other.number()];
  if (first !== undefined && second !== undefined) return first < second;
  if (one.isUnknown) return one.undecided;
  return other.isUnknown ? other.undecided : false;
}

function holdsPort({ protocol, from, to }: AclEntry, port: number): Truth {
  const every = protocol.is("-1", "all", -1);
  const tcp = protocol.is("tcp", "6", 6);
  const inRange = and(
    from.satisfies((value) => value === undefined || Number(value) <= port),
    to.satisfies((value) => value === undefined || Number(value) >= port),
  );
  return or(every, and(tcp, inRange));
}

interface Siblings {
  readonly known: readonly AclEntry[];
  readonly open: Undecided | undefined;
}

/** The incoming rules of the same ACL, and whether there may be others. */
function siblingsOf(graph: Graph, rule: AclEntry): Siblings {
  let open: Undecided | undefined;
  const known: AclEntry[] = [rule];
  for (const resource of graph.ofType(networkAcl, networkAclRule)) {
    if (resource === rule.acl) open ??= resource.at("ingress").elements().open;
    for (const entry of aclEntriesOf(graph, resource)) {
      if (typeof entry.acl === "object" && "reason" in entry.acl) open ??= entry.acl;
      else if (entry.acl === rule.acl && !isSame(entry, rule)) known.push(entry);
    }
  }
  return { known, open };
}

function isSame(one: AclEntry, other: AclEntry): boolean {
  return one.resource === other.resource && one.path === other.path;
}

function entry(
  at: Property,
  resource: Resource,
  acl: AclEntry["acl"],
  isIngress: Truth,
  action: Property,
  number: Property,
): AclEntry {
  const ipv4 = at.child("cidrBlock");
  const cidr = ipv4.isAbsent ? at.child("ipv6CidrBlock") : ipv4;
  return {
    resource,
    path: at.path,
    acl,
    isIngress,
    action,
    number,
    protocol: at.child("protocol"),
    from: at.child("fromPort"),
    to: at.child("toPort"),
    cidr,
  };
}
