import type { Rule } from "../../engine/rule";
import { budgetOrAnomalyAlert } from "./budget-or-anomaly-alert";
import { noLegacyOrSurchargedSettings } from "./no-legacy-or-surcharged-settings";

/** Cost. */
export const costRules: readonly Rule[] = [budgetOrAnomalyAlert, noLegacyOrSurchargedSettings];
