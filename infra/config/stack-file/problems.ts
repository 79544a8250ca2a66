import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { quoted } from "../schema/fields";

/** The part of a JSON Schema that messages draw on. */
interface Description {
  readonly properties?: Readonly<Record<string, Description>>;
  readonly items?: Description;
  readonly additionalProperties?: Description | boolean;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
}

/** Zod's own issues as sentences: what is wrong, with the value quoted, and what to write instead. */
export function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "nothing is given" : wrongType(issue.input, String(issue.expected));
    case "invalid_value":
      return `${quoted(issue.input)} is none of ${issue.values.map(quoted).join(", ")}; write ${quoted(nearest(issue.input, issue.values))}.`;
    case "too_small":
    case "too_big":
      return outOfBounds(issue);
    case "invalid_key":
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
}

/** One line for each mistake that a parse found: where, what is wrong, what to write instead. */
export function problems(error: z.ZodError, schema: z.ZodType, project: string): readonly string[] {
  const description = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Description;
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map(
        (key) => `${place([...issue.path, key], project)}: ${unknownKey(key, at(description, issue.path))}`,
      );
    const line = `${place(issue.path, project)}: ${issue.message}`;
    return issue.message === "nothing is given" ? `${line}; ${forExample(at(description, issue.path))}` : line;
  });
}

/** `aws:region`, `eks-platform:nodes.groups[0].minSize`: as the stack file writes it. */
export function place(path: readonly PropertyKey[], project: string): string {
  const [namespace, key, ...rest] = path;
  const prefix = namespace === "platform" ? project : String(namespace);
  return rest.reduce<string>(
    (text, segment) =>
      typeof segment === "number"
        ? `${text}[${segment}]`
        : /^\w+$/.test(String(segment))
          ? `${text}.${String(segment)}`
          : `${text}[${quoted(segment)}]`,
    key === undefined ? prefix : `${prefix}:${String(key)}`,
  );
}

function unknownKey(key: string, { properties = {} }: Description): string {
  const known = Object.keys(properties);
  const closest = nearest(key, known);
  // Beyond half of its letters a name is no slip of the pen, and a guess would mislead.
  return typeof closest === "string" && gap(key, closest) * 2 <= closest.length
    ? `the key ${quoted(key)} is not known; write ${quoted(closest)}.`
    : `the key ${quoted(key)} is not known; write one of ${known.map(quoted).join(", ")}.`;
}

function nearest(value: unknown, known: readonly unknown[]): unknown {
  return known.reduce((best, candidate) => (gap(value, candidate) < gap(value, best) ? candidate : best), known[0]);
}

/** How far a value is from a known one: by amount between numbers, else by letters, where a name within another is near. */
function gap(value: unknown, known: unknown): number {
  if (typeof value === "number" && typeof known === "number") return Math.abs(value - known);
  const [one, other] = [String(value).toLowerCase(), String(known).toLowerCase()];
  return one.includes(other) || other.includes(one) ? 1 : distance(one, other);
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "nothing";
  return kinds[typeof value] ?? typeof value;
}

function wrongType(value: unknown, expected: string): string {
  const wanted = kinds[expected] ?? expected;
  const instead =
    wanted === "text" && typeof value !== "object"
      ? `${quoted(String(value))}, in quotes`
      : typeof value === "string" && quoted(value) !== value && /^(-?[0-9]+|true|false)$/.test(value)
        ? `${value}, without quotes`
        : wanted;
  return `${quoted(value)} is ${kindOf(value)} where ${wanted} is expected; write ${instead}.`;
}

function outOfBounds(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string {
  const [bound, than, towards] =
    issue.code === "too_small" ? [issue.minimum, "less", "or more"] : [issue.maximum, "more", "or less"];
  const counted = Array.isArray(issue.input) ? `a list of ${issue.input.length}` : quoted(issue.input);
  return `${counted} is ${than} than ${bound}; write ${bound} ${towards}.`;
}

function at(description: Description, path: readonly PropertyKey[]): Description {
  return path.reduce<Description>(({ properties, items, additionalProperties }, segment) => {
    if (typeof segment === "number") return items ?? {};
    return properties?.[String(segment)] ?? (typeof additionalProperties === "object" ? additionalProperties : {});
  }, description);
}

function forExample({ examples = [], default: usual }: Description): string {
  const example = examples[0] ?? usual;
  return example === undefined ? "write a value." : `write, for example, ${quoted(example)}.`;
}
