/** What became of the rules on one resource: ids of rules. */
export interface ResourceCoverage {
  readonly urn: string;
  readonly passed: string[];
  readonly failed: string[];
  readonly undecided: string[];
  readonly waived: string[];
}

/** How much of a stack the rules judged. All but `rules` count verdicts: one rule on one resource. */
export interface Coverage {
  /** Rules in the pack. */
  readonly rules: number;
  readonly passed: number;
  readonly failed: number;
  readonly undecided: number;
  readonly waived: number;
  /** In the order of registration; resources that no rule judges have empty lists. */
  readonly resources: readonly ResourceCoverage[];
}

export type Outcome = "passed" | "failed" | "undecided" | "waived";

/** Counts verdicts while they are made. */
export class CoverageCount {
  readonly #resources = new Map<string, ResourceCoverage>();

  constructor(urns: readonly string[]) {
    for (const urn of urns) this.#resources.set(urn, { urn, passed: [], failed: [], undecided: [], waived: [] });
  }

  add(urn: string, rule: string, outcome: Outcome): void {
    this.#resources.get(urn)?.[outcome].push(rule);
  }

  total(rules: number): Coverage {
    const resources = [...this.#resources.values()];
    const sum = (outcome: Outcome): number =>
      resources.reduce((count, resource) => count + resource[outcome].length, 0);
    return {
      rules,
      passed: sum("passed"),
      failed: sum("failed"),
      undecided: sum("undecided"),
      waived: sum("waived"),
      resources,
    };
  }
}
