import type { Rule } from "../../engine/rule";

export const netRules: readonly Rule[] = [];
