import type { RuleFixtures } from "../../fixture";
import { fixtures as requiredTags } from "./required-tags.fixtures";

export const tagFixtures: readonly RuleFixtures[] = [requiredTags];
