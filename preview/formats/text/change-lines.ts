import type { Comparison } from "../../comparison/comparison";
import { nameOf, typeOf } from "../../urn";
import { changeText } from "../changes";
import type { Style } from "./style";

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
