import { addTo, emptyTally, type Entry, type ReportTree, type Tally } from "./report-tree";

/** What a picture shows at one place: a resource, or many of one type folded into one. */
export interface ViewNode {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  /** How many resources are behind it, itself included. */
  readonly size: number;
  readonly tally: Readonly<Tally>;
  /** The resource; undefined for a fold. */
  readonly entry: Entry | undefined;
  /** The view that looks into it. */
  readonly view: string | undefined;
}

/** One picture: what is directly in a component, or in a fold. */
export interface View {
  readonly id: string;
  /** The way to it from the whole stack: views with their names. */
  readonly path: readonly { readonly view: string; readonly label: string }[];
  readonly nodes: readonly ViewNode[];
  /** From what is created first to what waits for it, without those that follow from others. */
  readonly edges: readonly (readonly [string, string])[];
}

/** More resources than this in one picture, and those of one type are folded. */
const crowd = 24;
/** From this many of one type on. */
const foldable = 6;

/** Every picture of a stack, the whole first. */
export function viewsOf(tree: ReportTree, stack: string, prefix: string): readonly View[] {
  const [only, ...others] = tree.roots;
  const top = only !== undefined && others.length === 0 ? only.children : tree.roots;
  const views: View[] = [];
  const add = (id: string, path: View["path"], members: readonly Entry[], mayFold: boolean): void => {
    const folds = mayFold && members.length > crowd ? foldsOf(members) : [];
    const folded = new Map(folds.flatMap((fold, index) => fold.map((entry) => [entry, index] as const)));
    const foldId = (index: number): string => `${id}f${index}`;
    const nodeOf = (entry: Entry): string => {
      const fold = folded.get(entry);
      return fold === undefined ? entry.id : foldId(fold);
    };
    const nodes = [
      ...members.filter((entry) => !folded.has(entry)).map(resourceNode),
      ...folds.map((fold, index) => foldNode(foldId(index), fold)),
    ];
    const waits = members.flatMap((entry) =>
      tree.awaited(entry).map((other): readonly [string, string] => [nodeOf(other), nodeOf(entry)]),
    );
    views.push({ id, path, nodes, edges: withoutImplied(waits, new Set(nodes.map((node) => node.id))) });
    for (const [index, fold] of folds.entries())
      add(viewOf(foldId(index)), [...path, { view: viewOf(foldId(index)), label: foldLabel(fold) }], fold, false);
    for (const entry of members) {
      // What is in a fold has been looked into by the view that folded it.
      if (entry.children.length === 0 || !mayFold) continue;
      const view = viewOf(entry.id);
      const fold = folded.get(entry);
      const through = fold === undefined ? [] : [{ view: viewOf(foldId(fold)), label: foldLabel(folds[fold] ?? []) }];
      add(view, [...path, ...through, { view, label: entry.resource.name }], entry.children, true);
    }
  };
  const whole = `${prefix}view`;
  add(whole, [{ view: whole, label: stack }], top, true);
  return views;
}

/** The view that looks into a resource or a fold. */
export function viewOf(id: string): string {
  return `${id}view`;
}

function resourceNode(entry: Entry): ViewNode {
  const sizeOf = (of: Entry): number => of.children.reduce((sum, child) => sum + sizeOf(child), 1);
  return {
    id: entry.id,
    label: entry.resource.name,
    type: entry.resource.type,
    size: sizeOf(entry),
    tally: entry.total,
    entry,
    view: entry.children.length > 0 ? viewOf(entry.id) : undefined,
  };
}

function foldNode(id: string, members: readonly Entry[]): ViewNode {
  const tally = emptyTally();
  for (const { total } of members) addTo(tally, total);
  return {
    id,
    label: foldLabel(members),
    type: members[0]?.resource.type ?? "",
    size: members.length,
    tally,
    entry: undefined,
    view: viewOf(id),
  };
}

function foldLabel(members: readonly Entry[]): string {
  const type = members[0]?.resource.type ?? "";
  return `${members.length} × ${type.slice(type.lastIndexOf(":") + 1)}`;
}

function foldsOf(members: readonly Entry[]): readonly (readonly Entry[])[] {
  const byType = new Map<string, Entry[]>();
  for (const entry of members) {
    const group = byType.get(entry.resource.type);
    if (group) group.push(entry);
    else byType.set(entry.resource.type, [entry]);
  }
  const folds = [...byType.values()].filter((group) => group.length >= foldable);
  // A fold of everything would say nothing.
  return folds.length === 1 && folds[0]?.length === members.length ? [] : folds;
}

/** Leaves out what follows from the other edges, so that the picture shows an order and not a thicket. */
function withoutImplied(
  waits: readonly (readonly [string, string])[],
  nodes: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const after = new Map<string, Set<string>>([...nodes].map((node) => [node, new Set<string>()]));
  for (const [first, then] of waits) if (first !== then && nodes.has(then)) after.get(first)?.add(then);
  const reaches = (from: string, to: string, seen: Set<string>): boolean => {
    for (const next of after.get(from) ?? []) {
      if (next === to) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      if (reaches(next, to, seen)) return true;
    }
    return false;
  };
  for (const [first, following] of after)
    for (const then of [...following]) {
      following.delete(then);
      if (!reaches(first, then, new Set())) following.add(then);
    }
  return [...after].flatMap(([first, following]) => [...following].map((then) => [first, then] as const));
}
