import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { or, type Truth, type Undecided } from "../values/truth";
import {
  autoModeNodeClass,
  cluster,
  clusterComponent,
  karpenterNodeClass,
  managedComponent,
  managedGroup,
  scalingGroup,
  selfManagedComponents,
} from "./node-sources";
import { nodeSubnets } from "./node-subnets";

/** Types that start nodes in subnets. */
export const nodeSourceTypes: readonly string[] = [
  managedGroup,
  managedComponent,
  ...selfManagedComponents,
  clusterComponent,
  cluster,
  scalingGroup,
  karpenterNodeClass,
  autoModeNodeClass,
];

/** The subnets of the stack that nodes start in, each with whether they do. */
export interface AllNodeSubnets {
  readonly used: ReadonlyMap<Resource, Truth>;
  /** Set when nodes may start in other subnets as well. */
  readonly open: Undecided | undefined;
}

const cache = new WeakMap<Graph, AllNodeSubnets>();

/** The subnets of all sources of nodes, worked out once for a graph, which never changes. */
export function allNodeSubnets(graph: Graph): AllNodeSubnets {
  const found = cache.get(graph);
  if (found) return found;
  const used = new Map<Resource, Truth>();
  let open: Undecided | undefined;
  for (const source of graph.ofType(...nodeSourceTypes)) {
    for (const subnets of nodeSubnets(graph, source)) {
      open ??= subnets.open;
      for (const { candidates, path, used: starts } of subnets.entries) {
        const unclear: Truth = { path, reason: "it cannot be told which of several subnets nodes start in" };
        const certain = candidates.length === 1 && !subnets.prefersPrivate;
        for (const subnet of candidates) {
          used.set(subnet, or(used.get(subnet) ?? false, certain || starts === false ? starts : unclear));
        }
      }
    }
  }
  const all = { used, open };
  cache.set(graph, all);
  return all;
}
