import { hash } from "node:crypto";
import type { Configuration } from "./configuration";
import type { UndecidedCondition } from "../judge";
import { effectiveLevel, type EffectiveLevel } from "./level";
import type { Condition, References, Rule, RuleDescription } from "../rule";

/** A rule that a resource breaks. */
export interface Finding {
  /** Id of the catalogue, such as `EKS-02`. */
  readonly rule: string;
  readonly name: string;
  readonly title: string;
  /** As it counts in this environment. */
  readonly level: EffectiveLevel;
  readonly urn: string;
  /** The property at fault; empty when it is the resource as a whole. */
  readonly path: string;
  /** Three sentences: what is wrong, the property path, what to write instead. */
  readonly message: string;
  /** What to write instead, alone. */
  readonly fix: string;
  readonly references: References;
  /** Stable over rule, URN and path: the same finding in another run has the same fingerprint. */
  readonly fingerprint: string;
}

/** A rule that cannot be judged at preview, because a value is not known yet. */
export interface UndecidedVerdict {
  readonly rule: string;
  readonly name: string;
  readonly title: string;
  /** Advisory; with the parameter `undecidedIs: fail`, the level that the finding would have. */
  readonly level: EffectiveLevel;
  readonly urn: string;
  /** The first unknown that mattered. */
  readonly path: string;
  readonly reason: string;
}

export function findingOf(
  rule: RuleDescription,
  level: EffectiveLevel,
  urn: string,
  { path, message, fix = rule.fix }: Pick<Condition, "path" | "message" | "fix">,
): Finding {
  const where = path === "" ? "The path is the resource itself." : `The path is ${path}.`;
  return {
    rule: rule.id,
    name: rule.name,
    title: rule.title,
    level,
    urn,
    path,
    message: `${message} ${where} ${fix}`,
    fix,
    references: rule.references,
    fingerprint: fingerprint(rule.id, urn, path),
  };
}

/** One verdict with the first unknown that mattered, at the highest level that any open condition has. */
export function undecidedVerdictOf(
  rule: Rule,
  urn: string,
  conditions: readonly UndecidedCondition[],
  configuration: Configuration,
): UndecidedVerdict {
  const mandatory =
    configuration.parameters.undecidedIs === "fail" &&
    conditions.some(({ condition }) => effectiveLevel(rule, condition, configuration) === "mandatory");
  const { path, reason } = conditions[0]?.undecided ?? { path: "", reason: "not known" };
  const { id, name, title } = rule;
  return { rule: id, name, title, level: mandatory ? "mandatory" : "advisory", urn, path, reason };
}

function fingerprint(...parts: readonly string[]): string {
  return hash("sha256", parts.join("\n")).slice(0, 32);
}
