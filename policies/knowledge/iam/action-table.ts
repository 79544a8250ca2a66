/**
 * IAM's actions as the file `documented-actions.json` holds them. A full list would take two megabytes: names are written as codes
 * of the words they consist of, and actions that share level, resource types and condition keys stand together.
 */
export interface ActionTable {
  /** The package that the data was taken from. */
  readonly source: string;
  readonly version: string;
  /** The day on which AWS's documentation was read, as YYYY-MM-DD. */
  readonly date: string;
  /** The words of action names. A word's code is its index, as two digits of {@link digits}. */
  readonly words: readonly string[];
  /** Condition keys by which a statement can be narrowed to some resources. Lower case; `/` or `:` at the end takes any rest. */
  readonly keys: readonly string[];
  readonly services: Readonly<Record<string, ServiceTable>>;
}

export interface ServiceTable {
  /** ARN formats of the service's resource types, see {@link packFormat}. */
  readonly types: readonly string[];
  readonly actions: readonly ActionRow[];
}

/** First letters of the access levels, codes of the resource types, a digit per condition key, and names between spaces. */
export type ActionRow = readonly [levels: string, types: string, keys: string, names: string];

/** Digits of the codes: characters that JSON writes as they are. */
export const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-./:;<=>?@[]^_`{|}~";

/** The words of an action's name: `DescribeDBInstances` consists of `Describe`, `DB` and `Instances`. */
export function wordsOf(name: string): readonly string[] {
  return name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|./g) ?? [];
}

/** The code of a number, of which there can be as many as digits squared. */
export function codeOf(index: number): string {
  return `${digits[Math.floor(index / digits.length)] ?? ""}${digits[index % digits.length] ?? ""}`;
}

/** The number of a code at a place in a text. */
export function indexAt(text: string, at: number): number {
  return digits.indexOf(text[at] ?? "") * digits.length + digits.indexOf(text[at + 1] ?? "");
}

/** An ARN format such as `arn:${Partition}:s3:::${BucketName}`, with short variables: `$p`, `$r`, `$a`, and `$v` for others. */
export function packFormat(service: string, format: string): string {
  const short = format
    .replaceAll("${Partition}", "$p")
    .replaceAll("${Region}", "$r")
    .replaceAll("${Account}", "$a")
    .replaceAll(/\$\{[^}]*\}/g, "$v");
  const usual = usualStart(service);
  return short.startsWith(usual) ? `~${short.slice(usual.length)}` : short;
}

/** The reverse of {@link packFormat}, but for the names of variables. */
export function unpackFormat(service: string, format: string): string {
  return format.startsWith("~") ? `${usualStart(service)}${format.slice(1)}` : format;
}

function usualStart(service: string): string {
  return `arn:$p:${service}:$r:$a:`;
}
