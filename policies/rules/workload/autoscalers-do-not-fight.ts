import type { Graph } from "../../engine/graph/graph";
import { kindOf, objectsIn, typesOf, type KubernetesObject } from "../../engine/kubernetes/objects";
import { objectsAt, placeOf, type Place } from "../../engine/kubernetes/place";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";
import { refersToObject, scalerTypes, scalesObject } from "../../engine/workloads/replicas";
import { workloadTypes } from "../../engine/workloads/workload";

const types = typesOf(...["v1", "v1beta2"].map((version) => `autoscaling.k8s.io/${version}:VerticalPodAutoscaler`));

export const autoscalersDoNotFight: Rule = {
  id: "WL-22",
  name: "autoscalers-do-not-fight",
  title: "No autoscaler changes the requests by which another one counts pods",
  why: "With larger requests the share of them that is used looks small, so that pods are taken away, the rest has more to do, and its requests grow again.",
  fix: "Leave the resource out of controlledResources, set updateMode to Off, or scale the number of pods by something else.",
  level: "mandatory",
  scope: "stack",
  references: { soc2: ["A1.1"] },
  reads: Object.fromEntries(
    types.map((type) => [
      type,
      ["targetRef", "updatePolicy.updateMode", "resourcePolicy.containerPolicies"].map((key) => `spec.${key}`),
    ]),
  ),
  follows: [...scalerTypes, ...workloadTypes],
  check: (resource, { graph }) =>
    objectsIn(resource).flatMap((vertical) => {
      const spec = vertical.root.child("spec");
      const place = placeOf(vertical, graph);
      // Without a word it evicts pods to change them.
      const acts = not(spec.at("updatePolicy.updateMode").is("Off"));
      const scalers = objectsAt(graph, scalerTypes, place).map(({ object, belongs }) => ({
        object,
        shares: and(belongs, haveOneTarget(vertical, object, place, graph)),
      }));
      return (["cpu", "memory"] as const).map((name) =>
        violation(
          and(
            acts,
            changes(spec.at("resourcePolicy.containerPolicies"), name),
            some(scalers, ({ object, shares }) => and(shares, measures(object, name))),
          ),
          spec.child("targetRef"),
          `Requests of ${name} are changed by which another autoscaler counts the pods of the same target.`,
        ),
      );
    }),
};

/** Two references to one workload: by the same words, or to the same object of the stack where a name is not known yet. */
function haveOneTarget(vertical: KubernetesObject, scaler: KubernetesObject, place: Place, graph: Graph): Truth {
  const own = vertical.root.at("spec.targetRef");
  const other = scaler.root.at("spec.scaleTargetRef");
  const unknownName = [own, other].map((reference) => reference.child("name")).find(({ isUnknown }) => isUnknown);
  if (unknownName === undefined)
    return and(
      or(
        isSame(own.child("kind"), other.child("kind")),
        and(own.child("kind").is("Deployment"), other.child("kind").absent()),
      ),
      isSame(own.child("name"), other.child("name")),
    );
  const targets = objectsAt(graph, workloadTypes, place).map(({ object, belongs }) => ({
    resized: and(belongs, refersToObject(vertical.resource, own, object, graph)),
    counted: and(belongs, scalesObject(scaler, object, graph)),
  }));
  const isElsewhere = (["resized", "counted"] as const).some((way) => some(targets, (target) => target[way]) === false);
  return some(
    targets,
    ({ resized, counted }) => and(resized, counted),
    isElsewhere ? unknownName.undecided : undefined,
  );
}

function isSame(one: Property, other: Property): Truth {
  if (one.isUnknown) return one.undecided;
  return other.satisfies((value) => value !== undefined && value === one.raw);
}

/** Whether requests of some container are changed: of all that no policy is about, and of those whose policy lets it. */
function changes(policies: Property, name: "cpu" | "memory"): Truth {
  const { known, open } = policies.elements();
  const named = some(
    known,
    (policy) =>
      and(
        not(policy.child("mode").is("Off")),
        or(
          policy.child("controlledResources").absent(),
          policy.child("controlledResources").some((one) => one.is(name)),
        ),
      ),
    open,
  );
  const others = some(known, (policy) => policy.child("containerName").is("*"), open);
  // Which containers there are besides those that are named is not told here.
  const left =
    known.length === 0 && open === undefined
      ? true
      : {
          path: policies.path,
          reason: "containers without a policy are changed too, and which there are is not told here",
        };
  return or(named, and(not(others), left));
}

/** Whether the number of pods follows their use of a resource. */
function measures(scaler: KubernetesObject, name: "cpu" | "memory"): Truth {
  const spec = scaler.root.child("spec");
  if (kindOf(scaler) === "ScaledObject")
    return spec.child("triggers").some((trigger) => trigger.child("type").is(name));
  // Its first version knows CPU alone, and later ones take it without a word.
  if (scaler.type.includes("/v1:")) return name === "cpu";
  const metrics = spec.child("metrics");
  return or(
    name === "cpu"
      ? metrics.satisfies((list) => list === undefined || (Array.isArray(list) && list.length === 0))
      : false,
    metrics.some((metric) =>
      or(
        and(metric.child("type").is("Resource"), metric.at("resource.name").is(name)),
        and(metric.child("type").is("ContainerResource"), metric.at("containerResource.name").is(name)),
      ),
    ),
  );
}
