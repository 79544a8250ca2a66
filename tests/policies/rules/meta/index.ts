import type { RuleFixtures } from "../../fixture";
import { fixtures as apiVersionsServed } from "./api-versions-served.fixtures";
import { fixtures as opaqueResourcesDeclared } from "./opaque-resources-declared.fixtures";

export const metaFixtures: readonly RuleFixtures[] = [opaqueResourcesDeclared, apiVersionsServed];
