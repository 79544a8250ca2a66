import type { RuleFixtures } from "../../fixture";

export const dataFixtures: readonly RuleFixtures[] = [];
