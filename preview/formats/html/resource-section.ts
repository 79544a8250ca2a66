import type { PropertyMap } from "../../../policies/evaluate";
import type { SourcePosition } from "../../program/sources";
import type { StackPreview } from "../../stack-preview";
import { markup, type Markup } from "./markup";
import { worst } from "./picture";
import type { Entry, ReportTree } from "./report-tree";
import { resourceLink } from "./verdict-sections";

/** Every resource with all that is known of it, folded, in the order of creation. */
export function resourceSection(preview: StackPreview, tree: ReportTree, prefix: string): Markup {
  const items = tree.entries.map((entry) => resourceItem(entry, preview.sources.get(entry.resource.urn), tree));
  const outputs = Object.keys(preview.outputs).length;
  return markup`<section id="${prefix}resources" aria-labelledby="${prefix}resources-title"><h2 id="${prefix}resources-title">Resources <span class="count">${tree.entries.length}</span></h2><div class="resources">${items}</div></section>
<section aria-labelledby="${prefix}outputs-title"><h2 id="${prefix}outputs-title">Outputs <span class="count">${outputs}</span></h2><pre>${propertiesText(preview.outputs)}</pre></section>`;
}

function resourceItem(
  { id, resource, depth, own }: Entry,
  source: SourcePosition | undefined,
  tree: ReportTree,
): Markup {
  const marks = [
    resource.protect ? "protected" : "",
    resource.remote ? "remote" : "",
    resource.external ? "read" : "",
    resource.retainOnDelete ? "retained on delete" : "",
  ].filter((mark) => mark !== "");
  const verdicts = (["mandatory", "advisory", "undecided", "waived"] as const)
    .filter((kind) => own[kind] > 0)
    .map((kind) => markup` <span class="pill ${kind}">${own[kind]} ${kind}</span>`);
  return markup`<details class="resource depth-${Math.min(depth, 8)} ${worst(own)}" id="${id}"><summary><b>${resource.name}</b> <span class="muted">${resource.type}</span>${verdicts}${marks.map((mark) => markup` <span class="mark">${mark}</span>`)}</summary><div class="body"><dl><dt>URN</dt><dd><code>${resource.urn}</code></dd>${
    source === undefined ? undefined : markup`<dt>Made at</dt><dd><code>${source.file}:${source.line}</code></dd>`
  }${
    resource.dependencies.length === 0
      ? undefined
      : markup`<dt>Depends on</dt><dd>${resource.dependencies.map((urn) => markup`${resourceLink(urn, tree)}<br>`)}</dd>`
  }</dl><pre>${propertiesText(resource.inputs)}</pre></div></details>`;
}

/** Properties as JSON; unknowns and secrets in brackets. No string of the program can look like one: its quotes are escaped. */
function propertiesText(properties: PropertyMap): string {
  return JSON.stringify(properties, undefined, 2)
    .replaceAll(/\{\s*"\$unknown": true\s*\}/g, "[unknown]")
    .replaceAll(/\{\s*"\$secret": true\s*\}/g, "[secret]");
}
