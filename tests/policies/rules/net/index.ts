import type { RuleFixtures } from "../../fixture";

export const netFixtures: readonly RuleFixtures[] = [];
