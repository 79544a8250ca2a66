import type { Rule } from "../../engine/rule";

export const dataRules: readonly Rule[] = [];
