import { instanceFacts, type InstanceFacts } from "../../knowledge/capacity/instance-types";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { quantityOf } from "../kubernetes/quantity";
import { launchTemplateOf, launchTemplateType } from "../nodes/launch-template";
import {
  autoModeNodeClass,
  isSelfManagedGroup,
  karpenterNodeClass,
  managedGroup,
  scalingGroup,
  selfManagedComponents,
} from "../nodes/node-sources";
import { nodeSubnets, type NodeSubnets } from "../nodes/node-subnets";
import type { Property } from "../values/property";
import type { Undecided } from "../values/truth";
import { instanceChoice } from "./instance-choice";

/** An instance type that a source of nodes may take, and how many of it there may be. */
export interface Choice {
  readonly type: InstanceFacts;
  readonly nodes: number;
}

/** What a source of nodes may grow to. */
export interface NodeDemand {
  readonly source: Resource;
  /** Every type that it may take, each as if it took no other. */
  readonly choices: readonly Choice[];
  readonly markets: readonly ("onDemand" | "spot")[];
  /** Set where it is not known which of the markets. */
  readonly marketsOpen: Undecided | undefined;
  /** Set where it may grow to more than the choices say, or to less. */
  readonly open: Undecided | undefined;
  /** Whether nothing bounds it as far as is known. */
  readonly unbounded: boolean;
  readonly subnets: NodeSubnets;
  /** Where it is said how many pods a node runs. */
  readonly maxPods: Property | undefined;
}

const launchConfigurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";

export const nodePoolType = "kubernetes:karpenter.sh/v1:NodePool";

/** Types that a demand is read from, besides what it is about. */
export const demandTypes: readonly string[] = [
  ...[managedGroup, ...selfManagedComponents, scalingGroup, nodePoolType],
  ...[launchTemplateType, launchConfigurationType],
];

/** What every source of nodes of the stack may grow to. Groups of a component's own count as the component. */
export function nodeDemands(graph: Graph): readonly NodeDemand[] {
  return graph.ofType(managedGroup, ...selfManagedComponents, scalingGroup, nodePoolType).flatMap((source) => {
    const isChild = graph.ancestors(source).some(({ type }) => type.startsWith("eks:index:"));
    if (isChild) return [];
    if (source.type === nodePoolType) return poolDemand(graph, source);
    if (source.type === scalingGroup && isSelfManagedGroup(graph, source) === false) return [];
    return groupDemand(graph, source);
  });
}

function groupDemand(graph: Graph, group: Resource): readonly NodeDemand[] {
  const [subnets] = nodeSubnets(graph, group);
  if (!subnets) return [];
  const size = group.at(group.type === managedGroup ? "scalingConfig.maxSize" : "maxSize");
  const isComponent = group.type.startsWith("eks:index:");
  const most = size.number() ?? (isComponent && size.isAbsent ? usualSize : undefined);
  const { names, open: typesOpen } = instanceTypesOf(graph, group);
  const types = names.flatMap((name) => instanceFacts(name) ?? []);
  const unknownType =
    types.length === names.length && names.length > 0
      ? undefined
      : { path: size.path, reason: "an instance type of the group is not known here" };
  const open = most === undefined ? size.undecided : (typesOpen ?? unknownType);
  const market = group.at("capacityType");
  return [
    {
      source: group,
      choices: most === undefined ? [] : types.map((type) => ({ type, nodes: most })),
      markets: market.isUnknown ? ["onDemand", "spot"] : (marketsBy[market.text() ?? ""] ?? ["onDemand"]),
      marketsOpen: market.isUnknown ? market.undecided : undefined,
      open,
      unbounded: most === undefined || typesOpen !== undefined || unknownType !== undefined,
      subnets,
      maxPods: undefined,
    },
  ];
}

/** Markets by `capacityType`. A capacity block is bought ahead and counts against no quota of running instances. */
const marketsBy: Readonly<Record<string, NodeDemand["markets"]>> = { SPOT: ["spot"], CAPACITY_BLOCK: [] };

