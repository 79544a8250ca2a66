/** Which of the groups that would do gets the next node. */
export type Expander = "least-waste" | "most-pods" | "priority" | "random";

/** Groups that are tried before those of a smaller number. */
export interface GroupPriority {
  readonly priority: number;
  /** Names of node groups, without zone and hash. */
  readonly groups: readonly string[];
}

/**
 * The priorities as the chart takes them: patterns of the names that EKS gives to the groups behind node groups. A group
 * that no pattern fits is never chosen, so that the rest comes last.
 */
export function expanderPriorities(priorities: readonly GroupPriority[]): Readonly<Record<string, readonly string[]>> {
  const lowest = Math.min(...priorities.map(({ priority }) => priority));
  return {
    ...Object.fromEntries(
      priorities.map(({ priority, groups }) => [
        String(priority),
        groups.map((group) => `^eks-${group}-([a-z]-)?[0-9a-f]{8}-.*$`),
      ]),
    ),
    [String(lowest - 1)]: [".*"],
  };
}
