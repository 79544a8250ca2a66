import type { CapacityLimit, Finding, Opaque, UndecidedVerdict } from "../policies/evaluate";

/** A resource as the preview's json shows it; an unknown value is `{"$unknown": true}`. */
export interface PreviewedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** What the planners read of the preview's json. `docs/preview-json.md` describes the whole. */
export interface PreviewedStack {
  readonly resources: readonly PreviewedResource[];
  readonly findings: readonly Pick<Finding, "rule" | "level" | "urn" | "path" | "message" | "fix" | "fingerprint">[];
  readonly undecided: readonly Pick<UndecidedVerdict, "rule" | "urn" | "reason">[];
  readonly opaque: readonly Pick<Opaque, "urn" | "why">[];
  readonly capacity: readonly CapacityLimit[];
}

/** The value at a dotted path, with numbers for the elements of lists; undefined where there is nothing. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (part, key) =>
        typeof part === "object" && part !== null ? (part as Readonly<Record<string, unknown>>)[key] : undefined,
      value,
    );
}

/** The text at a dotted path of a resource's inputs. */
export function textAt(resource: PreviewedResource, path: string): string | undefined {
  const value = valueAt(resource.inputs, path);
  return typeof value === "string" ? value : undefined;
}

/** The elements of the list at a dotted path of a resource's inputs. */
export function listAt(resource: PreviewedResource, path: string): readonly unknown[] {
  const value = valueAt(resource.inputs, path);
  return Array.isArray(value) ? value : [];
}
