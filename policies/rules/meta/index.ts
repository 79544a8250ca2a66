import type { Rule } from "../../engine/rule";
import { apiVersionsServed } from "./api-versions-served";
import { opaqueResourcesDeclared } from "./opaque-resources-declared";

/**
 * The rules about what the others can judge. META-02, about waivers, judges no resource and stands in the engine.
 *
 * @param judged the rules that look into resources.
 */
export function metaRules(judged: readonly Rule[]): readonly Rule[] {
  return [opaqueResourcesDeclared(judged), apiVersionsServed];
}
