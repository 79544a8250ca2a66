import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { tagOf } from "../provider/tags";
import { and, every, isUndecided, or, some, type Truth, type Undecided } from "../values/truth";
import { hasBuiltInPools } from "./built-in-pools";
import { hasDefaultNodeGroup } from "./default-node-group";
import {
  autoModeNodeClass,
  cluster,
  clusterComponent,
  isSelfManagedGroup,
  karpenterNodeClass,
  managedComponent,
  managedGroup,
  scalingGroup,
} from "./node-sources";

export const subnetType = "aws:ec2/subnet:Subnet";

/** One entry of the subnets that nodes start in. */
export interface NodeSubnet {
  /** The subnet; several where the entry is one or more of them, and it cannot be told which. */
  readonly candidates: readonly Resource[];
  readonly path: string;
  /** Whether nodes start there at all. */
  readonly used: Truth;
}

export interface NodeSubnets {
  readonly entries: readonly NodeSubnet[];
  /** Set when there may be subnets that the stack does not show. */
  readonly open: Undecided | undefined;
  /** Whether the component takes only the private ones of these, as long as there are any. */
  readonly prefersPrivate: boolean;
}

/** The subnets that a source of nodes, or of Fargate pods, starts them in. None where it starts nothing. */
export function nodeSubnets(graph: Graph, source: Resource): readonly NodeSubnets[] {
  switch (source.type) {
    case managedGroup:
    case "aws:eks/fargateProfile:FargateProfile":
      return [listed(graph, source, source.at("subnetIds"))];
    case managedComponent:
      return [chosen(graph, source, ["subnetIds", "cluster.subnetIds"])];
    case scalingGroup: {
      const isNodeGroup = isSelfManagedGroup(graph, source);
      return isNodeGroup === false ? [] : [given(listed(graph, source, source.at("vpcZoneIdentifiers")), isNodeGroup)];
    }
    case cluster:
      return ofBuiltInPools(graph, source, ["vpcConfig.subnetIds"]);
    case clusterComponent:
      return ofClusterComponent(graph, source);
    case karpenterNodeClass:
    case autoModeNodeClass:
      return [selected(graph, source.at("spec.subnetSelectorTerms"), source)];
    default:
      return [
        chosen(graph, source, [
          "nodeSubnetIds",
          "cluster.privateSubnetIds",
          "cluster.publicSubnetIds",
          "cluster.subnetIds",
        ]),
      ];
  }
}

function ofClusterComponent(graph: Graph, component: Resource): readonly NodeSubnets[] {
  const group = hasDefaultNodeGroup(component);
  const fargate = component.at("fargate").satisfies((value) => value !== undefined && value !== false);
  const groups = chosen(graph, component, ["nodeSubnetIds", "privateSubnetIds", "publicSubnetIds", "subnetIds"]);
  const profiles = chosen(graph, component, ["fargate.subnetIds", "subnetIds"]);
  return [
    ...(group === false ? [] : [given(groups, group)]),
    ...(fargate === false ? [] : [given({ ...profiles, prefersPrivate: true }, fargate)]),
    ...ofBuiltInPools(graph, component, ["privateSubnetIds", "publicSubnetIds", "subnetIds"]),
  ];
}

/** The pools that EKS brings in Auto Mode start nodes in every subnet of the cluster. */
function ofBuiltInPools(graph: Graph, source: Resource, paths: readonly string[]): readonly NodeSubnets[] {
  const exist = hasBuiltInPools(source);
  if (exist === false) return [];
  const stated = paths.filter((path) => !source.at(path).isAbsent);
  const lists = stated.map((path) => listed(graph, source, source.at(path)));
  return (lists.length > 0 ? lists : [chosen(graph, source, paths)]).map((subnets) => given(subnets, exist));
}

/** The first of the lists that is given. Only the last one, the cluster's own, is searched for private subnets. */
function chosen(graph: Graph, source: Resource, paths: readonly string[]): NodeSubnets {
  const path = paths.find((candidate) => !source.at(candidate).isAbsent);
  if (path === undefined) {
    const undecided = { path: paths[0] ?? "", reason: "the subnets are those of the cluster, which is not shown here" };
    return { entries: [], open: undecided, prefersPrivate: false };
  }
  const isFallback = path === paths.at(-1) && source.type !== managedComponent;
  return { ...listed(graph, source, source.at(path)), prefersPrivate: isFallback };
}

