import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { StackPreview } from "../../stack-preview";
import type { LazyFormat } from "../format";
import { markup, Markup } from "./markup";
import { pictureOf, type Dagre } from "./picture";
import { reportTreeOf, type ReportTree } from "./report-tree";
import { resourceSection } from "./resource-section";
import { summaryOf } from "./summary";
import { verdictSections } from "./verdict-sections";
import { viewsOf, type View } from "./views";

/**
 * For people with a browser: one file that needs nothing else, with the findings to filter and the graph to walk
 * through. Its own policy forbids it to load anything or to run any script but the one in it.
 */
export const html: LazyFormat = async (previews) => {
  const dagre = await import("@dagrejs/dagre");
  const style = new Markup(browserFile("report.css"));
  const script = reportScript();
  const title = previews.map(({ project, stack }) => `${project}/${stack}`).join(", ");
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  const stacks = previews.map((preview, index) => stackReport(preview, `s${index}`, dagre));
  const document = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Preview of ${title}</title>
<style>${style}</style>
</head>
<body>
${previews.length > 1 ? stackTabs(previews) : undefined}
<main>${stacks}</main>
<script>${script}</script>
</body>
</html>
`;
  return document.text;
};

function stackTabs(previews: readonly StackPreview[]): Markup {
  const tabs = previews.map(
    ({ stack, failed }, index) =>
      markup`<a href="#s${index}" data-stack="s${index}"><span class="${failed ? "blocked" : "clear"}">${failed ? "✖" : "✔"}</span> ${stack}</a>`,
  );
  return markup`<nav class="tabs" aria-label="Stacks">${tabs}</nav>`;
}

function stackReport(preview: StackPreview, prefix: string, dagre: Dagre): Markup {
  const tree = reportTreeOf(preview, prefix);
  return markup`<article class="stack" id="${prefix}">
${summaryOf(preview, prefix)}
${graphSection(preview, tree, prefix, dagre)}
${filterForm(preview, prefix)}
${verdictSections(preview, tree, prefix)}
${resourceSection(preview, tree, prefix)}
</article>`;
}

/** What the colors of the boxes and their numbers mean. */
const legend = [
  ["mandatory", "mandatory findings: they stop a deployment"],
  ["advisory", "advisory findings"],
  ["undecided", "verdicts that need values nobody knows yet"],
  ["waived", "findings that somebody accepted for a time"],
].map(([kind, meaning]) => markup`<li><span class="pill ${kind}">${kind}</span> ${meaning}</li>`);

function graphSection({ stack }: StackPreview, tree: ReportTree, prefix: string, dagre: Dagre): Markup {
  const views = viewsOf(tree, stack, prefix);
  const shown = (view: View, index: number): Markup => {
    const trail = view.path.map((step, depth) =>
      depth === view.path.length - 1
        ? markup`<li aria-current="true">${step.label}</li>`
        : markup`<li><button type="button" data-open="${step.view}">${step.label}</button></li>`,
    );
    return markup`<div class="view" id="${view.id}" ${index === 0 ? undefined : markup`hidden`}><ol class="trail" aria-label="Where this picture is">${trail}</ol>${pictureOf(dagre, view)}</div>`;
  };
  return markup`<section class="graph" aria-labelledby="${prefix}graph-title"><h2 id="${prefix}graph-title">Graph</h2>
<p class="hint muted">What is created first stands on the left. A double click or Enter looks inside a box; drag to move, Ctrl and the wheel or + and − to zoom, Escape to go back.</p>
<div class="stage"><div class="views">${views.map(shown)}<div class="tools"><button type="button" data-zoom="in" aria-label="Zoom in">+</button><button type="button" data-zoom="out" aria-label="Zoom out">−</button><button type="button" data-zoom="fit" aria-label="Show the whole picture">⤢</button></div></div><aside class="details" aria-label="Details of the chosen resource"><p>Choose a box to see its properties and verdicts.</p><ul class="legend">${legend}</ul></aside></div></section>`;
}

function filterForm({ rules, verdicts }: StackPreview, prefix: string): Markup {
  const seen = new Set(
    [...verdicts.findings, ...verdicts.undecided, ...verdicts.waived.map(({ finding }) => finding)].map(
      ({ rule }) => rule,
    ),
  );
  const met = rules.filter(({ id }) => seen.has(id));
  const select = (name: string, label: string, options: readonly (readonly [string, string])[]): Markup =>
    markup`<label>${label}<select name="${name}"><option value="">all</option>${options.map(([value, text]) => markup`<option value="${value}">${text}</option>`)}</select></label>`;
  return markup`<form class="filter" id="${prefix}filter" role="search" aria-label="Filter of the verdicts">${[
    select(
      "kind",
      "Severity",
      ["mandatory", "advisory", "undecided", "waived"].map((kind) => [kind, kind]),
    ),
    select(
      "group",
      "Group",
      [...new Set(met.map(({ group }) => group))].map((group) => [group, group]),
    ),
    select(
      "rule",
      "Rule",
      met.map(({ id, title }) => [id, `${id} ${title}`]),
    ),
  ]}<label class="wide">Resource<input type="search" name="text" placeholder="name, type or path" autocomplete="off"></label><button type="button" class="scope" hidden></button><button type="reset">Clear</button><output aria-live="polite"></output></form>`;
}

/** The modules of the report's script in one, since a report loads nothing. */
function reportScript(): Markup {
  const modules = ["picture-window.js", "graph.js", "verdict-filter.js", "report.js"].map(browserFile);
  const joined = modules.map((text) => text.replaceAll(/^import .*\n|^export (?=function)/gm, ""));
  return new Markup(`"use strict";\n${joined.join("\n")}`);
}

function browserFile(file: string): string {
  return readFileSync(path.join(__dirname, "browser", file), "utf8");
}

function hashOf({ text }: Markup): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
