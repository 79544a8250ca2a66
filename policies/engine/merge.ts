import type { Condition } from "./rule";

/** A violation with the place that it is reported on. */
export interface Located {
  readonly rule: string;
  readonly urn: string;
  readonly condition: Condition;
}

/**
 * Which violations to report when a component input and the resource that the component makes of it break a rule for
 * the same cause: only the one on the outermost ancestor, which the author can edit.
 *
 * @param ancestors the URNs of a resource's parents, nearest first
 */
export function mergeIntoAncestors<T extends Located>(
  located: readonly T[],
  ancestors: (urn: string) => readonly string[],
): readonly T[] {
  const reported = new Set(located.map(({ rule, urn, condition }) => key(rule, urn, condition)));
  return located.filter(
    ({ rule, urn, condition }) => !ancestors(urn).some((ancestor) => reported.has(key(rule, ancestor, condition))),
  );
}

function key(rule: string, urn: string, { path, cause }: Condition): string {
  return [rule, urn, cause ?? lastName(path)].join("\n");
}

function lastName(path: string): string {
  return path.replaceAll(/\[\d+\]/g, "").replace(/^.*\./, "");
}
