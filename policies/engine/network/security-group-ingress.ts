import { areOpen, parseCidr, publicPart, type AddressRange } from "./cidr-union";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { isUndecided, type Truth, type Undecided } from "../values/truth";

export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
export const securityGroupRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const managedPrefixList = "aws:ec2/managedPrefixList:ManagedPrefixList";

/** Where a group's rules may be attached without naming it: the group that EKS makes belongs to its cluster. */
const groupTypes = [securityGroup, "aws:eks/cluster:Cluster", "eks:index:Cluster"] as const;

/** One rule that lets traffic into a security group. */
export interface IngressEntry {
  readonly resource: Resource;
  /** The first of its source properties that is given. */
  readonly path: string;
  /** URN of the group in the stack, id of another one, or why it cannot be told. */
  readonly group: string | Undecided;
  readonly ports: Ports;
  readonly sources: Sources;
  /** Whether it is about incoming traffic at all. */
  readonly isIngress: Truth;
}

/** `all` is every protocol; `none` a protocol without ports, such as ICMP. */
export type Ports =
  | { readonly kind: "all" }
  | { readonly kind: "none" }
  | { readonly kind: "range"; readonly protocol: "tcp" | "udp"; readonly from: number; readonly to: number }
  | { readonly kind: "unknown"; readonly undecided: Undecided };

export interface Sources {
  readonly ranges: readonly AddressRange[];
  /** As written, for messages. */
  readonly shown: readonly string[];
  /** Set when there may be others. */
  readonly open: Undecided | undefined;
}

interface Names {
  readonly cidrs: readonly string[];
  readonly prefixLists: string;
  readonly protocol: string;
}

const listNames: Names = {
  cidrs: ["cidrBlocks", "ipv6CidrBlocks"],
  prefixLists: "prefixListIds",
  protocol: "protocol",
};
const singleNames: Names = { cidrs: ["cidrIpv4", "cidrIpv6"], prefixLists: "prefixListId", protocol: "ipProtocol" };

interface IngressIndex {
  readonly byResource: ReadonlyMap<Resource, readonly IngressEntry[]>;
  readonly byGroup: ReadonlyMap<string, readonly IngressEntry[]>;
  readonly unplaced: readonly IngressEntry[];
}

const indices = new WeakMap<Graph, IngressIndex>();

/** The rules that a resource states, inline or by being one. */
export function entriesOf(graph: Graph, resource: Resource): readonly IngressEntry[] {
  return indexOf(graph).byResource.get(resource) ?? [];
}

export interface Siblings {
  readonly certain: readonly IngressEntry[];
  readonly possible: readonly IngressEntry[];
  /** Set when the group's inline list may hold rules that nobody can see. */
  readonly open: Undecided | undefined;
}

/** The rules that are in a rule's group, and those that may be: of groups that cannot be told. */
export function siblingsOf(graph: Graph, entry: IngressEntry): Siblings {
  const { byResource, byGroup, unplaced } = indexOf(graph);
  if (typeof entry.group === "string") {
    const open = graph.get(entry.group)?.at("ingress").elements().open;
    return { certain: byGroup.get(entry.group) ?? [entry], possible: unplaced, open };
  }
  const others = [...byResource.values()].flat().filter((one) => one !== entry && one.isIngress !== false);
  return { certain: [entry], possible: others, open: undefined };
}

/** Whether some source of a rule is, or may be, outside private space. */
export function mayBePublic({ sources }: IngressEntry): boolean {
  return sources.open !== undefined || publicPart(sources.ranges).length > 0;
}

/** Whether the sources of several rules together are open; those that only may count can make it undecided. */
export function areOpenTogether(
  certain: readonly IngressEntry[],
  { possible, open: hidden }: Pick<Siblings, "possible" | "open">,
  openSourceAddresses: number,
): Truth {
  const ranges = certain.flatMap(({ sources }) => sources.ranges);
  if (areOpen(ranges, openSourceAddresses)) return true;
  const open = [...certain, ...possible].find(({ sources }) => sources.open)?.sources.open;
  if (open ?? hidden) return open ?? hidden ?? false;
  const all = [...ranges, ...possible.flatMap(({ sources }) => sources.ranges)];
  if (!areOpen(all, openSourceAddresses)) return false;
  return possible.map(doubt).find((undecided) => undecided !== undefined) ?? false;
}

/** Why a rule only may count. */
function doubt({ group, ports, isIngress }: IngressEntry): Undecided | undefined {
  if (ports.kind === "unknown") return ports.undecided;
  if (isUndecided(isIngress)) return isIngress;
  return typeof group === "string"
    ? { path: "", reason: "it cannot be told which security group a rule belongs to" }
    : group;
}

