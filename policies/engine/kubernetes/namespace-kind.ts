import { globMatches } from "../glob";
import type { Parameters } from "../parameters";

/** `system`: the cluster's own. `tenant`: of those who only use the cluster. `platform`: the rest. */
export type NamespaceKind = "system" | "tenant" | "platform";

const kinds = new WeakMap<Parameters, Map<string, NamespaceKind>>();

/** Of which kind a namespace of this name is: every object in it asks. */
export function namespaceKind(name: string, parameters: Parameters): NamespaceKind {
  const known = kinds.get(parameters) ?? new Map<string, NamespaceKind>();
  kinds.set(parameters, known);
  const kind = known.get(name) ?? kindByGlobs(name, parameters);
  known.set(name, kind);
  return kind;
}

function kindByGlobs(name: string, parameters: Parameters): NamespaceKind {
  if (parameters.systemNamespaces.some((glob) => globMatches(glob, name))) return "system";
  return parameters.tenantNamespaces.some((glob) => globMatches(glob, name)) ? "tenant" : "platform";
}
