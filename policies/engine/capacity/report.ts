import { quotas } from "../../knowledge/capacity/quotas";
import type { Graph } from "../graph/graph";
import type { Parameters } from "../parameters";
import type { Amount } from "./amount";
import { limitsOf, shareOf } from "./capacity";

/** A number, or a range: `most` is null where nothing that is known bounds it. */
export interface Taken {
  readonly least: number;
  readonly most: number | null;
}

/** Something that a stack takes with every group and pool grown to its most, and how much of it there is. */
export interface CapacityLimit {
  readonly kind: "addresses" | "quota";
  /** Name of a subnet, or what a quota counts. */
  readonly title: string;
  /** URN of the subnet. */
  readonly urn?: string;
  /** Name of the quota in the policies' configuration, and its code in Service Quotas. */
  readonly quota?: string;
  readonly code?: string;
  readonly taken: Taken;
  /** Null where the range of a subnet is not known. */
  readonly limit: number | null;
  /** How much of it is taken, rounded to whole percents. Null where that is not a number. */
  readonly percent: number | null;
  /** What takes how much. */
  readonly uses: readonly (Taken & { readonly name: string })[];
}

/** What a stack may run out of, what it runs out of first at the front. */
export function capacityOf(graph: Graph, parameters: Parameters): readonly CapacityLimit[] {
  return limitsOf(graph, parameters).limits.map((limit) => {
    const { kind, title, subnet, quota, taken, uses } = limit;
    const share = shareOf(limit);
    return {
      ...{ kind, title },
      ...(subnet && { urn: subnet.urn }),
      ...(quota && { quota, code: quotas[quota].code }),
      taken: takenOf(taken),
      limit: limit.limit ?? null,
      percent: limit.limit !== undefined && Number.isFinite(share) ? Math.round(share * 100) : null,
      uses: uses.map(({ name, amount }) => ({ name, ...takenOf(amount) })),
    };
  });
}

function takenOf({ least, most }: Amount): Taken {
  return { least, most: Number.isFinite(most) ? most : null };
}
