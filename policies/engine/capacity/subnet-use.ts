import { awsCluster } from "../clusters/cluster";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { listed, subnetType } from "../nodes/node-subnets";
import { zoneOf } from "../nodes/zones";
import { isUndecided, type Undecided } from "../values/truth";
import { between, exactly, type Amount } from "./amount";
import { cniSettings, type CniSettings } from "./cni-settings";
import { maxPodsOf } from "./max-pods";
import { nodeAddresses } from "./node-addresses";
import { nodePoolType, type NodeDemand } from "./node-demand";

/** Something that takes addresses of a subnet. */
export interface Use {
  readonly name: string;
  /** Whether it is a pool, whose nodes come with pods. */
  readonly ofPool: boolean;
  readonly amount: Amount;
}

/** What takes addresses of which subnet. */
export interface SubnetUses {
  readonly uses: ReadonlyMap<Resource, readonly Use[]>;
  /** Set where nodes or pods may use others as well. */
  readonly elsewhere: Undecided | undefined;
}

/** What takes addresses of every subnet that nodes or their pods use, with everything grown to its most. */
export function subnetUses(graph: Graph, demands: readonly NodeDemand[]): SubnetUses {
  const uses = new Map<Resource, Use[]>();
  const add = (subnet: Resource, use: Use): void => {
    const found = uses.get(subnet);
    if (found) found.push(use);
    else uses.set(subnet, [use]);
  };
  const cni = cniSettings(graph);
  for (const demand of demands) {
    for (const { subnet, uses: own } of usesOf(graph, demand, cni)) add(subnet, own);
  }
  for (const subnet of uses.keys()) for (const use of residents(graph, subnet)) add(subnet, use);
  const podsElsewhere = demands.length === 0 ? undefined : cni.podSubnetsOpen;
  return { uses, elsewhere: demands.find(({ subnets }) => subnets.open)?.subnets.open ?? podsElsewhere };
}

/** The addresses that nodes take in their subnets and their pods in theirs, spread evenly over the subnets. */
function usesOf(
  graph: Graph,
  demand: NodeDemand,
  { addresses: settings, podSubnets }: CniSettings,
): readonly { readonly subnet: Resource; readonly uses: Use }[] {
  const { entries, open: subnetsOpen } = demand.subnets;
  const { name, type: sourceType } = demand.source;
  const ofPool = sourceType === nodePoolType;
  return entries.flatMap(({ candidates, used }) => {
    const isCertain = candidates.length === 1 && used === true && !subnetsOpen;
    const open =
      demand.open ??
      subnetsOpen ??
      (isUndecided(used) ? used : undefined) ??
      ("unknown" in settings ? settings.unknown : undefined);
    const per = (at: "node" | "pods"): Amount => {
      if ("unknown" in settings) return between(0, Infinity, settings.unknown);
      const podsOf = maxPodsOf(graph, demand, settings);
      const counts = demand.choices.map(({ type, nodes }) => {
        const pods = podsOf(type);
        const share = (spread: number): number => Math.ceil(nodes / spread);
        const [few, many] = [pods.least, pods.most].map((each) => nodeAddresses(type, settings, each)[at]);
        return {
          least: share(entries.length) * (few ?? 0),
          most: share(isCertain ? entries.length : 1) * (many ?? 0),
          open: pods.open,
        };
      });
      const exact = isCertain && !(demand.open && ofPool);
      return between(
        exact ? Math.max(0, ...counts.map(({ least }) => least)) : 0,
        demand.unbounded ? Infinity : Math.max(0, ...counts.map(({ most }) => most)),
        open ?? counts.find((count) => count.open)?.open ?? { path: "", reason: "it cannot be told in which subnets" },
      );
    };
    return candidates.flatMap((subnet) => {
      const podSubnet = podSubnets.get(zoneOf(subnet) ?? "");
      return [
        { subnet, uses: { name, ofPool, amount: per("node") } },
        ...(podSubnet ? [{ subnet: podSubnet, uses: { name: `pods of ${name}`, ofPool, amount: per("pods") } }] : []),
      ];
    });
  });
}

/** What else has addresses in a subnet of nodes, by type: where it is said, and how many each takes. */
const residentTypes: readonly (readonly [string, string, number, string])[] = [
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "subnetIds", 1, "endpoint"],
  ["aws:ec2/natGateway:NatGateway", "subnetId", 1, "NAT gateway"],
  ["aws:efs/mountTarget:MountTarget", "subnetId", 1, "mount target"],
  // EKS wants six addresses in each subnet of a control plane, some of them free for its upgrades.
  [awsCluster, "vpcConfig.subnetIds", 6, "control plane"],
];

function residents(graph: Graph, subnet: Resource): readonly Use[] {
  return residentTypes.flatMap(([type, path, addresses, kind]) =>
    graph.ofType(type).flatMap((resident): readonly Use[] => {
      const { entries, open } = listed(graph, resident, resident.at(path));
      const entry = entries.find(({ candidates }) => candidates.includes(subnet));
      const isCertain = entry?.candidates.length === 1;
      const doubt =
        open ?? (entry && !isCertain ? { path: entry.path, reason: "it may be another subnet" } : undefined);
      if (!isCertain && doubt === undefined) return [];
      const amount = isCertain ? exactly(addresses) : between(0, addresses, doubt);
      return [{ name: `${kind} ${resident.name}`, ofPool: false, amount }];
    }),
  );
}

/** The types that subnet uses are read from. */
export const subnetUseTypes: readonly string[] = [subnetType, ...residentTypes.map(([type]) => type)];
