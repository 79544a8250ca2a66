import type { RuleFixtures } from "../fixture";
import { dataFixtures } from "./data";
import { eksFixtures } from "./eks";
import { netFixtures } from "./net";
import { nodeFixtures } from "./node";
import { pssBaselineFixtures } from "./pss-baseline";
import { pssRestrictedFixtures } from "./pss-restricted";

/** The fixtures of every rule, in the order of the catalogue. */
export const allFixtures: readonly RuleFixtures[] = [
  ...eksFixtures,
  ...nodeFixtures,
  ...netFixtures,
  ...dataFixtures,
  ...pssBaselineFixtures,
  ...pssRestrictedFixtures,
];
