import { hiddenAt, objectsAt } from "../../engine/kubernetes/place";
import type { Rule } from "../../engine/rule";
import { and, some } from "../../engine/values/truth";
import { givesDefault, limitRangeTypes, type Demand } from "../../engine/workloads/container-resources";
import { tenantNamespaceRule } from "../../engine/workloads/tenant-namespace";

const demands: readonly (Demand & { readonly what: string })[] = [
  { kind: "requests", resource: "cpu", what: "CPU request" },
  { kind: "requests", resource: "memory", what: "memory request" },
  { kind: "limits", resource: "memory", what: "memory limit" },
];

export const tenantLimitRange: Rule = tenantNamespaceRule({
  id: "WL-17",
  name: "tenant-limit-range",
  title: "Containers of a tenant have requests and limits by default",
  why: "A container that states nothing is refused by a quota, or runs without bounds where there is none.",
  fix: "Add a LimitRange with a Container item that sets default.memory, defaultRequest.cpu and defaultRequest.memory.",
  references: { cis: ["4.5.1"], soc2: ["A1.1"], nsa: ["Net"] },
  follows: limitRangeTypes,
  missing: (place, path, graph) =>
    demands.map(({ what, ...demand }) => ({
      what: `No LimitRange gives containers of the namespace a ${what}.`,
      present: some(
        objectsAt(graph, limitRangeTypes, place),
        ({ object, belongs }) => and(belongs, givesDefault(object.root, demand)),
        hiddenAt(graph, place, path),
      ),
    })),
});
