import { every, some, type Truth, type Undecided } from "./truth";
import { isPropertyMap, reveal, Secret, unknown, Unknown, type Value } from "./value";

/** A known value without unknowns at its own level; lists and maps are read through {@link Property}. */
export type Scalar = string | number | boolean;

/** The elements of a list: those that are known, and whether there may be others. */
export interface Elements {
  readonly known: readonly Property[];
  /** Set when the list or one of its elements is unknown: the list may then hold anything else as well. */
  readonly open: Undecided | undefined;
}

/**
 * One place in a resource's properties: known, absent or unknown, and its path.
 * `null` counts as absent; an absent parent makes its children absent, an unknown parent makes them unknown.
 * A secret is read like any other value, and is remembered as secret so that no message repeats it.
 * In a patch, which shows only what it sets, what is not there is unknown, and lists may be longer than they look.
 */
export class Property {
  readonly isSecret: boolean;
  readonly #value: Exclude<Value, Secret>;
  /** The path itself, or the last part of it, which is joined with the rest only where a verdict has to say it. */
  readonly #key: string | number;
  readonly #parent: Property | undefined;

  constructor(value: Value, path: string, secret?: boolean, isPatch?: boolean);
  /** @internal */
  constructor(value: Value, path: string | number, secret: boolean, isPatch: boolean, parent: Property);
  constructor(
    value: Value,
    path: string | number,
    secret = false,
    readonly isPatch = false,
    parent?: Property,
  ) {
    this.#value = value === undefined && isPatch ? unknown : (reveal(value) ?? undefined);
    this.isSecret = secret || value instanceof Secret;
    this.#key = path;
    this.#parent = parent;
  }

  /** Where it stands in the properties of its resource, such as `vpcConfig.publicAccessCidrs[1]`. */
  get path(): string {
    const above = this.#parent?.path ?? "";
    if (typeof this.#key === "number") return `${above}[${this.#key}]`;
    return above === "" ? this.#key : `${above}.${this.#key}`;
  }

  get isUnknown(): boolean {
    return this.#value instanceof Unknown;
  }

  /** The URN of the resource that an unknown value will name, where that much is known. */
  get reference(): string | undefined {
    return this.#value instanceof Unknown ? this.#value.reference : undefined;
  }

  get isAbsent(): boolean {
    return this.#value === undefined;
  }

  /** The raw value, for parsers that need more than the accessors below; undefined when absent. */
  get raw(): Exclude<Value, Secret> {
    return this.#value;
  }

  /** What an undecided verdict about this property says. */
  get undecided(): Undecided {
    return { path: this.path, reason: "the value is not known before the resource exists" };
  }

  /** The property at a dotted path below this one: `at("vpcConfig.subnetIds")`. Keys with dots go to {@link child}. */
  at(path: string): Property {
    let value: Value = this.#value;
    let isSecret = this.isSecret;
    for (const key of keysOf(path)) {
      value = valueUnder(value, key, this.isPatch);
      if (value instanceof Secret) {
        isSecret = true;
        value = reveal(value);
      }
    }
    return new Property(value, path, isSecret, this.isPatch, this);
  }

  /** The property under one key or index, whatever characters the key has. */
  child(key: string | number): Property {
    return new Property(valueUnder(this.#value, key, this.isPatch), key, this.isSecret, this.isPatch, this);
  }

  /** The keys of a map; empty when it is absent or not a map, undecided when unknown. */
  keys(): { readonly known: readonly string[]; readonly open: Undecided | undefined } {
    const value = this.#value;
    if (value instanceof Unknown) return { known: [], open: this.undecided };
    return { known: isPropertyMap(value) ? Object.keys(value) : [], open: undefined };
  }

  /** The elements of a list. A single value counts as a list of one, as in IAM documents. */
  elements(): Elements {
    const value = this.#value;
    if (value === undefined) return { known: [], open: undefined };
    if (value instanceof Unknown) return { known: [], open: this.undecided };
    if (!Array.isArray(value)) return { known: [this], open: undefined };
    const known: Property[] = [];
    let open: Undecided | undefined;
    for (let index = 0; index < value.length; index++) {
      const element = this.child(index);
      if (!element.isUnknown) known.push(element);
      else open ??= element.undecided;
    }
    return { known, open: open ?? (this.isPatch ? this.undecided : undefined) };
  }

  /** Whether some element fulfils the judgement. */
  some(judge: (element: Property) => Truth): Truth {
    const { known, open } = this.elements();
    return some(known, judge, open);
  }

  /** Whether every element fulfils the judgement. */
  every(judge: (element: Property) => Truth): Truth {
    const { known, open } = this.elements();
    return every(known, judge, open);
  }

  /** Whether the value fulfils the predicate, which sees undefined for an absent one. */
  satisfies(predicate: (value: Exclude<Value, Secret | Unknown>) => boolean): Truth {
    const value = this.#value;
    return value instanceof Unknown ? this.undecided : predicate(value);
  }

  absent(): Truth {
    return this.isUnknown ? this.undecided : this.#value === undefined;
  }

  present(): Truth {
    return this.isUnknown ? this.undecided : this.#value !== undefined;
  }

  /** Whether the value is one of those given; never true for an absent one. */
  is(...values: readonly Scalar[]): Truth {
    return this.isUnknown ? this.undecided : (values as readonly unknown[]).includes(this.#value);
  }

  /** Whether the value is true, as a boolean or as the string that some providers use for it. */
  isTrue(): Truth {
    return this.is(true, "true");
  }

  /** Whether the value is false, as a boolean or as a string; an absent one is not. */
  isFalse(): Truth {
    return this.is(false, "false");
  }

  matches(pattern: RegExp): Truth {
    return this.satisfies((value) => typeof value === "string" && pattern.test(value));
  }

  /** The string, or undefined when absent, unknown or something else. */
  text(): string | undefined {
    return typeof this.#value === "string" ? this.#value : undefined;
  }

  /** The value as a message may show it. A secret is never shown, nor is anything that is not a single value. */
  shown(): string {
    if (this.isSecret) return "a secret value";
    const value = this.#value;
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : this.isAbsent
        ? "nothing"
        : "a value";
  }

  /** The number, or undefined when absent, unknown or something else. A numeric string counts. */
  number(): number | undefined {
    const value = this.#value;
    if (typeof value === "number") return value;
    return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  }

  /**
   * The document inside a JSON string, with paths that continue this one's. An object is returned as it is.
   * `undefined` when the string is not JSON, so that a rule can say so.
   */
  json(): Property | undefined {
    const value = this.#value;
    if (typeof value !== "string") return this;
    try {
      return new Property(JSON.parse(value) as Value, this.path, this.isSecret);
    } catch {
      return undefined;
    }
  }
}

function valueUnder(value: Exclude<Value, Secret>, key: string | number, isPatch: boolean): Value {
  if (value instanceof Unknown) return value;
  const found = Array.isArray(value)
    ? (value as readonly Value[])[Number(key)]
    : isPropertyMap(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined;
  return found === undefined && isPatch ? unknown : found;
}

/** The keys of a dotted path. The rules have a few hundred paths, and read them of each resource. */
const keys = new Map<string, readonly string[]>();

function keysOf(path: string): readonly string[] {
  const known = keys.get(path);
  if (known) return known;
  const found = path.split(".");
  keys.set(path, found);
  return found;
}
