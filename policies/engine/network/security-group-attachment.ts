import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { launchTemplateType, usersOf } from "../nodes/launch-template";
import {
  autoModeNodeClass,
  cluster,
  clusterComponent,
  isSelfManagedGroup,
  karpenterNodeClass,
  scalingGroup,
  selfManagedComponents,
} from "../nodes/node-sources";
import type { Property } from "../values/property";
import { securityGroup } from "./security-group-ingress";
import { tagOf } from "../provider/tags";
import { and, every, or, some, type Truth } from "../values/truth";

/** Types that attach security groups to nodes and control planes. */
export const attachingTypes: readonly string[] = [
  cluster,
  clusterComponent,
  ...selfManagedComponents,
  launchTemplateType,
  scalingGroup,
  karpenterNodeClass,
  autoModeNodeClass,
];

/** Whether a security group, by its URN or its id, is that of nodes or of a control plane. */
export function isAttachedToCluster(graph: Graph, group: string): Truth {
  const resource = graph.get(group);
  if (resource && resource.type !== securityGroup) return true;
  const component = resource && graph.ancestors(resource).some(({ type }) => type.startsWith("eks:index:"));
  if (component) return true;
  const attached = some(attachments(graph), ({ from, list, applies }) =>
    and(applies, namesGroup(graph, from, list, group)),
  );
  const selected = resource
    ? some(graph.ofType(karpenterNodeClass, autoModeNodeClass), (nodeClass) =>
        nodeClass.at("spec.securityGroupSelectorTerms").some((term) => termSelects(graph, term, resource)),
      )
    : false;
  const known = or(attached, selected);
  if (known !== false || resource) return known;
  return { path: "securityGroupId", reason: "what the security group is attached to is not known" };
}

interface Attachment {
  readonly from: Resource;
  readonly list: Property;
  readonly applies: Truth;
}

const cache = new WeakMap<Graph, readonly Attachment[]>();

/** Every list that attaches groups to nodes or control planes, worked out once for a graph. */
function attachments(graph: Graph): readonly Attachment[] {
  const found = cache.get(graph);
  if (found) return found;
  const lists = (types: readonly string[], paths: readonly string[]): readonly Attachment[] =>
    graph.ofType(...types).flatMap((from) => paths.map((path) => ({ from, list: from.at(path), applies: true })));
  const ofTemplates = graph.ofType(launchTemplateType).flatMap((from) => {
    const applies = startsNodes(graph, from);
    if (applies === false) return [];
    const cards = from.at("networkInterfaces").elements();
    const lists = [from.at("vpcSecurityGroupIds"), ...cards.known.map((card) => card.child("securityGroups"))];
    return lists.map((list) => ({ from, list, applies }));
  });
  const all = [
    ...lists([cluster], ["vpcConfig.securityGroupIds"]),
    ...lists([clusterComponent], ["clusterSecurityGroup"]),
    ...lists(selfManagedComponents, ["nodeSecurityGroup", "nodeSecurityGroupId", "extraNodeSecurityGroups"]),
    ...ofTemplates,
  ];
  cache.set(graph, all);
  return all;
}

function startsNodes(graph: Graph, template: Resource): Truth {
  if (graph.ancestors(template).some(({ type }) => type.startsWith("eks:index:"))) return true;
  const groups = some(usersOf(graph, template), ({ refers }) => refers);
  const scaling = some(graph.referrers(template, scalingGroup, "launchTemplate.id"), ({ resource, refers }) =>
    and(refers, isSelfManagedGroup(graph, resource)),
  );
  return or(groups, scaling);
}

/** Whether a list names the group. A list that was made from a cluster's outputs names the group that EKS makes. */
function namesGroup(graph: Graph, from: Resource, list: Property, group: string): Truth {
  const { targets, outside, complete } = graph.resolveAll(from, list, securityGroup, cluster, clusterComponent);
  if (outside.includes(group) || targets.some(({ urn }) => urn === group)) return true;
  return complete === true ? false : complete;
}

function termSelects(graph: Graph, term: Property, group: Resource): Truth {
  const id = term.child("id");
  const name = term.child("name");
  const tags = term.child("tags");
  const { known, open } = tags.keys();
  if (id.isAbsent && name.isAbsent && known.length === 0 && !open) return false;
  const computed = group.computed("id");
  const byId: Truth = id.isAbsent ? true : id.isUnknown ? id.undecided : id.text() === computed;
  const byName: Truth = name.isAbsent ? true : name.satisfies((value) => value === group.at("name").text());
  return and(
    byId,
    byName,
    every(
      known,
      (key) => {
        const wanted = tags.child(key);
        if (wanted.isUnknown) return wanted.undecided;
        return tagOf(group, key, graph).satisfies(
          (value) => value !== undefined && (wanted.text() === "*" || value === wanted.raw),
        );
      },
      open,
    ),
  );
}
