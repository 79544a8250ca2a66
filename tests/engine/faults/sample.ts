import type { StateResource } from "./state";
import { faultKinds, type FaultKind, type CreationFaults } from "./fault";

/** A resource of a state, with what a sample is chosen by. */
export interface Candidate extends StateResource {
  readonly protect?: boolean;
  readonly dependencies?: readonly string[] | null;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
}

/** Killing the engine costs three more calls of the CLI, so that one in six is enough. */
const order = Object.keys(faultKinds) as readonly FaultKind[];

/**
 * CreationFaults at the fewest resources that show each type, each resource that must not be lost, and the earlier end of each
 * order that no value of a resource carries, once for each pair of types. The kinds take turns.
 */
export function sampleOf(candidates: readonly Candidate[]): CreationFaults {
  const reasons = new Map(candidates.map((candidate) => [candidate.urn, reasonsFor(candidate, candidates)]));
  const open = new Set([...reasons.values()].flat());
  const chosen: string[] = [];
  while (open.size > 0) {
    const [best] = [...reasons].sort(([, left], [, right]) => countIn(right, open) - countIn(left, open));
    if (!best) break;
    const [urn, given] = best;
    chosen.push(urn);
    for (const reason of given) open.delete(reason);
  }
  return Object.fromEntries(chosen.map((urn, index) => [urn, order[index % order.length] ?? "refused"]));
}

function reasonsFor(candidate: Candidate, all: readonly Candidate[]): readonly string[] {
  const followers = all.filter((other) => waitsFor(other, candidate.urn));
  return [
    `type ${candidate.type}`,
    ...(candidate.protect === true ? [`protected ${candidate.urn}`] : []),
    ...followers.map(({ type }) => `${candidate.type} before ${type}`),
  ];
}

/** Whether a resource waits for another without a value of it. */
function waitsFor({ dependencies, propertyDependencies }: Candidate, urn: string): boolean {
  const carried = Object.values(propertyDependencies ?? {}).flatMap((urns) => urns ?? []);
  return (dependencies ?? []).includes(urn) && !carried.includes(urn);
}

function countIn(reasons: readonly string[], open: ReadonlySet<string>): number {
  return new Set(reasons.filter((reason) => open.has(reason))).size;
}
