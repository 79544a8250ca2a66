import type { Rule } from "./engine/rule";
import { costRules } from "./rules/cost";
import { dataRules } from "./rules/data";
import { eksRules } from "./rules/eks";
import { iamRules } from "./rules/iam";
import { loggingRules } from "./rules/logging";
import { metaRules } from "./rules/meta";
import { netRules } from "./rules/net";
import { nodeRules } from "./rules/node";
import { pssBaselineRules } from "./rules/pss-baseline";
import { pssRestrictedRules } from "./rules/pss-restricted";
import { rbacRules } from "./rules/rbac";
import { tagRules } from "./rules/tag";
import { workloadRules } from "./rules/workload";

/** The rules that look into resources. */
const judging: readonly Rule[] = [
  ...eksRules,
  ...nodeRules,
  ...netRules,
  ...iamRules,
  ...dataRules,
  ...pssBaselineRules,
  ...pssRestrictedRules,
  ...workloadRules,
  ...rbacRules,
  ...loggingRules,
  ...tagRules,
  ...costRules,
];

/** Every rule of the pack, in the order of the catalogue. A test fails on a rule file that is not listed. */
export const rules: readonly Rule[] = [...judging, ...metaRules(judging)];
