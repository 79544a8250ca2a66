import type { RuleFixtures } from "../../fixture";
import { fixtures as budgetOrAnomalyAlert } from "./budget-or-anomaly-alert.fixtures";
import { fixtures as noLegacyOrSurchargedSettings } from "./no-legacy-or-surcharged-settings.fixtures";

export const costFixtures: readonly RuleFixtures[] = [budgetOrAnomalyAlert, noLegacyOrSurchargedSettings];
