/** A value as it crosses the wire between engine and provider. */
export type Json = string | number | boolean | null | readonly Json[] | Properties;

/** The properties of a resource, or of an object inside it. */
export interface Properties {
  readonly [key: string]: Json | undefined;
}

/** Stands on the wire for what is not known yet at preview. */
export const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that marks an object on the wire as something other than a map, and its value for a secret. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The value with its secrets in plain text, as a provider sees its configuration. */
export function revealed(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((element) => revealed(element) ?? null);
  if (!isMap(value)) return value;
  if (value[signatureKey] === secretSignature) return revealed(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, revealed(element)]));
}

/** The value at a dotted path, such as `vpcConfig.subnetIds`; list elements go by their index. */
export function at(properties: Json | undefined, path: string): Json | undefined {
  let value = properties;
  for (const key of path.split(".")) {
    if (isList(value)) value = value[Number(key)];
    else if (isMap(value)) value = value[key];
    else return undefined;
  }
  return value;
}

/** The text at a path; the empty string where there is none. */
export function text(properties: Json | undefined, path: string): string {
  const value = at(properties, path);
  return typeof value === "string" ? value : "";
}

/** The number at a path, also where it came as text; undefined where there is none. */
export function number(properties: Json | undefined, path: string): number | undefined {
  const value = at(properties, path);
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Whether the flag at a path is set, also where it came as text. */
export function flag(properties: Json | undefined, path: string): boolean {
  const value = at(properties, path);
  return value === true || value === "true";
}

/** The list at a path; empty where there is none. */
export function list(properties: Json | undefined, path: string): readonly Json[] {
  const value = at(properties, path);
  return isList(value) ? value : [];
}

/** The texts of the list at a path. */
export function texts(properties: Json | undefined, path: string): readonly string[] {
  return list(properties, path).filter((value) => typeof value === "string");
}

/** The object at a path; empty where there is none. */
export function map(properties: Json | undefined, path: string): Properties {
  const value = at(properties, path);
  return isMap(value) ? value : {};
}

/** Whether something is stated at the path: neither absent nor null nor empty. */
export function given(properties: Json | undefined, path: string): boolean {
  const value = at(properties, path);
  if (value === undefined || value === null || value === "") return false;
  return !isList(value) || value.length > 0;
}

/** Whether any part of the value is unknown. */
export function holdsUnknown(value: Json | undefined): boolean {
  if (value === unknownSentinel) return true;
  if (isList(value)) return value.some(holdsUnknown);
  return isMap(value) && Object.values(value).some(holdsUnknown);
}

/** Whether two values are the same, with absent and null taken as one. */
export function same(left: Json | undefined, right: Json | undefined): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((value, index) => same(value, right[index]));
  }
  if (isMap(left) && isMap(right)) {
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
  }
  return (left ?? null) === (right ?? null);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isMap(value: Json | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
