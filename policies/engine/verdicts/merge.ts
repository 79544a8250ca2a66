import type { Condition, Rule } from "../rule";

/** A condition of a rule that a resource fulfils to its harm. */
export interface Violation {
  readonly by: Rule;
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
export function mergeIntoAncestors(
  violations: readonly Violation[],
  ancestors: (urn: string) => readonly string[],
): ReadonlyMap<Violation, Violation> {
  const byRule = new Map<Rule, Map<string, Violation[]>>();
  for (const violation of violations) {
    const byUrn = byRule.get(violation.by) ?? new Map<string, Violation[]>();
    byRule.set(violation.by, byUrn);
    const siblings = byUrn.get(violation.urn);
    if (siblings) siblings.push(violation);
    else byUrn.set(violation.urn, [violation]);
  }
  const reportedFor = (violation: Violation): Violation => {
    const byUrn = byRule.get(violation.by);
    const isAlike = (other: Violation): boolean => causeOf(other.condition) === causeOf(violation.condition);
    let outermost = violation;
    for (const ancestor of ancestors(violation.urn)) outermost = byUrn?.get(ancestor)?.find(isAlike) ?? outermost;
    return outermost;
  };
  return new Map(violations.map((violation) => [violation, reportedFor(violation)]));
}
