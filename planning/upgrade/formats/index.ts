import type { PlanFormat } from "../command-line";
import { blockersOf, type UpgradePlan } from "../plan";
import { markdownPlan } from "./markdown";
import { textPlan } from "./text";

/** A plan as it is printed. */
export function formatPlan(plan: UpgradePlan, format: PlanFormat): string {
  if (format === "text") return textPlan(plan);
  if (format === "markdown") return markdownPlan(plan);
  // Raised when a member is removed or changes its meaning; new members do not raise it.
  const document = { schemaVersion: 1, blocked: blockersOf(plan).length > 0, ...plan };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
