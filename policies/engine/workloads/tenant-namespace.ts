import type { Graph } from "../graph/graph";
import type { Place } from "../kubernetes/place";
import { namespaceKind } from "../kubernetes/namespace-kind";
import { namespacedTypes, namespaceOfSubject } from "../network/network-policies";
import { violation, type Rule } from "../rule";
import { and, not, type Truth } from "../values/truth";

const namespaceType = "kubernetes:core/v1:Namespace";

/** What a rule about the namespaces of tenants adds to a rule record. */
export interface TenantNamespaceRule extends Omit<Rule, "level" | "scope" | "reads" | "check"> {
  /** What must be there, and what to say of it where it is not. */
  readonly missing: (
    place: Place,
    path: string,
    graph: Graph,
  ) => readonly { readonly what: string; readonly present: Truth }[];
}

/**
 * A rule about every namespace of a tenant: told of its declaration, and of the first object in it where nobody declares
 * it.
 */
export function tenantNamespaceRule({ missing, ...record }: TenantNamespaceRule): Rule {
  return {
    ...record,
    level: "mandatory",
    scope: "stack",
    reads: {
      ...Object.fromEntries(namespacedTypes.map((type) => [type, ["metadata.namespace"]])),
      [namespaceType]: ["metadata.name"],
    },
    check(subject, { graph, parameters }) {
      const namespace = namespaceOfSubject(graph, subject, parameters);
      if (!namespace) return [];
      const { name, declaration, place, isSystem } = namespace;
      const path = declaration ? "metadata.name" : "metadata.namespace";
      const unnamed = { path, reason: "the name of the namespace is not known yet" };
      const isTenant: Truth =
        name === undefined
          ? parameters.tenantNamespaces.length > 0 && unnamed
          : namespaceKind(name, parameters) === "tenant";
      if (isTenant === false || isSystem === true) return [];
      return missing(place, path, graph).map(({ what, present }) =>
        violation(and(isTenant, not(isSystem), not(present)), path, what),
      );
    },
  };
}
