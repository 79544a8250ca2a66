import { styleText } from "node:util";
import type { Finding, PropertyMap } from "../../../policies/evaluate";
import type { StackPreview } from "../../stack-preview";
import { nameOf, typeOf } from "../../urn";
import { firstLimits, limited, takenOf } from "../capacity";
import { wrongIn } from "../finding-text";
import { changeLines } from "./change-lines";
import { outputText } from "./output-text";
import type { Style } from "./style";
import type { Format, FormatOptions } from "../format";
import { treeOf } from "../tree";

/** For people at a terminal: the tree, then the verdicts with the gravest first, then outputs and totals. */
export const text: Format = (previews, options) => previews.map((preview) => sections(preview, options)).join("\n");

function sections(preview: StackPreview, { color }: FormatOptions): string {
  const style: Style = color ? styleText : (_, plain) => plain;
  return [
    style("bold", `Previewing stack ${preview.stack} of ${preview.project}, offline`),
    ...tree(preview, style),
    ...log(preview, style),
    ...findings(preview, style),
    ...undecided(preview, style),
    ...waived(preview, style),
    ...opaque(preview, style),
    ...outputs(preview.outputs, style),
    ...(preview.comparison ? changeLines(preview.comparison, style) : []),
    ...totals(preview, style),
  ].join("\n");
}

function tree({ resources }: StackPreview, style: Style): readonly string[] {
  const lines = treeOf(resources).map(({ branches, resource }) => {
    const operation = resource.external ? style("cyan", ">") : style("green", "+");
    const marks = [
      resource.protect ? "protected" : "",
      resource.remote ? "remote" : "",
      resource.external ? "read" : "",
    ];
    const shown = marks.filter((mark) => mark !== "").join(", ");
    return ` ${operation} ${style("gray", branches)}${resource.type} ${style("bold", resource.name)}${shown === "" ? "" : style("gray", ` (${shown})`)}`;
  });
  return ["", ...lines];
}

function log(preview: StackPreview, style: Style): readonly string[] {
  if (preview.log.length === 0) return [];
  const lines = preview.log.map(({ severity, message }) =>
    severity === "info" ? `  ${indented(message)}` : `  ${style("yellow", severity)}: ${indented(message)}`,
  );
  return heading("Messages of the program", style, ...lines);
}

function findings({ verdicts }: StackPreview, style: Style): readonly string[] {
  return (["mandatory", "advisory"] as const).flatMap((level) => {
    const ofLevel = verdicts.findings.filter((finding) => finding.level === level);
    if (ofLevel.length === 0) return [];
    const color = level === "mandatory" ? "red" : "yellow";
    const title = `${level === "mandatory" ? "Mandatory" : "Advisory"} findings (${ofLevel.length})`;
    return heading(title, style, ...ofLevel.flatMap((finding) => findingLines(finding, style, color)));
  });
}

function findingLines(finding: Finding, style: Style, color: "red" | "yellow"): readonly string[] {
  return [
    `  ${style(color, finding.rule)} ${style("bold", finding.title)}`,
    `    ${place(finding.urn, finding.path)}`,
    `    ${indented(wrongIn(finding), 4)}`,
    `    ${style("green", "Fix:")} ${indented(finding.fix, 4)}`,
  ];
}

function undecided({ verdicts }: StackPreview, style: Style): readonly string[] {
  if (verdicts.undecided.length === 0) return [];
  const lines = verdicts.undecided.flatMap((verdict) => [
    `  ${style(verdict.level === "mandatory" ? "red" : "cyan", verdict.rule)} ${verdict.title}${verdict.level === "mandatory" ? " (mandatory)" : ""}`,
    `    ${place(verdict.urn, verdict.path)}: ${verdict.reason}`,
  ]);
  return heading(`Undecided at preview (${verdicts.undecided.length})`, style, ...lines);
}

function waived({ verdicts }: StackPreview, style: Style): readonly string[] {
  if (verdicts.waived.length === 0) return [];
  const lines = verdicts.waived.flatMap(({ finding, waiver, daysLeft, by }) => [
    `  ${style("gray", finding.rule)} ${finding.title}`,
    `    ${place(finding.urn, finding.path)}`,
    `    ${waiver.reason} (${waiver.owner}, ${daysLeft} ${daysLeft === 1 ? "day" : "days"} left${by === "resource" ? ", on the resource itself" : ""})`,
  ]);
  return heading(`Waived (${verdicts.waived.length})`, style, ...lines);
}

/** One line for each reason, with the types it holds for. */
function opaque({ verdicts }: StackPreview, style: Style): readonly string[] {
  if (verdicts.opaque.length === 0) return [];
  const reasons = new Map<string, string[]>();
  for (const { urn, why, groups } of verdicts.opaque) {
    const reason = groups.length > 0 ? `${why} (not judged by ${groups.join(", ")})` : why;
    reasons.set(reason, [...(reasons.get(reason) ?? []), typeOf(urn)]);
  }
  const lines = [...reasons].flatMap(([reason, types]) => [
    `  ${reason}:`,
    ...[...new Set(types)].map((type) => {
      const times = types.filter((other) => other === type).length;
      return `    ${type}${times > 1 ? ` (${times})` : ""}`;
    }),
  ]);
  return heading(`Opaque to the rules (${verdicts.opaque.length})`, style, ...lines);
}

function outputs(values: PropertyMap, style: Style): readonly string[] {
  const entries = Object.entries(values);
  if (entries.length === 0) return [];
  const width = Math.max(...entries.map(([name]) => name.length));
  return heading("Outputs", style, ...entries.map(([name, value]) => `  ${name.padEnd(width)} : ${outputText(value)}`));
}

function totals({ counts, verdicts, timings, policyConfiguration }: StackPreview, style: Style): readonly string[] {
  const { coverage } = verdicts;
  const resources = [
    `${counts.create} to create`,
    ...(counts.read > 0 ? [`${counts.read} to read`] : []),
    `${counts.components} of them components`,
  ];
  return [
    "",
    `${style("bold", "Resources:")} ${resources.join(", ")}`,
    `${style("bold", "Policies:")}  ${coverage.rules} rules (${policyConfiguration ?? "default configuration"}): ${coverage.passed} passed, ` +
      `${style(counts.mandatory > 0 ? "red" : "green", `${counts.mandatory} mandatory`)}, ${counts.advisory} advisory, ` +
      `${counts.undecided} undecided, ${counts.waived} waived`,
    ...firstLimits(verdicts).map(
      (limit, index) =>
        `${style("bold", index === 0 ? "Capacity:" : "         ")}  ${limited(limit)}: ${takenOf(limit)}`,
    ),
    `${style("bold", "Time:")}      ${(timings.total / 1000).toFixed(1)} s`,
    "",
  ];
}

function heading(title: string, style: Style, ...lines: readonly string[]): readonly string[] {
  return ["", style("bold", `${title}:`), ...lines];
}

function place(urn: string, path: string): string {
  return `${typeOf(urn)} ${nameOf(urn)}${path === "" ? "" : ` at ${path}`}`;
}

function indented(message: string, by = 2): string {
  return message.trimEnd().replaceAll("\n", `\n${" ".repeat(by)}`);
}
