import type { Graph } from "../../engine/graph/graph";
import { typesOf } from "../../engine/kubernetes/objects";
import { hiddenAt, objectsAt, type Place } from "../../engine/kubernetes/place";
import type { Property } from "../../engine/values/property";
import type { Rule } from "../../engine/rule";
import { and, isUndecided, or, some, type Truth } from "../../engine/values/truth";
import { tenantNamespaceRule } from "../../engine/workloads/tenant-namespace";

const quotaTypes = typesOf("core/v1:ResourceQuota");

/** What must be bounded, with the other names that quotas have for it. */
const bounds: Readonly<Record<string, readonly string[]>> = {
  "CPU requests": ["requests.cpu", "cpu"],
  "memory requests": ["requests.memory", "memory"],
  "memory limits": ["limits.memory"],
  pods: ["pods", "count/pods"],
};

export const tenantResourceQuota: Rule = tenantNamespaceRule({
  id: "WL-16",
  name: "tenant-resource-quota",
  title: "What a tenant's namespace may use is bounded",
  why: "One tenant without a quota can take every node of the cluster, by accident or by a loop.",
  fix: "Add a ResourceQuota with requests.cpu, requests.memory, limits.memory and pods to the namespace.",
  references: { cis: ["4.5.1"], soc2: ["A1.1"], nsa: ["Net"] },
  follows: quotaTypes,
  missing: (place, path, graph) =>
    Object.entries(bounds).map(([what, names]) => ({
      what: `No quota bounds the ${what} of the namespace.`,
      present: isBounded(place, path, names, graph),
    })),
});

/** Several quotas hold together, so that each may bound a part. One with a scope bounds only some pods. */
function isBounded(place: Place, path: string, names: readonly string[], graph: Graph): Truth {
  return some(
    objectsAt(graph, quotaTypes, place),
    ({ object: { root }, belongs }) =>
      and(
        belongs,
        isEmpty(root.at("spec.scopes")),
        root.at("spec.scopeSelector").absent(),
        or(...names.map((name) => root.at("spec.hard").child(name).present())),
      ),
    hiddenAt(graph, place, path),
  );
}

function isEmpty(list: Property): Truth {
  const any = list.some(() => true);
  return isUndecided(any) ? any : !any;
}
