import type { PropertyChange } from "../comparison/property-changes";

/** Longer values are cut: the json format has them whole. */
const longest = 160;

/** A change on one line: the path, then how it was and how it is. */
export function changeText({ path, before, after }: PropertyChange): string {
  if (before === undefined) return `${path}: added ${shownValue(after)}`;
  if (after === undefined) return `${path}: removed ${shownValue(before)}`;
  return `${path}: ${shownValue(before)} → ${shownValue(after)}`;
}

/** A value on one line, cut where it is long. */
export function shownValue(value: unknown): string {
  const text = onOneLine(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A value on one line; unknowns and secrets in brackets as the Pulumi CLI writes them. */
function onOneLine(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing")
    .replaceAll('{"$unknown":true}', "[unknown]")
    .replaceAll('{"$secret":true}', "[secret]");
}
