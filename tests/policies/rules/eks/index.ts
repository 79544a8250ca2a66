import type { RuleFixtures } from "../../fixture";
import { fixtures as privateEndpointEnabled } from "./private-endpoint-enabled.fixtures";

export const eksFixtures: readonly RuleFixtures[] = [privateEndpointEnabled];
