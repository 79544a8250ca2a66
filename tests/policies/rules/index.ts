import type { RuleFixtures } from "../fixture";
import { costFixtures } from "./cost";
import { dataFixtures } from "./data";
import { eksFixtures } from "./eks";
import { iamFixtures } from "./iam";
import { loggingFixtures } from "./logging";
import { metaFixtures } from "./meta";
import { netFixtures } from "./net";
import { nodeFixtures } from "./node";
import { pssBaselineFixtures } from "./pss-baseline";
import { pssRestrictedFixtures } from "./pss-restricted";
import { rbacFixtures } from "./rbac";
import { tagFixtures } from "./tag";
import { workloadFixtures } from "./workload";

/** The fixtures of every rule, in the order of the catalogue. */
export const allFixtures: readonly RuleFixtures[] = [
  ...eksFixtures,
  ...nodeFixtures,
  ...netFixtures,
  ...iamFixtures,
  ...dataFixtures,
  ...pssBaselineFixtures,
  ...pssRestrictedFixtures,
  ...workloadFixtures,
  ...rbacFixtures,
  ...loggingFixtures,
  ...tagFixtures,
  ...costFixtures,
  ...metaFixtures,
];
