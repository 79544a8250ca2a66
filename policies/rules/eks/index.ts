import type { Rule } from "../../engine/rule";
import { privateEndpointEnabled } from "./private-endpoint-enabled";

/** The control plane. */
export const eksRules: readonly Rule[] = [privateEndpointEnabled];
