import { quotas, type QuotaName } from "../../knowledge/capacity/quotas";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Parameters } from "../parameters";
import type { Undecided } from "../values/truth";
import { sum, type Amount } from "./amount";
import { nodeDemands } from "./node-demand";
import { quotaUses } from "./quota-use";
import { subnetUses, type Use } from "./subnet-use";

/** Something that a stack takes with everything grown to its most, and how much of it there is. */
export interface Limit {
  readonly kind: "addresses" | "quota";
  /** What is limited, such as `Elastic IP addresses` or the name of a subnet. */
  readonly title: string;
  /** The subnet. Undefined for quotas, which are of the account. */
  readonly subnet: Resource | undefined;
  readonly quota: QuotaName | undefined;
  readonly taken: Amount;
  /** Undefined where the range of a subnet is not known. */
  readonly limit: number | undefined;
  /** What takes how much. */
  readonly uses: readonly Use[];
}

/** Addresses that AWS keeps of every subnet. */
const reservedAddresses = 5;

/** All that a stack may run out of. */
export interface Limits {
  /** What it runs out of first at the front. */
  readonly limits: readonly Limit[];
  /** Set where nodes or pods may use subnets that are not among the limits. */
  readonly elsewhere: Undecided | undefined;
}

const cache = new WeakMap<Graph, Limits>();

/** What the stack may run out of. Worked out once for a graph. */
export function limitsOf(graph: Graph, parameters: Parameters): Limits {
  const found = cache.get(graph);
  if (found) return found;
  const demands = nodeDemands(graph);
  const { uses: usesBySubnet, elsewhere } = subnetUses(graph, demands);
  const addresses = [...usesBySubnet].map(([subnet, uses]): Limit => ({
    kind: "addresses",
    title: subnet.name,
    ...{ subnet, uses, quota: undefined },
    taken: sum(uses.map(({ amount }) => amount)),
    limit: addressesOf(subnet),
  }));
  const ofAccount =
    demands.length === 0
      ? []
      : quotaUses(graph, demands).map(({ quota, amount }): Limit => ({
          kind: "quota",
          title: quotas[quota].title,
          ...{ subnet: undefined, quota, uses: [] },
          taken: amount,
          limit: parameters.quotas[quota] ?? quotas[quota].value,
        }));
  const limits = [...addresses, ...ofAccount].sort((one, other) => shareOf(other) - shareOf(one));
  cache.set(graph, { limits, elsewhere });
  return { limits, elsewhere };
}

/** How much of a limit is taken: 1 is all of it. What nothing bounds comes after what is known. */
export function shareOf({ taken: { least, most }, limit }: Limit): number {
  const count = Number.isFinite(most) ? most : least;
  if (limit === undefined || count === 0) return 0;
  return limit === 0 ? Infinity : count / limit;
}

function addressesOf(subnet: Resource): number | undefined {
  const [, prefix] = /^\d+\.\d+\.\d+\.\d+\/(\d{1,2})$/.exec(subnet.at("cidrBlock").text() ?? "") ?? [];
  return prefix === undefined ? undefined : 2 ** (32 - Number(prefix)) - reservedAddresses;
}
