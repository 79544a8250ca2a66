/** Any JSON value, as a preview shows it: unknowns and secrets are objects that say so. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** One property that is not as it was. Absent where it was, or is, not there. */
export interface PropertyChange {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

/**
 * What differs between two values, property by property, each at the deepest path that tells it. A JSON document inside
 * a string is compared as what it says, not letter by letter. Of two secrets, or two unknowns, nothing can be told.
 */
export function propertyChanges(
  before: Json | undefined,
  after: Json | undefined,
  path = "",
): readonly PropertyChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [was, is] = [documentOf(before), documentOf(after)];
  if (Array.isArray(was) && Array.isArray(is)) return elementChanges(was, is, path);
  if (isObject(was) && isObject(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => propertyChanges(was[key], is[key], below(path, key)));
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

/** Equal elements at both ends belong together, so that an element put in or taken out is one change and not many. */
function elementChanges(before: readonly Json[], after: readonly Json[], path: string): readonly PropertyChange[] {
  const equal = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && equal(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && equal(before.at(-1 - end), after.at(-1 - end))) end++;
  const between = Math.max(before.length, after.length) - start - end;
  return Array.from({ length: between }, (_, offset) => start + offset).flatMap((index) =>
    propertyChanges(
      index < before.length - end ? before[index] : undefined,
      index < after.length - end ? after[index] : undefined,
      `${path}[${index}]`,
    ),
  );
}

/** What a string says when it is a JSON document, such as a policy; any other value as it is. */
function documentOf(value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** Whether the value has properties of its own; an unknown and a secret have none to look at. */
function isObject(value: Json | undefined): value is JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !("$unknown" in value) && !("$secret" in value);
}

function below(path: string, key: string): string {
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