/** What EKS takes where neither a managed group nor its template names a type, and the components of `@pulumi/eks` too. */
const usualType = "t3.medium";

/** The greatest size of a group of these components where none is given. */
const usualSize = 2;

function instanceTypesOf(
  graph: Graph,
  group: Resource,
): { readonly names: readonly string[]; readonly open: Undecided | undefined } {
  const lists: Readonly<Record<string, string>> = {
    [managedGroup]: "instanceTypes",
    [scalingGroup]: "mixedInstancesPolicy.launchTemplate.overrides",
  };
  const { known, open } = group.at(lists[group.type] ?? "instanceType").elements();
  const listed = group.type === scalingGroup ? known.map((override) => override.child("instanceType")) : known;
  const named = listed.length > 0 || open ? listed : templatesOf(graph, group).map((one) => one.at("instanceType"));
  const unknownName = named.find(({ isUnknown }) => isUnknown)?.undecided;
  const names = named.flatMap((name) => name.text() ?? []);
  const isUsual = group.type !== scalingGroup && names.length === 0 && !open && !unknownName;
  return { names: isUsual ? [usualType] : names, open: open ?? unknownName };
}

/** The templates or configurations that a group launches from, where the stack has them. */
function templatesOf(graph: Graph, group: Resource): readonly Resource[] {
  const template = launchTemplateOf(graph, group);
  if (template.kind === "resolved") return template.targets;
  const configuration = graph.resolve(group, group.at("launchConfiguration"), launchConfigurationType);
  return configuration.kind === "resolved" ? configuration.targets : [];
}

/** A pool may take any type that fulfils its requirements, until a limit is reached. */
function poolDemand(graph: Graph, pool: Resource): readonly NodeDemand[] {
  const template = pool.at("spec.template.spec");
  const name = template.at("nodeClassRef.name");
  const nodeClass = graph
    .ofType(karpenterNodeClass, autoModeNodeClass)
    .find((one) => name.text() !== undefined && one.at("metadata.name").text() === name.text());
  const [subnets = { entries: [], open: name.undecided, prefersPrivate: false }] = nodeClass
    ? nodeSubnets(graph, nodeClass)
    : [];
  const limits = pool.at("spec.limits");
  const bounds = ["cpu", "memory", "nodes"].map((key) => limits.child(key));
  const [cpu, memory, nodes] = bounds.map((limit) => wholeOf(limit));
  const choice = instanceChoice(template.at("requirements"));
  const choices = distinct(choice.types).map((type) => ({
    type,
    nodes: Math.min(
      nodes ?? Infinity,
      Math.floor((cpu ?? Infinity) / type.vcpus),
      Math.floor((memory ?? Infinity) / (type.memoryMiB * 1024 * 1024)),
    ),
  }));
  const unknownBound = bounds.find((limit) => limit.isUnknown || (!limit.isAbsent && wholeOf(limit) === undefined));
  const unlimited = cpu === undefined && memory === undefined && nodes === undefined;
  const nothing = { path: limits.path, reason: "nothing is known that limits the pool" };
  return [
    {
      source: pool,
      choices: unlimited ? [] : choices,
      ...{ markets: choice.markets, marketsOpen: choice.open },
      open: unknownBound?.undecided ?? choice.open ?? (unlimited || choices.length === 0 ? nothing : undefined),
      unbounded: unlimited || choices.length === 0,
      subnets,
      maxPods: nodeClass?.type === karpenterNodeClass ? nodeClass.at("spec.kubelet.maxPods") : undefined,
    },
  ];
}

function distinct(types: readonly InstanceFacts[]): readonly InstanceFacts[] {
  return [...new Map(types.map((type) => [type.shape, type])).values()];
}

/** A quantity in whole units: vCPUs, bytes, nodes. */
function wholeOf(limit: Property): number | undefined {
  const billionths = quantityOf(limit);
  return billionths === undefined ? undefined : Number(billionths / 1_000_000_000n);
}
