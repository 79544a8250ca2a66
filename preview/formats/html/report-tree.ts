import type { Finding, UndecidedVerdict } from "../../../policies/evaluate";
import { isDefaultProvider } from "../../engine/default-provider";
import type { RegisteredResource } from "../../engine/registered-resource";
import type { StackPreview } from "../../stack-preview";
import { inCreationOrder, waitsOfSiblings } from "../creation-order";

/** How many verdicts of each kind. */
export interface Tally {
  mandatory: number;
  advisory: number;
  undecided: number;
  waived: number;
}

/** A resource at its place in the report. */
export interface Entry {
  /** The id of its element, unique in the document. */
  readonly id: string;
  readonly resource: RegisteredResource;
  readonly parent: Entry | undefined;
  readonly depth: number;
  readonly children: readonly Entry[];
  /** Its own verdicts. */
  readonly own: Tally;
  /** Its own verdicts and those of all that is in it. */
  readonly total: Tally;
}

/** The resources of a stack as the report shows them, in the order of creation. Default providers are left out. */
export interface ReportTree {
  readonly roots: readonly Entry[];
  readonly entries: readonly Entry[];
  of(urn: string): Entry | undefined;
  /** Those of the same parent that it, or anything in it, waits for. */
  awaited(entry: Entry): readonly Entry[];
}

export function reportTreeOf({ resources, verdicts }: StackPreview, prefix: string): ReportTree {
  const shown = resources.filter((resource) => !isDefaultProvider(resource));
  const known = new Set(shown.map(({ urn }) => urn));
  const children = new Map<string | undefined, RegisteredResource[]>();
  for (const resource of shown) {
    const parent = resource.parent !== undefined && known.has(resource.parent) ? resource.parent : undefined;
    const siblings = children.get(parent);
    if (siblings) siblings.push(resource);
    else children.set(parent, [resource]);
  }
  const below = inCreationOrder(children);
  const waits = waitsOfSiblings(shown);
  const tallies = talliesOf([
    ...verdicts.findings.map((finding) => ({ kind: finding.level, verdict: finding })),
    ...verdicts.undecided.map((verdict) => ({ kind: "undecided" as const, verdict })),
    ...verdicts.waived.map(({ finding }) => ({ kind: "waived" as const, verdict: finding })),
  ]);

  const entries: Entry[] = [];
  const byUrn = new Map<string, Entry>();
  const place = (resource: RegisteredResource, parent: Entry | undefined): Entry => {
    const own = tallies.get(resource.urn) ?? emptyTally();
    const inside: Entry[] = [];
    const total = { ...own };
    const depth = parent === undefined ? 0 : parent.depth + 1;
    const entry = { id: `${prefix}r${entries.length}`, resource, parent, depth, children: inside, own, total };
    entries.push(entry);
    byUrn.set(resource.urn, entry);
    for (const child of below.get(resource.urn) ?? []) {
      const placed = place(child, entry);
      inside.push(placed);
      addTo(total, placed.total);
    }
    return entry;
  };
  const roots = (below.get(undefined) ?? []).map((resource) => place(resource, undefined));
  return {
    roots,
    entries,
    of: (urn) => byUrn.get(urn),
    awaited: ({ resource }) => [...(waits.get(resource.urn) ?? [])].flatMap((urn) => byUrn.get(urn) ?? []),
  };
}

/** The resource and everything it is in, from the inside out. */
export function lineage(entry: Entry): readonly Entry[] {
  return entry.parent === undefined ? [entry] : [entry, ...lineage(entry.parent)];
}

export function emptyTally(): Tally {
  return { mandatory: 0, advisory: 0, undecided: 0, waived: 0 };
}

export function addTo(tally: Tally, other: Readonly<Tally>): void {
  for (const kind of ["mandatory", "advisory", "undecided", "waived"] as const) tally[kind] += other[kind];
}

function talliesOf(
  verdicts: readonly { readonly kind: keyof Tally; readonly verdict: Finding | UndecidedVerdict }[],
): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { kind, verdict } of verdicts) {
    const tally = tallies.get(verdict.urn) ?? emptyTally();
    tally[kind]++;
    tallies.set(verdict.urn, tally);
  }
  return tallies;
}
