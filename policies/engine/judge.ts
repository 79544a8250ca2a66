import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import type { Parameters } from "./parameters";
import type { Condition, Level, Rule } from "./rule";
import { isUndecided, type Undecided } from "./values/truth";

/** What one rule says of one subject. */
export type Verdict =
  | { readonly kind: "outside" }
  | { readonly kind: "pass" }
  | { readonly kind: "fail"; readonly violations: readonly Condition[] }
  | { readonly kind: "undecided"; readonly conditions: readonly UndecidedCondition[] };

export interface UndecidedCondition {
  readonly condition: Condition;
  readonly undecided: Undecided;
}

/**
 * Judges one subject by one rule. A proven violation stands however much else is unknown; without one, anything
 * undecided makes the verdict undecided. A rule that throws is a defect of the pack, and decides nothing.
 */
export function judge(rule: Rule, subject: Resource, graph: Graph, parameters: Parameters): Verdict {
  let conditions: readonly Condition[];
  try {
    conditions = rule.check(subject, { graph, parameters });
    if (subject.isAnnounced) conditions = conditions.map((condition) => located(subject, condition));
  } catch {
    const undecided = { path: "", reason: "internal: the rule failed on this resource" };
    return {
      kind: "undecided",
      conditions: [{ condition: { when: undecided, path: "", message: rule.title }, undecided }],
    };
  }
  if (conditions.length === 0) return outside;
  // Nearly every verdict is a pass, which needs no lists.
  if (conditions.every(({ when }) => when === false)) return pass;
  const violations = conditions.filter(({ when }) => when === true);
  if (violations.length > 0) return { kind: "fail", violations: onePerPath(rule, violations) };
  return {
    kind: "undecided",
    conditions: conditions.flatMap((condition) =>
      isUndecided(condition.when) ? [{ condition, undecided: condition.when }] : [],
    ),
  };
}

/** The path of what a component announces leads through the component's own inputs, however a rule says it. */
function located({ properties }: Resource, condition: Condition): Condition {
  const { path: root } = properties;
  const { path } = condition;
  if (path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`)) return condition;
  return { ...condition, path: path === "" ? root : `${root}.${path}` };
}

const outside: Verdict = { kind: "outside" };
const pass: Verdict = { kind: "pass" };

/** One finding per property path: the most severe condition that a rule states about it, the first among equals. */
function onePerPath(rule: Rule, conditions: readonly Condition[]): readonly Condition[] {
  const severities: readonly Level[] = ["advisory", "production", "mandatory"];
  const severity = (condition: Condition): number => severities.indexOf(condition.level ?? rule.level);
  const chosen = new Map<string, Condition>();
  for (const condition of conditions) {
    const other = chosen.get(condition.path);
    if (!other || severity(condition) > severity(other)) chosen.set(condition.path, condition);
  }
  return [...chosen.values()];
}
