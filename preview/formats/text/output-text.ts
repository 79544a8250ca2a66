import { isPropertyMap, Secret, Unknown, type Value } from "../../../policies/evaluate";

/** Columns beyond which a list or a map takes a line for each of its elements. */
const columns = 96;

/** An output as text: on one line where it is short, unknowns and secrets in brackets as the Pulumi CLI writes them. */
export function outputText(value: Value, indent = "    "): string {
  const inline = inlineText(value);
  if (inline.length + indent.length <= columns) return inline;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const elements = (value as readonly Value[]).map((element) => `\n${inner}${outputText(element, inner)}`);
    return `[${elements.join("")}\n${indent}]`;
  }
  if (!isPropertyMap(value)) return inline;
  const entries = Object.entries(value).map(([key, element]) => `\n${inner}${key}: ${outputText(element, inner)}`);
  return `{${entries.join("")}\n${indent}}`;
}

function inlineText(value: Value): string {
  if (value instanceof Unknown) return "[unknown]";
  if (value instanceof Secret) return "[secret]";
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(inlineText).join(", ")}]`;
  if (!isPropertyMap(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(([key, element]) => `${key}: ${inlineText(element)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
