import type { Condition } from "../rule";

/** A violation with the place that it is reported on. */
export interface Located {
  readonly rule: string;
  readonly urn: string;
  readonly condition: Condition;
}

/** What a component's input and its child's property have in common: by default the last name in the path. */
export function causeOf({ path, cause }: Condition): string {
  return cause ?? path.replaceAll(/\[\d+\]/g, "").replace(/^.*\./, "");
}

/**
 * Finds for each violation the one that is reported in its place: where a component input and the resource that the
 * component makes of it break a rule for the same cause, that of the outermost ancestor, which the author can edit.
 *
 * @param ancestors the URNs of a resource's parents, nearest first
 */
export function mergeIntoAncestors<T extends Located>(
  located: readonly T[],
  ancestors: (urn: string) => readonly string[],
): ReadonlyMap<T, T> {
  const key = (urn: string, { rule, condition }: T): string => [rule, urn, causeOf(condition)].join("\n");
  const byKey = new Map<string, T>();
  for (const each of located) if (!byKey.has(key(each.urn, each))) byKey.set(key(each.urn, each), each);
  return new Map(
    located.map((each) => {
      const outermost = ancestors(each.urn).findLast((ancestor) => byKey.has(key(ancestor, each)));
      return [each, (outermost !== undefined && byKey.get(key(outermost, each))) || each];
    }),
  );
}
