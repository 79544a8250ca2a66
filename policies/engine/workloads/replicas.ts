import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { refersByName, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { objectsAt } from "../kubernetes/place";
import type { Property } from "../values/property";
import { and, type Truth, type Undecided } from "../values/truth";
import { isGroupOf, type Workload } from "./workload";

const autoscalerKinds = ["autoscaling/v1", "autoscaling/v2", "autoscaling/v2beta1", "autoscaling/v2beta2"];

export const autoscalerTypes = typesOf(...autoscalerKinds.map((version) => `${version}:HorizontalPodAutoscaler`));
export const scaledObjectTypes = typesOf("keda.sh/v1alpha1:ScaledObject");

/** Everything that decides about the replicas of other objects. */
export const scalerTypes: readonly string[] = [...autoscalerTypes, ...scaledObjectTypes];

/** An autoscaler that has, or may have, a workload as its target. */
export interface Scaler {
  readonly object: KubernetesObject;
  readonly scales: true | Undecided;
}

/** What a workload may run: every number that is possible, and whether there may be others. */
export interface DesiredReplicas {
  readonly possible: readonly number[];
  readonly open: Undecided | undefined;
  /** The property that decides it, for a message. */
  readonly at: Property;
}

/** The autoscalers of a workload. */
export function scalersOf({ object, place }: Workload, graph: Graph): readonly Scaler[] {
  return objectsAt(graph, scalerTypes, place).flatMap(({ object: scaler, belongs }): readonly Scaler[] => {
    const scales = and(belongs, scalesObject(scaler, object, graph));
    return scales === false ? [] : [{ object: scaler, scales }];
  });
}

/** Whether an autoscaler's target is this very object. */
export function scalesObject({ resource, root }: KubernetesObject, target: KubernetesObject, graph: Graph): Truth {
  return refersToObject(resource, root.at("spec.scaleTargetRef"), target, graph);
}

/** Whether a reference with kind, name and version, as autoscalers have it, is to this very object. */
export function refersToObject(from: Resource, reference: Property, target: KubernetesObject, graph: Graph): Truth {
  const kind = reference.child("kind");
  const own = target.type.slice(target.type.lastIndexOf(":") + 1);
  // A ScaledObject's target is a Deployment unless it says otherwise.
  return and(
    kind.isAbsent ? own === "Deployment" : kind.is(own),
    isGroupOf(reference.child("apiVersion"), target),
    refersByName(graph, from, reference.child("name"), target),
  );
}

/** The least number of replicas that an autoscaler allows, with its default. */
export function leastReplicas({ root, type }: KubernetesObject): DesiredReplicas {
  const isScaledObject = type.endsWith(":ScaledObject");
  return countAt(root.at(isScaledObject ? "spec.minReplicaCount" : "spec.minReplicas"), isScaledObject ? 0 : 1);
}

/** The replicas that a workload keeps: the least that its autoscaler allows, else its own number, else 1. */
export function desiredReplicas(workload: Workload, graph: Graph): DesiredReplicas {
  const own = countAt(workload.object.root.at("spec.replicas"), 1);
  const scalers = scalersOf(workload, graph);
  const sure = scalers.filter(({ scales }) => scales === true);
  const counts = [...scalers.map(({ object }) => leastReplicas(object)), ...(sure.length > 0 ? [] : [own])];
  const unseen: Undecided | undefined =
    graph.complete || sure.length > 0
      ? undefined
      : { path: own.at.path, reason: "the autoscalers of the stack are not known yet" };
  return {
    possible: counts.flatMap(({ possible }) => possible),
    open: unseen ?? counts.find(({ open }) => open)?.open,
    at: counts[0]?.at ?? own.at,
  };
}

/** Whether the number of replicas fulfils a condition, whichever of the possible ones it is. */
export function replicasAre({ possible, open, at }: DesiredReplicas, judge: (count: number) => boolean): Truth {
  if (open) return open;
  const verdicts = new Set(possible.map(judge));
  if (verdicts.size > 1) return { path: at.path, reason: "it cannot be told which autoscaler decides" };
  return verdicts.has(true);
}

function countAt(at: Property, otherwise: number): DesiredReplicas {
  if (at.isUnknown) return { possible: [], open: at.undecided, at };
  return { possible: [at.number() ?? otherwise], open: undefined, at };
}