function given(subnets: NodeSubnets, exists: Truth): NodeSubnets {
  return { ...subnets, entries: subnets.entries.map((entry) => ({ ...entry, used: and(exists, entry.used) })) };
}

/** The subnets that a list of ids names. */
export function listed(graph: Graph, source: Resource, list: Property): NodeSubnets {
  const entries: NodeSubnet[] = [];
  let open: Undecided | undefined;
  const { known, open: listOpen } = list.elements();
  for (const element of known) {
    const target = graph.resolve(source, element, subnetType);
    if (target.kind === "resolved") entries.push({ candidates: target.targets, path: element.path, used: true });
    else if (target.kind === "outside") open ??= outside(element);
    else if (target.kind === "undecided") open ??= target.undecided;
  }
  if (listOpen) {
    const named = new Set(entries.flatMap(({ candidates }) => candidates));
    const { targets } = graph.resolveAll(source, list, subnetType);
    const others = targets.filter((target) => !named.has(target));
    // As many unknown ids as subnets that they were made of: one each.
    const unknownIds = Array.isArray(list.raw) ? list.raw.length - known.length : undefined;
    if (others.length === 0) open ??= listOpen;
    else if (unknownIds === others.length) {
      for (const target of others) entries.push({ candidates: [target], path: list.path, used: true });
    } else entries.push({ candidates: others, path: list.path, used: true });
  }
  return { entries, open, prefersPrivate: false };
}

/** The subnets that the selector terms of a node class select: terms are ORed, id and tags ANDed. */
function selected(graph: Graph, terms: Property, nodeClass: Resource): NodeSubnets {
  const entries: NodeSubnet[] = [];
  const { known, open: listOpen } = terms.elements();
  let open = listOpen;
  for (const term of known) {
    const matches = graph
      .ofType(subnetType)
      .map((subnet) => ({ subnet, used: termSelects(graph, nodeClass, term, subnet) }))
      .filter(({ used }) => used !== false);
    for (const { subnet, used } of matches) entries.push({ candidates: [subnet], path: term.path, used });
    if (!matches.some(({ used }) => used === true)) {
      open ??= { path: term.path, reason: "the term selects no subnet of this stack" };
    }
  }
  return { entries, open, prefersPrivate: false };
}

function termSelects(graph: Graph, nodeClass: Resource, term: Property, subnet: Resource): Truth {
  const id = term.child("id");
  const tags = term.child("tags");
  const { known, open } = tags.keys();
  if (id.isAbsent && known.length === 0 && !open) return false;
  return and(
    id.isAbsent ? true : graph.refersTo(nodeClass, id, subnet),
    every(known, (key) => hasTag(graph, subnet, key, tags.child(key)), open),
  );
}

function hasTag(graph: Graph, subnet: Resource, key: string, value: Property): Truth {
  if (value.isUnknown) return value.undecided;
  const own = tagOf(subnet, key, graph);
  const matches = (tag: Property): Truth =>
    tag.satisfies((known) => known !== undefined && (value.text() === "*" || String(known) === String(value.raw)));
  const separate = some(graph.referrers(subnet, "aws:ec2/tag:Tag", "resourceId"), ({ resource, refers }) =>
    and(refers, resource.at("key").is(key), matches(resource.at("value"))),
  );
  return or(matches(own), separate);
}

function outside(element: Property): Undecided {
  return { path: element.path, reason: "the subnet is outside the stack" };
}

/** What is true of an entry: of all its candidates, or of none; undecided when they differ. */
export function ofCandidates(entry: NodeSubnet, judge: (subnet: Resource) => Truth): Truth {
  const truths = entry.candidates.map(judge);
  if (truths.every((truth) => truth === true)) return true;
  if (truths.every((truth) => truth === false)) return false;
  return truths.find(isUndecided) ?? { path: entry.path, reason: "it cannot be told which of several subnets this is" };
}
