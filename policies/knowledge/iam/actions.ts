import { readFileSync } from "node:fs";
import path from "node:path";
import { digits, indexAt, unpackFormat, type ActionTable } from "./action-table";

/** First letter of an access level: List, Read, Write, Tagging, Permissions management. */
export type AccessLevel = "L" | "R" | "W" | "T" | "P";

/** What AWS documents of one IAM action. */
export interface IamAction {
  /** As AWS writes it: `s3:GetObject`. */
  readonly id: string;
  /** The part after the colon. */
  readonly name: string;
  readonly levels: ReadonlySet<AccessLevel>;
  /** ARN formats of the resources that it can be limited to, with `$p`, `$r`, `$a` and `$v`. Empty: `*` is all it takes. */
  readonly types: readonly string[];
  /** Condition keys in lower case that narrow it to some resources; `/` or `:` at the end takes any rest. */
  readonly keys: ReadonlySet<string>;
}

let table: ActionTable | undefined;
const services = new Map<string, ReadonlyMap<string, IamAction>>();

/** The table is read when the first rule asks: a stack without policies does not pay for it. */
function loaded(): ActionTable {
  // The generator writes the file in this form, and a test compares both.
  table ??= JSON.parse(readFileSync(path.join(__dirname, "documented-actions.json"), "utf8")) as ActionTable;
  return table;
}

/** The day on which AWS's documentation was read, as YYYY-MM-DD. */
export function actionsDate(): string {
  return loaded().date;
}

/** Prefixes of all services, such as `s3`. */
export function serviceNames(): readonly string[] {
  return Object.keys(loaded().services);
}

/** The actions of a service by the part after the colon in lower case; undefined for an unknown service. */
export function actionsOf(service: string): ReadonlyMap<string, IamAction> | undefined {
  const known = services.get(service);
  if (known) return known;
  const { words, keys, services: all } = loaded();
  const found = Object.hasOwn(all, service) ? all[service] : undefined;
  if (!found) return undefined;
  const types = found.types.map((format) => unpackFormat(service, format));
  const actions = new Map<string, IamAction>();
  for (const [levels, typeCodes, keyDigits, names] of found.actions) {
    const shared = {
      levels: new Set([...levels].filter(isLevel)),
      types: codesIn(typeCodes).flatMap((index) => types[index] ?? []),
      keys: new Set([...keyDigits].flatMap((digit) => keys[digits.indexOf(digit)] ?? [])),
    };
    for (const codes of names.split(" ")) {
      const name = codesIn(codes)
        .map((index) => words[index] ?? "")
        .join("");
      actions.set(name.toLowerCase(), { id: `${service}:${name}`, name, ...shared });
    }
  }
  services.set(service, actions);
  return actions;
}

function isLevel(letter: string): letter is AccessLevel {
  return "LRWTP".includes(letter);
}

function codesIn(text: string): readonly number[] {
  return Array.from({ length: text.length / 2 }, (_, at) => indexAt(text, 2 * at));
}
