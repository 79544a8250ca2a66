import type { Configuration } from "./configuration";
import type { Parameters } from "../parameters";
import type { Condition, Level, Rule } from "../rule";

/** What a finding is in one environment: a mandatory one stops the pipeline. */
export type EffectiveLevel = "mandatory" | "advisory";

/** The level that a rule or a part of it has in an environment. */
export function levelIn(environment: Parameters["environment"], level: Level): EffectiveLevel {
  return level === "mandatory" || (level === "production" && environment === "prod") ? "mandatory" : "advisory";
}

/**
 * The level of one condition. Naming the rule in the configuration raises it; a part that the catalogue gives a level
 * of its own keeps that. Nothing lowers a level: that is what waivers are for.
 */
export function effectiveLevel(
  rule: Rule,
  condition: Condition,
  { parameters, raised }: Configuration,
): EffectiveLevel {
  if (condition.level === undefined && raised.has(rule.name)) return "mandatory";
  return levelIn(parameters.environment, condition.level ?? rule.level);
}
