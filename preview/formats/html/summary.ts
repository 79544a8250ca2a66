import type { StackPreview } from "../../stack-preview";
import { changeLines } from "../text/change-lines";
import { markup, type Markup } from "./markup";

const kinds = ["passed", "failed", "undecided", "waived"] as const;

/** The head of a stack's report: whether it may go on, the numbers, and how each group of rules stands. */
export function summaryOf(preview: StackPreview, prefix: string): Markup {
  const { project, stack, counts, verdicts, timings, failed, policyConfiguration } = preview;
  const tile = (name: string, count: number, kind: string, target: string): Markup =>
    markup`<a class="tile ${count > 0 ? kind : "none"}" href="#${prefix}${target}"><b>${count}</b><span>${name}</span></a>`;
  return markup`<header class="head"><div><p class="muted">${project}</p><h1>${stack}</h1></div><p class="verdict ${failed ? "blocked" : "clear"}">${failed ? "✖ Blocked by policy" : "✔ May be deployed"}</p></header>
<nav class="tiles" aria-label="Numbers of this stack">${[
    tile("resources", counts.resources, "plain", "resources"),
    tile("mandatory", counts.mandatory, "mandatory", "findings"),
    tile("advisory", counts.advisory, "advisory", "findings"),
    tile("undecided", counts.undecided, "undecided", "undecided"),
    tile("waived", counts.waived, "waived", "waived"),
    tile("opaque", counts.opaque, "plain", "opaque"),
  ]}</nav>
<p class="muted">${counts.create} to create${counts.read > 0 ? `, ${counts.read} to read` : ""}, ${counts.components} of them components · judged by ${verdicts.coverage.rules} rules (${policyConfiguration ?? "default configuration"}): ${verdicts.coverage.passed} verdicts passed · ${(timings.total / 1000).toFixed(1)} s</p>
${coverage(preview)}${changes(preview)}`;
}

/** How the verdicts of each group of rules divide, as bars of equal length. */
function coverage({ verdicts, rules }: StackPreview): Markup {
  const groupOf = new Map(rules.map(({ id, group }) => [id, group]));
  const groups = new Map(
    [...new Set(groupOf.values())].map((group) => [group, { passed: 0, failed: 0, undecided: 0, waived: 0 }]),
  );
  for (const resource of verdicts.coverage.resources)
    for (const kind of kinds)
      for (const rule of resource[kind]) {
        const group = groups.get(groupOf.get(rule) ?? "");
        if (group) group[kind]++;
      }
  const rows = [...groups].map(([group, numbers]) => {
    const total = kinds.reduce((sum, kind) => sum + numbers[kind], 0);
    let x = 0;
    const bars = kinds.map((kind) => {
      const width = total === 0 ? 0 : (numbers[kind] / total) * 200;
      const bar = markup`<rect class="bar ${kind}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
      x += width;
      return bar;
    });
    const name = markup`<th scope="row">${group}</th>`;
    if (total === 0) return markup`<tr class="muted">${name}<td colspan="5">applies to nothing in this stack</td></tr>`;
    return markup`<tr>${name}<td><svg class="bars" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg></td>${kinds.map((kind) => markup`<td class="number">${numbers[kind]}</td>`)}</tr>`;
  });
  return markup`<details class="coverage"><summary>Coverage by group of rules</summary><table><thead><tr><th scope="col">Group</th><td></td>${kinds.map((kind) => markup`<th scope="col">${kind}</th>`)}</tr></thead><tbody>${rows}</tbody></table></details>`;
}

function changes({ comparison }: StackPreview): Markup | undefined {
  if (!comparison) return undefined;
  const [, title = "", ...lines] = changeLines(comparison, (_, text) => text);
  return markup`<details class="changes" open><summary>${title.replace(/:$/, "")}</summary><pre>${lines.join("\n")}</pre></details>`;
}
