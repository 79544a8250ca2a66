import type { Rule } from "../../engine/rule";

export const nodeRules: readonly Rule[] = [];
