import { chartTypes } from "../../engine/charts/chart";
import { chartResourceConditions } from "../../engine/charts/chart-conditions";
import { quantityOf } from "../../engine/kubernetes/quantity";
import { placeOf, type Place } from "../../engine/kubernetes/place";
import { nameOf } from "../../engine/workloads/pod-security";
import { podsOf, podTypes, type Pod } from "../../engine/workloads/pods";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { not } from "../../engine/values/truth";
import { hasDemand, limitRangeTypes, type Demand } from "../../engine/workloads/container-resources";

const demands: readonly Demand[] = [
  { kind: "requests", resource: "cpu" },
  { kind: "requests", resource: "memory" },
  { kind: "limits", resource: "memory" },
];

export const resourcesSet: Rule = {
  id: "WL-03",
  name: "resources-set",
  title: "Every container requests CPU and memory and limits its memory",
  why: "Without requests the scheduler overfills nodes, and without a memory limit one leak takes its neighbours along.",
  fix: "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory; a CPU limit is not needed.",
  level: "production",
  scope: "stack",
  references: { soc2: ["A1.1"], nsa: ["Pod"] },
  reads: {
    ...Object.fromEntries(podTypes.map((type) => [type, ["spec.containers[].resources", "spec.resources"]])),
    ...Object.fromEntries(chartTypes.map((type) => [type, ["chart", "values"]])),
  },
  follows: limitRangeTypes,
  check: (resource, context) => [
    ...podsOf(resource).flatMap((pod) => {
      const place = placeOf(pod.holder, context.graph);
      // Ephemeral containers cannot have resources.
      const lists = [pod.spec.child("initContainers"), pod.spec.child("containers")].map((list) => list.elements());
      return [
        violation(false, pod.spec, ""),
        ...quantityConditions(pod.spec.child("resources"), "The pod"),
        ...lists.flatMap(({ known, open }) => [
          ...known.flatMap((container) => containerConditions(container, pod, place, context)),
          ...(open ? [violation(open, open.path, "A container may lack resources.")] : []),
        ]),
      ];
    }),
    ...chartResourceConditions(resource, context),
  ],
};

function containerConditions(container: Property, pod: Pod, place: Place, { graph }: Context): readonly Condition[] {
  const resources = container.child("resources");
  return [
    ...demands.map((demand) => {
      const { kind, resource } = demand;
      const at = resources.child(kind).child(resource);
      return violation(
        not(hasDemand(container, pod, place, demand, graph)),
        at,
        () =>
          `${nameOf(container)} has no ${resource === "cpu" ? "CPU" : "memory"} ${kind === "requests" ? "request" : "limit"}.`,
      );
    }),
    ...quantityConditions(resources, nameOf(container)),
  ];
}

/** Quantities that do not parse, and a limit below its request: the API server refuses both. */
function quantityConditions(resources: Property, owner: string): readonly Condition[] {
  const malformed = [resources.child("requests"), resources.child("limits")].flatMap((list) =>
    list.keys().known.map((key) => {
      const quantity = list.child(key);
      const isMalformed = quantity.satisfies((value) => value !== undefined && quantityOf(quantity) === undefined);
      return violation(isMalformed, quantity, `${owner} states a quantity that Kubernetes cannot read.`, {
        fix: "Write a number with one of the suffixes of Kubernetes, such as 250m or 128Mi.",
      });
    }),
  );
  const [request, limit] = [resources.at("requests.memory"), resources.at("limits.memory")];
  const [requested, allowed] = [quantityOf(request), quantityOf(limit)];
  const isBelow = requested !== undefined && allowed !== undefined && allowed < requested;
  const unclear = [request, limit].find(({ isUnknown }) => isUnknown);
  return [
    ...malformed,
    violation(unclear ? unclear.undecided : isBelow, limit, `${owner} limits its memory below what it requests.`, {
      fix: "Set limits.memory to at least requests.memory.",
    }),
  ];
}
