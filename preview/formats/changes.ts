import type { Comparison, PropertyChange } from "../comparison";
import { nameOf, typeOf } from "../urn";
import type { Style } from "./text";

/** Longer values are cut: the json format has them whole. */
const longest = 160;

/** What is different from an earlier preview, for people at a terminal. */
export function changeLines(comparison: Comparison, style: Style): readonly string[] {
  const { resources, outputs, findings, undecided, waived } = comparison;
  const lines = [
    ...resources.removed.map(({ type, name }) => `  ${style("red", "-")} ${type} ${style("bold", name)}`),
    ...resources.added.map(({ type, name }) => `  ${style("green", "+")} ${type} ${style("bold", name)}`),
    ...resources.changed.flatMap(({ type, name, changes }) => [
      `  ${style("yellow", "~")} ${type} ${style("bold", name)}`,
      ...changes.map((change) => `      ${changeText(change)}`),
    ]),
    ...outputs.map((change) => `  ${style("yellow", "~")} output ${changeText(change)}`),
    ...verdictLines("new finding", findings.new, style, "red"),
    ...verdictLines("finding gone", findings.gone, style, "green"),
    ...verdictLines("newly undecided", undecided.new, style, "cyan"),
    ...verdictLines("undecided no more", undecided.gone, style, "green"),
    ...verdictLines("newly waived", waived.new.map(findingOf), style, "gray"),
    ...verdictLines("waived no more", waived.gone.map(findingOf), style, "gray"),
  ];
  const summary = `${resources.added.length} added, ${resources.changed.length} changed, ${resources.removed.length} removed`;
  return [
    "",
    style("bold", `Different from ${comparison.against} (${summary}):`),
    ...(lines.length > 0 ? lines : ["  nothing"]),
  ];
}

/** A change on one line: the path, then how it was and how it is. */
export function changeText({ path, before, after }: PropertyChange): string {
  if (before === undefined) return `${path}: added ${shownValue(after)}`;
  if (after === undefined) return `${path}: removed ${shownValue(before)}`;
  return `${path}: ${shownValue(before)} → ${shownValue(after)}`;
}

/** A value on one line; unknowns and secrets in brackets as the Pulumi CLI writes them. */
export function shownValue(value: unknown): string {
  const text = (JSON.stringify(value) ?? "nothing")
    .replaceAll('{"$unknown":true}', "[unknown]")
    .replaceAll('{"$secret":true}', "[secret]");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

interface Placed {
  readonly rule: string;
  readonly title: string;
  readonly level: string;
  readonly urn: string;
  readonly path: string;
}

function findingOf({ finding }: { readonly finding: Placed }): Placed {
  return finding;
}

function verdictLines(
  what: string,
  verdicts: readonly Placed[],
  style: Style,
  color: Parameters<Style>[0],
): readonly string[] {
  return verdicts.flatMap(({ rule, title, level, urn, path }) => [
    `  ${style(color, `${what}:`)} ${rule} ${style("bold", title)} (${level})`,
    `      ${typeOf(urn)} ${nameOf(urn)}${path === "" ? "" : ` at ${path}`}`,
  ]);
}
