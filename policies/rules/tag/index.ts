import type { Rule } from "../../engine/rule";
import { requiredTags } from "./required-tags";

/** Tags. */
export const tagRules: readonly Rule[] = [requiredTags];
