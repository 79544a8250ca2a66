import { waiverPrefix } from "../verdicts/carried-waiver";
import { Secret, unknown, type PropertyMap, type Value } from "../values/value";

/** What the Pulumi SDK puts in place of a value that is not known yet, one text per kind of value. */
const unknowns = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * What may be repeated in a message although nobody can tell any more whether the program marked it secret: CIDR blocks,
 * versions, ARNs, words of enumerations and names made of letters, types of instances and volumes.
 */
const harmless = [
  /^[0-9a-f.:]{1,45}\/\d{1,3}$/i,
  /^v?\d+(\.\d+)+(-eksbuild\.\d+)?$/,
  /^arn:[\w:/.*-]{1,200}$/,
  /^[A-Z][A-Z0-9]*(_[A-Za-z0-9]+)*$/,
  /^(?=.{1,64}$)\$?[A-Za-z]+([-_./:][A-Za-z]+)*$/,
  /^[a-z]{1,4}\d[a-z]{0,3}(\.\w+)?$/,
];

/**
 * The properties of a resource as @pulumi/policy hands them over, read without touching its proxies: reading an unknown
 * through them throws, while a property descriptor shows the plain value below. The SDK unwraps secrets, so that every
 * text that could be one counts as secret here: it is judged, and not repeated.
 */
export function readSdkProperties(properties: object): PropertyMap {
  return Object.fromEntries(
    Object.keys(properties).map((key): [string, Value] => {
      const value: unknown = Object.getOwnPropertyDescriptor(properties, key)?.value;
      return [key, isWaiver(properties, key) ? readPlain(value) : readSdkValue(value)];
    }),
  );
}

/** Whether a property is a waiver, by its own key or as the value of a tag: that is written to be read by everybody. */
function isWaiver(properties: object, key: string): boolean {
  const name: unknown = key === "value" ? Object.getOwnPropertyDescriptor(properties, "key")?.value : key;
  return typeof name === "string" && name.startsWith(waiverPrefix);
}

function readPlain(value: unknown): Value {
  return typeof value === "string" && !unknowns.has(value) ? value : readSdkValue(value);
}

function readSdkValue(value: unknown): Value {
  if (typeof value === "string") return readText(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value)) return value.map(readSdkValue);
  if (typeof value !== "object") return undefined;
  // Nobody looks into files and archives.
  if ("__pulumiAsset" in value || "__pulumiArchive" in value) return unknown;
  return readSdkProperties(value);
}

/** A text as the pack may use it: unknown, repeatable, or possibly secret. */
export function readText(text: string): Value {
  if (unknowns.has(text)) return unknown;
  return harmless.some((pattern) => pattern.test(text)) ? text : new Secret(text);
}
