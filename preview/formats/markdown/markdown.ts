import type { Finding, PropertyMap } from "../../../policies/evaluate";
import type { StackPreview } from "../../stack-preview";
import { cell, place } from "./markdown-text";
import { limited, takenOf } from "../capacity";
import { changeComment } from "./change-comment";
import { wrongIn } from "../finding-text";
import type { Format } from "../format";
import { treeOf } from "../tree";

/**
 * For a job summary: verdicts open, the tree and the outputs folded. Compared with an earlier preview, a comment of a
 * pull request instead, which says what is different.
 */
export const markdown: Format = (previews) =>
  previews.some(({ comparison }) => comparison) ? changeComment(previews) : previews.map(documentOf).join("\n");

function documentOf(preview: StackPreview): string {
  const { counts, verdicts, timings } = preview;
  const summary = [
    `${counts.create} resources to create`,
    `${counts.mandatory} mandatory`,
    `${counts.advisory} advisory`,
    `${counts.undecided} undecided`,
    `${counts.waived} waived`,
  ];
  return [
    `## ${preview.failed ? "❌" : "✅"} ${cell(preview.project)}: stack ${cell(preview.stack)}`,
    "",
    `${summary.join(" · ")} · ${(timings.total / 1000).toFixed(1)} s`,
    "",
    ...findings(
      "Mandatory findings",
      verdicts.findings.filter(({ level }) => level === "mandatory"),
    ),
    ...findings(
      "Advisory findings",
      verdicts.findings.filter(({ level }) => level === "advisory"),
    ),
    ...table(
      "Undecided at preview",
      ["Rule", "Resource", "Reason"],
      verdicts.undecided.map(({ rule, title, level, urn, path, reason }) => [
        `**${rule}** ${cell(title)}${level === "mandatory" ? " (mandatory)" : ""}`,
        place(urn, path),
        cell(reason),
      ]),
    ),
    ...table(
      "Waived",
      ["Rule", "Resource", "Reason", "Owner", "Days left", "Waived by"],
      verdicts.waived.map(({ finding, waiver, daysLeft, by }) => [
        `**${finding.rule}** ${cell(finding.title)}`,
        place(finding.urn, finding.path),
        cell(waiver.reason),
        cell(waiver.owner),
        String(daysLeft),
        by === "resource" ? "the resource itself" : "the configuration",
      ]),
    ),
    ...folded(
      `Opaque to the rules (${verdicts.opaque.length})`,
      verdicts.opaque.map(({ urn, why }) => `- ${place(urn, "")}: ${cell(why)}`),
    ),
    ...folded(
      "Capacity",
      table(
        "What it may run out of as it grows",
        ["Limit", "Taken at most"],
        verdicts.capacity.map((limit) => [cell(limited(limit)), cell(takenOf(limit))]),
      ),
    ),
    ...folded(`Resources (${counts.resources})`, ["```text", ...treeLines(preview), "```"]),
    ...folded("Outputs", outputLines(preview.outputs)),
  ].join("\n");
}

function findings(title: string, list: readonly Finding[]): readonly string[] {
  return table(
    `${title} (${list.length})`,
    ["Rule", "Resource", "What is wrong", "Fix"],
    list.map((finding) => [
      `**${finding.rule}** ${cell(finding.title)}`,
      place(finding.urn, finding.path),
      cell(wrongIn(finding)),
      cell(finding.fix),
    ]),
  );
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [`### ${title}`, "", line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return ["<details>", `<summary>${title}</summary>`, "", ...lines, "", "</details>", ""];
}

function treeLines({ resources }: StackPreview): readonly string[] {
  return treeOf(resources).map(
    ({ branches, resource }) => `${resource.external ? ">" : "+"} ${branches}${resource.type} ${resource.name}`,
  );
}

function outputLines(outputs: PropertyMap): readonly string[] {
  const entries = Object.entries(outputs);
  if (entries.length === 0) return [];
  return ["```text", ...entries.map(([name, value]) => `${name}: ${JSON.stringify(value)}`), "```"];
}
