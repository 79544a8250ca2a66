import type { Graph } from "../../engine/graph/graph";
import { nameOf, objectsIn, type KubernetesObject } from "../../engine/kubernetes/objects";
import { hiddenAt, objectsAt, placeOf, type Place } from "../../engine/kubernetes/place";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth, type Undecided } from "../../engine/values/truth";
import { hasDemand, limitRangeTypes } from "../../engine/workloads/container-resources";
import {
  autoscalerTypes,
  leastReplicas,
  replicasAre,
  scaledObjectTypes,
  scalerTypes,
  scalesObject,
} from "../../engine/workloads/replicas";
import { workloadOf, workloadTypes, type Workload } from "../../engine/workloads/workload";

export const autoscalerConsistent: Rule = {
  id: "WL-18",
  name: "autoscaler-consistent",
  title: "Every autoscaler has one target, room to scale and something to measure",
  why: "An autoscaler that measures a share of requests that nobody states, or shares its target, does nothing or fights.",
  fix: "Set scaleTargetRef to a workload of the same namespace.",
  level: "production",
  scope: "stack",
  references: { soc2: ["A1.1"] },
  reads: Object.fromEntries(
    autoscalerTypes.map((type) => [
      type,
      ["scaleTargetRef", "minReplicas", "maxReplicas", "metrics"].map((key) => `spec.${key}`),
    ]),
  ),
  follows: [...workloadTypes, ...limitRangeTypes, ...scaledObjectTypes],
  check: (resource, context) => objectsIn(resource).flatMap((object) => conditionsOf(object, context)),
};

/** A workload that is, or may be, the target. */
interface Target {
  readonly workload: Workload;
  readonly scaled: true | Undecided;
}

function conditionsOf(autoscaler: KubernetesObject, { graph, parameters }: Context): readonly Condition[] {
  const spec = autoscaler.root.child("spec");
  const [min, max] = [spec.child("minReplicas"), spec.child("maxReplicas")];
  const least = leastReplicas(autoscaler);
  const place = placeOf(autoscaler, graph);
  const targets = targetsOf(autoscaler, place, graph);
  const reference = spec.child("scaleTargetRef");
  const hidden = hiddenAt(graph, place, reference.path) ?? foreignKind(reference);
  return [
    violation(
      not(some(targets, ({ scaled }) => scaled, hidden)),
      reference,
      "The autoscaler's target is not in the stack.",
    ),
    violation(
      parameters.environment === "prod" && replicasAre(least, (count) => count < 2),
      min,
      "The autoscaler may leave a single replica.",
      { fix: "Set minReplicas to at least 2." },
    ),
    violation(
      max.isUnknown ? max.undecided : replicasAre(least, (count) => (max.number() ?? Infinity) <= count),
      max,
      "The autoscaler has no room to scale.",
      { fix: "Set maxReplicas above minReplicas." },
    ),
    violation(
      sharesTarget(autoscaler, targets, place, graph),
      reference.child("kind"),
      "Another autoscaler has the same target.",
      {
        fix: "Put the metrics of both into one autoscaler.",
      },
    ),
    violation(
      some(targets, ({ workload, scaled }) => and(scaled, workload.object.root.at("spec.replicas").present())),
      reference.child("name"),
      "The target states a number of replicas, to which every update sets it back.",
      { level: "advisory", fix: "Leave replicas out of the target." },
    ),
    ...metricsOf(spec).map(({ at, resource, container, applies }) =>
      violation(
        and(
          applies,
          some(targets, ({ workload, scaled }) => and(scaled, lacksRequest(workload, resource, container, graph))),
        ),
        at,
        "The autoscaler measures a share of a request that a container of its target does not state.",
        { fix: "Set the request on every container of the target." },
      ),
    ),
  ];
}

function targetsOf(autoscaler: KubernetesObject, place: Place, graph: Graph): readonly Target[] {
  return objectsAt(graph, workloadTypes, place).flatMap(({ object, belongs }): readonly Target[] => {
    const scaled = and(belongs, scalesObject(autoscaler, object, graph));
    const [workload] = scaled === false ? [] : workloadOf(object, graph);
    return workload && scaled !== false ? [{ workload, scaled }] : [];
  });
}

/** A custom resource can be scaled as well, and the stack does not say which kinds can. */
function foreignKind(reference: Property): Undecided | undefined {
  const kind = reference.child("kind");
  const known = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout"];
  if (kind.isUnknown) return kind.undecided;
  return known.includes(kind.text() ?? "Deployment")
    ? undefined
    : { path: kind.path, reason: "it cannot be told whether objects of this kind can be scaled" };
}

function sharesTarget(autoscaler: KubernetesObject, targets: readonly Target[], place: Place, graph: Graph): Truth {
  // KEDA makes an autoscaler of each ScaledObject.
  const others = objectsAt(graph, scalerTypes, place).filter(
    ({ object }) => object.resource !== autoscaler.resource || object.root.path !== autoscaler.root.path,
  );
  // An autoscaler of one version may be stated again in another, as long as it is the same object.
  const isOther = (other: KubernetesObject): boolean =>
    nameOf(other).text() === undefined ||
    nameOf(other).text() !== nameOf(autoscaler).text() ||
    scaledObjectTypes.includes(other.resource.type);
  return some(targets, ({ workload, scaled }) =>
    and(
      scaled,
      some(others, ({ object, belongs }) =>
        and(belongs, isOther(object), scalesObject(object, workload.object, graph)),
      ),
    ),
  );
}

/** The resources that containers request. */
const measured = ["cpu", "memory"] as const;

/** A metric that is a share of what containers request. */
interface ShareOfRequest {
  readonly at: Property;
  readonly resource: (typeof measured)[number];
  /** One container, where the metric is about one. */
  readonly container: Property | undefined;
  readonly applies: Truth;
}

function metricsOf(spec: Property): readonly ShareOfRequest[] {
  const classic = spec.child("targetCPUUtilizationPercentage");
  const { known, open } = spec.child("metrics").elements();
  return [
    ...(open
      ? measured.map((resource) => ({ at: spec.child("metrics"), resource, container: undefined, applies: open }))
      : []),
    { at: classic, resource: "cpu", container: undefined, applies: classic.present() },
    ...known.flatMap((metric) =>
      (["Resource", "ContainerResource"] as const).flatMap((type) => {
        const source = metric.child(type === "Resource" ? "resource" : "containerResource");
        const isShare = or(
          source.at("target.type").is("Utilization"),
          source.child("targetAverageUtilization").present(),
        );
        return measured.map((resource) => ({
          at: source.child("name"),
          resource,
          container: type === "Resource" ? undefined : source.child("container"),
          applies: and(metric.child("type").is(type), source.child("name").is(resource), isShare),
        }));
      }),
    ),
  ];
}

function lacksRequest(
  { pod, place }: Workload,
  resource: "cpu" | "memory",
  only: Property | undefined,
  graph: Graph,
): Truth {
  return pod.spec
    .child("containers")
    .some((container) =>
      and(
        only ? isSameText(container.child("name"), only) : true,
        not(hasDemand(container, pod, place, { kind: "requests", resource }, graph)),
      ),
    );
}

function isSameText(one: Property, other: Property): Truth {
  return one.isUnknown ? one.undecided : other.satisfies((value) => value === one.raw);
}
