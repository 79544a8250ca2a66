import type * as DagreModule from "@dagrejs/dagre" with { "resolution-mode": "import" };
import { markup, type Markup } from "./markup";
import type { Tally } from "./report-tree";
import type { View, ViewNode } from "./views";

/** The layout library, loaded when a picture is asked for. */
export type Dagre = typeof DagreModule;

const width = 200;
const height = 60;
/** How many resources without an order stand below each other before a new column begins. */
const columnHeight = 8;

/** Draws a view: what is created first on the left. Every node can be reached and opened by the keyboard. */
export function pictureOf({ Graph, layout }: Pick<Dagre, "Graph" | "layout">, view: View): Markup {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: "LR", nodesep: 16, ranksep: 48, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of view.nodes) graph.setNode(id, { width, height });
  for (const [first, then] of view.edges) graph.setEdge(first, then);
  for (const [first, then] of columnsOf(view)) graph.setEdge(first, then, { weight: 0 });
  layout(graph);
  const edges = view.edges.map(([first, then]) => {
    const points: readonly Point[] = graph.edge(first, then).points ?? [];
    return markup`<path class="edge" d="${curve(points)}" data-from="${first}" data-to="${then}"/>`;
  });
  const nodes = view.nodes.map((node) => {
    const { x = 0, y = 0 } = graph.node(node.id);
    return nodeMarkup(node, Math.round(x - width / 2), Math.round(y - height / 2));
  });
  const { width: w = 0, height: h = 0 } = graph.graph();
  const label = `${view.nodes.length} nodes in ${view.path.map((step) => step.label).join(", ")}`;
  return markup`<svg class="picture" viewBox="0 0 ${Math.ceil(w)} ${Math.ceil(h)}" data-width="${Math.ceil(w)}" data-height="${Math.ceil(h)}" role="group" aria-label="${label}"><g>${edges}</g>${nodes}</svg>`;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Edges that nobody sees put resources that wait for nothing, and that nothing waits for, into columns. */
function columnsOf({ nodes, edges }: View): readonly (readonly [string, string])[] {
  const ordered = new Set(edges.flat());
  const loose = nodes.map(({ id }) => id).filter((id) => !ordered.has(id));
  const rows = Math.max(columnHeight, Math.ceil(Math.sqrt(loose.length)));
  return loose.flatMap((id, index) => {
    const right = loose[index + rows];
    return right === undefined ? [] : [[id, right] as const];
  });
}

/** A line through the points, rounded at each. */
function curve(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const end = rest.pop();
  if (!start || !end) return "";
  const at = ({ x, y }: Point): string => `${Math.round(x)} ${Math.round(y)}`;
  const bends = rest.map((point, index) => {
    const next = rest[index + 1];
    return `Q${at(point)} ${at(next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : end)}`;
  });
  return `M${at(start)}${bends.length > 0 ? bends.join("") : `L${at(end)}`}`;
}

function nodeMarkup(node: ViewNode, x: number, y: number): Markup {
  const { id, label, type, size, tally, view, entry } = node;
  const kind = entry === undefined ? "fold" : view === undefined ? "leaf" : "component";
  const parts = describe(tally);
  const inside = entry === undefined ? size : size - 1;
  const about = [`${label}, ${type}`, ...(view === undefined ? [] : [`${inside} inside`]), ...parts].join(", ");
  const shape =
    view === undefined ? "" : markup`<rect class="behind" x="5" y="5" width="${width}" height="${height}" rx="8"/>`;
  const size2 = view === undefined ? "" : markup`<tspan class="inside"> · ${inside} inside</tspan>`;
  return markup`<g class="node ${kind} ${worst(tally)}" transform="translate(${x} ${y})" tabindex="0" role="button" aria-label="${about}" data-node="${id}" data-entry="${entry?.id}" data-view="${view}"><title>${label} (${type})</title>${shape}<rect class="box" width="${width}" height="${height}" rx="8"/><text class="name" x="12" y="25">${cut(label, 22)}</text><text class="type" x="12" y="45">${view === undefined ? cut(shortType(type), 29) : cut(className(type), 16)}${size2}</text>${badges(tally)}</g>`;
}

/** The gravest kind of verdict there is. */
export function worst(tally: Readonly<Tally>): string {
  return (["mandatory", "advisory", "undecided", "waived"] as const).find((kind) => tally[kind] > 0) ?? "fine";
}

function describe(tally: Readonly<Tally>): readonly string[] {
  return (["mandatory", "advisory", "undecided", "waived"] as const)
    .filter((kind) => tally[kind] > 0)
    .map((kind) => `${tally[kind]} ${kind}`);
}

/** On the upper edge, the gravest at the right. */
function badges(tally: Readonly<Tally>): readonly Markup[] {
  let right = width - 4;
  return (["mandatory", "advisory", "undecided", "waived"] as const)
    .filter((kind) => tally[kind] > 0)
    .map((kind) => {
      const text = String(tally[kind]);
      const size = 14 + 7 * text.length;
      right -= size + 3;
      return markup`<g class="badge ${kind}" transform="translate(${right} -9)"><title>${text} ${kind}</title><rect width="${size}" height="18" rx="9"/><text x="${size / 2}" y="13">${text}</text></g>`;
    });
}

/** `platform:network:Network` as `Network`. */
function className(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** `aws:eks/nodeGroup:NodeGroup` as `eks NodeGroup`, a kind of Kubernetes with the first word of its group. */
function shortType(type: string): string {
  const [, module = "", name = ""] = type.split(":");
  return [module.replace(/[./].*$/, "").replace(/^index$/, ""), name].filter((part) => part !== "").join(" ");
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
