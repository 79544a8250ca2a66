import type { RuleFixtures } from "../../fixture";

export const nodeFixtures: readonly RuleFixtures[] = [];
