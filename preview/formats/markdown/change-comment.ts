import type { Comparison } from "../../comparison";
import type { StackPreview } from "../../stack-preview";
import { changeText, shownValue } from "../changes";
import { cell, code, place } from "./markdown-text";

/** GitHub takes 65,536 characters for a comment; the rest is for what a workflow puts around this one. */
const longestComment = 64_000;

/** A part of the comment: whole, or cut after as many lines as there is room for. */
interface Section {
  readonly title: string;
  /** What stands before the lines and after them. */
  readonly open: readonly string[];
  readonly close: readonly string[];
  readonly lines: readonly string[];
}

/**
 * For a comment of a pull request: what is different from an earlier preview, gravest first, in fewer than 65,000
 * characters. Where that is not enough room, the least grave lines give way and a note says how many.
 */
export function changeComment(previews: readonly StackPreview[]): string {
  const room = Math.floor(longestComment / previews.length);
  return previews.map((preview) => commentOf(preview, room)).join("\n");
}

function commentOf(preview: StackPreview, room: number): string {
  const lines = [...headOf(preview)];
  let left = room - lengthOf(lines) - 200;
  let omitted = 0;
  const sections = preview.comparison ? sectionsOf(preview, preview.comparison) : [];
  for (const [index, section] of sections.entries()) {
    const frame = lengthOf([section.title, ...section.open, ...section.close]) + 100;
    // However long a section is, it leaves half of the room to those after it.
    let share = (index === sections.length - 1 ? left : left / 2) - frame;
    const kept = section.lines.filter((line) => {
      share -= line.length + 1;
      return share >= 0;
    });
    if (kept.length > 0) left -= frame + lengthOf(kept);
    const missing = section.lines.length - kept.length;
    omitted += missing;
    if (kept.length === 0) continue;
    const cut = missing > 0 ? ["", `_and ${missing} more_`] : [];
    lines.push(section.title, "", ...section.open, ...kept, ...cut, ...section.close, "");
  }
  if (omitted > 0) lines.push(`> Shortened by ${omitted} lines to fit a comment: the json format has everything.`, "");
  return lines.join("\n");
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function headOf({ project, stack, failed, counts, comparison }: StackPreview): readonly string[] {
  const title = `## ${failed ? "❌" : "✅"} ${cell(project)}: stack ${cell(stack)}`;
  const standing = [
    `${counts.resources} resources`,
    `${counts.mandatory} mandatory`,
    `${counts.advisory} advisory`,
    `${counts.undecided} undecided`,
    `${counts.waived} waived`,
  ].join(" · ");
  if (!comparison) return [title, "", standing, ""];
  const { resources, findings, undecided } = comparison;
  const rows: readonly (readonly [string, number, number, number])[] = [
    ["Resources", resources.added.length, resources.changed.length, resources.removed.length],
    ["Findings", findings.new.length, 0, findings.gone.length],
    ["Undecided", undecided.new.length, 0, undecided.gone.length],
  ];
  const isSame = rows.every(([, ...numbers]) => numbers.every((number) => number === 0));
  const nothingElse = comparison.outputs.length + comparison.waived.new.length + comparison.waived.gone.length === 0;
  return [
    title,
    "",
    ...(isSame && nothingElse
      ? ["**No changes** to resources, outputs and verdicts.", ""]
      : [
          "| | new | changed | gone |",
          "| --- | ---: | ---: | ---: |",
          ...rows.map(([what, added, changed, gone]) => `| ${what} | ${added} | ${changed || "–"} | ${gone} |`),
          "",
        ]),
    `With this change: ${standing}`,
    "",
  ];
}

/** The gravest first: what stops the pipeline, what is lost, what is different, what got better. */
function sectionsOf({ verdicts }: StackPreview, comparison: Comparison): readonly Section[] {
  const { resources, outputs, findings, undecided, waived } = comparison;
  const ofLevel = <T extends { readonly level: string }>(list: readonly T[], level: string): readonly T[] =>
    list.filter((item) => item.level === level);
  const isNew = new Set<unknown>([...findings.new, ...undecided.new]);
  const stopping = [...verdicts.findings, ...verdicts.undecided].filter(
    (verdict) => verdict.level === "mandatory" && !isNew.has(verdict),
  );
  return [
    table(
      "🛑 New mandatory findings",
      ["Rule", "Resource", "What is wrong"],
      ofLevel(findings.new, "mandatory").map(row),
    ),
    table("❓ Newly undecided, mandatory", ["Rule", "Resource", "Why"], ofLevel(undecided.new, "mandatory").map(row)),
    list(
      "➖ Removed resources",
      resources.removed.map(({ urn }) => `- ${place(urn, "")}`),
    ),
    table(
      "⚠️ New advisory findings",
      ["Rule", "Resource", "What is wrong"],
      ofLevel(findings.new, "advisory").map(row),
    ),
    table("🛑 Mandatory findings from before", ["Rule", "Resource", "What is wrong"], stopping.map(row)),
    table(
      "✏️ Changed resources",
      ["Resource", "Property", "Before", "After"],
      resources.changed.flatMap(({ urn, changes }) =>
        changes.map((change, index) => [
          index === 0 ? place(urn, "") : "",
          code(change.path),
          change.before === undefined ? "" : code(shownValue(change.before)),
          change.after === undefined ? "" : code(shownValue(change.after)),
        ]),
      ),
      resources.changed.length,
    ),
    list(
      "✏️ Changed outputs",
      outputs.map((change) => `- ${code(changeText(change))}`),
    ),
    table("❓ Newly undecided", ["Rule", "Resource", "Why"], ofLevel(undecided.new, "advisory").map(row)),
    table(
      "🤝 Newly waived",
      ["Rule", "Resource", "Reason"],
      waived.new.map(({ finding, waiver }) => [
        rule(finding),
        place(finding.urn, finding.path),
        `${cell(waiver.reason)} (${cell(waiver.owner)}, until ${waiver.expires})`,
      ]),
    ),
    list(
      "🤝 Waived no more",
      waived.gone.map(({ finding }) => `- ${rule(finding)}: ${place(finding.urn, finding.path)}`),
    ),
    list(
      "➕ Added resources",
      resources.added.map(({ urn }) => `- ${place(urn, "")}`),
      true,
    ),
    list(
      "✅ Findings gone",
      findings.gone.map((finding) => `- ${rule(finding)}: ${place(finding.urn, finding.path)}`),
      true,
    ),
    list(
      "✅ Undecided no more",
      undecided.gone.map((verdict) => `- ${rule(verdict)}: ${place(verdict.urn, verdict.path)}`),
      true,
    ),
  ].filter(({ lines }) => lines.length > 0);
}

interface Shown {
  readonly rule: string;
  readonly title: string;
  readonly urn: string;
  readonly path: string;
}

function rule({ rule: id, title }: Shown): string {
  return `**${cell(id)}** ${cell(title)}`;
}

function row(verdict: Shown & ({ readonly message: string } | { readonly reason: string })): readonly string[] {
  const said = "message" in verdict ? verdict.message : `Undecided: ${verdict.reason}.`;
  return [rule(verdict), place(verdict.urn, verdict.path), cell(said)];
}

function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  count = rows.length,
): Section {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return {
    title: `### ${title} (${count})`,
    open: [line(head), line(head.map(() => "---"))],
    close: [],
    lines: rows.map(line),
  };
}

/** Lines that nobody has to read at once are folded. */
function list(title: string, lines: readonly string[], folded = false): Section {
  if (!folded) return { title: `### ${title} (${lines.length})`, open: [], close: [], lines };
  return {
    title: "<details>",
    open: [`<summary>${title} (${lines.length})</summary>`, ""],
    close: ["", "</details>"],
    lines,
  };
}