function indexOf(graph: Graph): IngressIndex {
  const found = indices.get(graph);
  if (found) return found;
  const byResource = new Map<Resource, readonly IngressEntry[]>();
  const byGroup = new Map<string, IngressEntry[]>();
  const unplaced: IngressEntry[] = [];
  for (const resource of graph.ofType(securityGroup, securityGroupRule, ingressRule)) {
    const entries = read(graph, resource);
    byResource.set(resource, entries);
    for (const entry of entries) {
      if (entry.isIngress === false) continue;
      if (typeof entry.group !== "string") unplaced.push(entry);
      else byGroup.set(entry.group, [...(byGroup.get(entry.group) ?? []), entry]);
    }
  }
  const index = { byResource, byGroup, unplaced };
  indices.set(graph, index);
  return index;
}

function read(graph: Graph, resource: Resource): readonly IngressEntry[] {
  if (resource.type === securityGroup) {
    return resource
      .at("ingress")
      .elements()
      .known.map((rule) => ({ ...entry(graph, resource, rule, listNames), group: resource.urn, isIngress: true }));
  }
  const group = groupOf(graph, resource, resource.at("securityGroupId"));
  if (resource.type === ingressRule) {
    return [{ ...entry(graph, resource, resource.properties, singleNames), group, isIngress: true }];
  }
  const isIngress = resource.at("type").is("ingress");
  return [{ ...entry(graph, resource, resource.properties, listNames), group, isIngress }];
}

function entry(
  graph: Graph,
  resource: Resource,
  at: Property,
  names: Names,
): Omit<IngressEntry, "group" | "isIngress"> {
  const properties = [...names.cidrs, names.prefixLists].map((name) => at.child(name));
  const path = properties.find((property) => !property.isAbsent)?.path ?? at.path;
  return { resource, path, ports: portsOf(at, names.protocol), sources: sourcesOf(graph, resource, at, names) };
}

function groupOf(graph: Graph, rule: Resource, reference: Property): string | Undecided {
  const target = graph.resolve(rule, reference, ...groupTypes);
  if (target.kind === "outside") return target.value;
  if (target.kind === "undecided") return target.undecided;
  // A rule of a group that was made from a cluster's outputs as well belongs to the group.
  const targets = target.kind === "resolved" ? target.targets : [];
  const groups = targets.filter(({ type }) => type === securityGroup);
  const [only] = groups.length > 0 ? groups : targets;
  return only && Math.max(groups.length, 1) === 1
    ? only.urn
    : { path: reference.path, reason: "it cannot be told which security group the rule belongs to" };
}

function portsOf(at: Property, protocolName: string): Ports {
  const protocol = at.child(protocolName);
  if (protocol.isUnknown) return { kind: "unknown", undecided: protocol.undecided };
  const name = String(protocol.raw ?? "").toLowerCase();
  if (name === "-1" || name === "all") return { kind: "all" };
  const transport = { tcp: "tcp", "6": "tcp", udp: "udp", "17": "udp" }[name];
  if (transport !== "tcp" && transport !== "udp") return { kind: "none" };
  const [first, last] = [at.child("fromPort"), at.child("toPort")];
  for (const port of [first, last]) if (port.isUnknown) return { kind: "unknown", undecided: port.undecided };
  const from = first.number() ?? 0;
  return {
    kind: "range",
    protocol: transport,
    from: Math.max(from, 0),
    to: from < 0 ? 65535 : (last.number() ?? 65535),
  };
}

function sourcesOf(graph: Graph, resource: Resource, at: Property, names: Names): Sources {
  const lists = names.cidrs.map((name) => at.child(name).elements());
  const prefixes = fromPrefixLists(graph, resource, at.child(names.prefixLists));
  const cidrs = [...lists.flatMap(({ known }) => known), ...prefixes.cidrs];
  return {
    shown: cidrs.map((cidr) => cidr.shown()),
    ranges: cidrs.flatMap((cidr) => parseCidr(cidr.text() ?? "") ?? []),
    open: lists.find(({ open }) => open)?.open ?? prefixes.open,
  };
}

function fromPrefixLists(graph: Graph, from: Resource, lists: Property) {
  const { targets, outside, complete } = graph.resolveAll(from, lists, managedPrefixList);
  const entries = targets.map((list) => list.at("entries").elements());
  const cidrs = entries.flatMap(({ known }) => known.map((one) => one.child("cidr")));
  const unknown = cidrs.find((cidr) => cidr.isUnknown)?.undecided;
  const foreign =
    outside.length === 0 ? undefined : { path: lists.path, reason: "the prefix list is outside the stack" };
  const unresolved = complete === true ? undefined : complete;
  return {
    cidrs: cidrs.filter((cidr) => !cidr.isUnknown),
    open: unresolved ?? foreign ?? entries.find(({ open }) => open)?.open ?? unknown,
  };
}
