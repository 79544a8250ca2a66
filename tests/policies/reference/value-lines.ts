import { isPropertyMap, reveal, Unknown, type Value } from "../../../policies/engine/values/value";

/** One line of an example: what stays, what goes or what comes, and how deep it stands. */
export interface Line {
  readonly sign: " " | "-" | "+";
  readonly depth: number;
  readonly text: string;
}

/** A value below a key or a dash, as YAML says it. */
export function valueLines(label: string, value: Value, sign: Line["sign"], depth: number): readonly Line[] {
  const shown = documentIn(reveal(value));
  if (Array.isArray(shown) && shown.length > 0)
    return [{ sign, depth, text: label }, ...shown.flatMap((item: Value) => valueLines("-", item, sign, depth + 1))];
  if (isPropertyMap(shown) && Object.keys(shown).length > 0)
    return [
      { sign, depth, text: label },
      ...Object.entries(shown).flatMap(([key, item]) =>
        item === undefined || item === null ? [] : valueLines(`${key}:`, item, sign, depth + 1),
      ),
    ];
  return [{ sign, depth, text: `${label} ${scalar(shown)}` }];
}

/** What is different between two values, with the keys that lead there. */
export function differenceLines(label: string, before: Value, after: Value, depth: number): readonly Line[] {
  const [old, now] = [documentIn(reveal(before)), documentIn(reveal(after))];
  if (isSame(old, now)) return [];
  if (isPropertyMap(old) && isPropertyMap(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    const inside = keys.flatMap((key) => differenceLines(`${key}:`, old[key], now[key], depth + 1));
    return [{ sign: " ", depth, text: label }, ...inside];
  }
  if (Array.isArray(old) && Array.isArray(now) && old.length === now.length && !now.every(isScalar)) {
    const inside = now.flatMap((item: Value, index) => {
      const lines = differenceLines("-", old[index] as Value, item, depth + 1);
      // Which of several it is, says its name.
      const name = isPropertyMap(item) && now.length > 1 ? item.name : undefined;
      return typeof name === "string" && lines.length > 0 && lines[0]?.text === "-"
        ? [{ ...lines[0], text: `- name: ${name}` }, ...lines.slice(1)]
        : lines;
    });
    return [{ sign: " ", depth, text: label }, ...inside];
  }
  if (isListOfScalars(old) && isListOfScalars(now)) {
    const gone = old.filter((item) => !now.includes(item)).flatMap((item) => valueLines("-", item, "-", depth + 1));
    const come = now.filter((item) => !old.includes(item)).flatMap((item) => valueLines("-", item, "+", depth + 1));
    if (gone.length + come.length > 0) return [{ sign: " ", depth, text: label }, ...gone, ...come];
  }
  return [
    ...(old === undefined || old === null ? [] : valueLines(label, old, "-", depth)),
    ...(now === undefined || now === null ? [] : valueLines(label, now, "+", depth)),
  ];
}

/** Whether two values are the same to a reader. */
export function isSame(one: Value, other: Value): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** A document in JSON reads better as what it says. */
function documentIn(value: Value): Value {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}

function isListOfScalars(value: Value): value is readonly (string | number | boolean)[] {
  return Array.isArray(value) && value.length > 0 && value.every(isScalar);
}

function isScalar(value: Value): boolean {
  return typeof value !== "object";
}

function scalar(value: Value): string {
  if (value instanceof Unknown) return "(an output of another resource)";
  if (typeof value === "string") return /^[\w./*:@-]+$/.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value) ?? "";
}
