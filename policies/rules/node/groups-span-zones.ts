import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import {
  autoModeNodeClass,
  cluster,
  clusterComponent,
  isSelfManagedGroup,
  karpenterNodeClass,
  managedComponent,
  managedGroup,
  scalingGroup,
} from "../../engine/nodes/node-sources";
import { nodeSourceTypes } from "../../engine/nodes/all-node-subnets";
import { hasBuiltInPools } from "../../engine/nodes/built-in-pools";
import { hasDefaultNodeGroup } from "../../engine/nodes/default-node-group";
import { nodeSubnets } from "../../engine/nodes/node-subnets";
import { sameCluster, sameTaints } from "../../engine/nodes/scheduling";
import { countZones, spansFewerThan } from "../../engine/nodes/zones";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

export const groupsSpanZones: Rule = {
  id: "NODE-09",
  name: "groups-span-zones",
  title: "The node groups of a cluster span enough availability zones",
  why: "When a zone fails, the pods of a cluster that lives in it have nowhere to go.",
  fix: "Give the node groups subnets in more availability zones.",
  level: "production",
  scope: "stack",
  references: { fsbp: ["AutoScaling.2"], soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: {
    [managedGroup]: ["subnetIds", "clusterName", "taints"],
    [managedComponent]: ["subnetIds", "cluster", "taints"],
    "eks:index:NodeGroup": ["nodeSubnetIds", "cluster"],
    "eks:index:NodeGroupV2": ["nodeSubnetIds", "cluster"],
    [clusterComponent]: ["nodeSubnetIds", "privateSubnetIds", "publicSubnetIds", "subnetIds", "autoMode"],
    [cluster]: ["vpcConfig.subnetIds", "computeConfig"],
    [scalingGroup]: ["vpcZoneIdentifiers", "tags"],
    [karpenterNodeClass]: ["spec.subnetSelectorTerms"],
    [autoModeNodeClass]: ["spec.subnetSelectorTerms"],
  },
  follows: ["aws:ec2/subnet:Subnet", "aws:ec2/tag:Tag"],
  check(source, { graph, parameters }) {
    const exists = startsNodes(graph, source);
    if (exists === false) return [];
    const others = graph
      .ofType(...nodeSourceTypes)
      .filter((other) => other !== source && startsNodes(graph, other) !== false)
      .map((resource) => ({ resource, same: sameCluster(graph, source, resource) }))
      .filter(({ same }) => same !== false);
    return [...unionOf(graph, source, others, parameters.minZones), ...aloneWithTaint(graph, source, others)].map(
      (condition) => ({ ...condition, when: and(exists, condition.when) }),
    );
  },
};

interface Other {
  readonly resource: Resource;
  readonly same: Truth;
}

/** The union over a cluster is one fact, which its first group by URN carries. */
function unionOf(graph: Graph, source: Resource, others: readonly Other[], minZones: number): readonly Condition[] {
  const earlier = others.filter(({ resource }) => resource.urn < source.urn);
  if (earlier.some(({ same }) => same === true)) return [];
  const siblings = others.filter(({ same }) => same === true);
  const zonesOf = (groups: readonly Other[]) =>
    countZones([source, ...groups.map(({ resource }) => resource)].flatMap((group) => nodeSubnets(graph, group)));
  const zones = { ...zonesOf(others), least: zonesOf(siblings).least };
  const path = nodeSubnets(graph, source)[0]?.entries[0]?.path.replace(/\[\d+\]$/, "") ?? "subnetIds";
  return [
    violation(
      and(spansFewerThan(zones, minZones), ...earlier.map(({ same }) => not(same))),
      path,
      `The node groups of the cluster span ${zones.names.length} availability zones (${zones.names.join(", ")}) where ${minZones} are demanded.`,
      { cause: "zones" },
    ),
  ];
}

/** Pods that tolerate only this taint have no other group to go to. */
function aloneWithTaint(graph: Graph, source: Resource, others: readonly Other[]): readonly Condition[] {
  if (source.type !== managedGroup && source.type !== managedComponent) return [];
  const taints = source.at("taints");
  const tainted = taints.some(() => true);
  const relatives = new Set([...graph.ancestors(source), ...graph.children(source)]);
  const shared = some(
    others.filter(({ resource }) => !relatives.has(resource)),
    ({ resource, same }) => and(same, sameTaints(source, resource)),
  );
  const zones = countZones(nodeSubnets(graph, source));
  return [
    violation(
      and(tainted, not(shared), spansFewerThan(zones, 2)),
      taints,
      `Only this group has its taints, and it is in one availability zone (${zones.names.join(", ")}).`,
      { fix: "Give the group subnets in a second zone, or add a group with the same taints there." },
    ),
  ];
}

function startsNodes(graph: Graph, source: Resource): Truth {
  if (source.type === clusterComponent) return or(hasDefaultNodeGroup(source), hasBuiltInPools(source));
  if (source.type === cluster) return hasBuiltInPools(source);
  return source.type === scalingGroup ? isSelfManagedGroup(graph, source) : true;
}
