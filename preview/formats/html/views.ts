import { addTo, emptyTally, type Entry, type ReportTree, type Tally } from "./report-tree";

/** What a picture shows at one place: a resource, or many of one type or service folded into one. */
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
  const add = (id: string, path: View["path"], members: readonly Entry[], isFold: boolean): void => {
    const folds = foldsOf(members);
    const foldOf = new Map(
      folds.flatMap((fold, index) => fold.members.map((entry) => [entry, { ...fold, id: `${id}f${index}` }] as const)),
    );
    const nodeOf = (entry: Entry): string => foldOf.get(entry)?.id ?? entry.id;
    const nodes = [
      ...members.filter((entry) => !foldOf.has(entry)).map(resourceNode),
      ...folds.map((fold, index) => foldNode(`${id}f${index}`, fold)),
    ];
    const waits = members.flatMap((entry) =>
      tree.awaited(entry).map((other): readonly [string, string] => [nodeOf(other), nodeOf(entry)]),
    );
    views.push({ id, path, nodes, edges: withoutImplied(waits, new Set(nodes.map((node) => node.id))) });
    const through = ({ id: fold, label }: { readonly id: string; readonly label: string }): View["path"] => [
      ...path,
      { view: viewOf(fold), label },
    ];
    for (const [index, fold] of folds.entries()) {
      const named = { id: `${id}f${index}`, label: fold.label };
      add(viewOf(named.id), through(named), fold.members, true);
    }
    // What is in a fold has been looked into by the view that folded it.
    for (const entry of isFold ? [] : members) {
      if (entry.children.length === 0) continue;
      const fold = foldOf.get(entry);
      const view = viewOf(entry.id);
      add(view, [...(fold ? through(fold) : path), { view, label: entry.resource.name }], entry.children, false);
    }
  };
  const whole = `${prefix}view`;
  add(whole, [{ view: whole, label: stack }], top, false);
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

/** Resources that one place of a picture stands for. */
interface Fold {
  readonly label: string;
  readonly type: string;
  readonly members: readonly Entry[];
}

function foldNode(id: string, { label, type, members }: Fold): ViewNode {
  const tally = emptyTally();
  for (const { total } of members) addTo(tally, total);
  return { id, label, type, size: members.length, tally, entry: undefined, view: viewOf(id) };
}

/** By type where that makes the picture small enough, else by service: `aws:iam` of `aws:iam/role:Role`. */
function foldsOf(members: readonly Entry[]): readonly Fold[] {
  if (members.length <= crowd) return [];
  const typeOf = ({ resource }: Entry): string => resource.type;
  const serviceOf = ({ resource }: Entry): string => resource.type.split(/[/:]/, 2).join(":");
  const byType = grouped(members, typeOf, foldable, (type, count) => `${count} × ${type.replace(/^.*:/, "")}`);
  const left = members.length - byType.reduce((sum, fold) => sum + fold.members.length - 1, 0);
  const folds =
    left <= crowd
      ? byType
      : grouped(members, serviceOf, 2, (service, count) => `${count} × ${service.replace(":", " ")}`);
  // A fold of everything would say nothing.
  return folds.some((fold) => fold.members.length === members.length) ? [] : folds;
}

function grouped(
  members: readonly Entry[],
  keyOf: (entry: Entry) => string,
  least: number,
  labelOf: (key: string, count: number) => string,
): readonly Fold[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of members) {
    const group = groups.get(keyOf(entry));
    if (group) group.push(entry);
    else groups.set(keyOf(entry), [entry]);
  }
  return [...groups]
    .filter(([, group]) => group.length >= least)
    .map(([key, group]) => ({ label: labelOf(key, group.length), type: key, members: group }));
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
