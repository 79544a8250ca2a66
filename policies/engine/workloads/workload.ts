import { urnMatches } from "../glob";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { kindOf, objectsIn, refersByName, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { objectsAt, placeOf, type Place } from "../kubernetes/place";
import { podOf, type Pod } from "./pods";
import { Property } from "../values/property";
import { and, not, some, type Truth } from "../values/truth";
import { unknown } from "../values/value";

/** Something that keeps a number of equal pods running. */
export interface Workload {
  readonly object: KubernetesObject;
  /** `Deployment`, `StatefulSet`, `ReplicaSet`, `ReplicationController` or `Rollout`. */
  readonly kind: string;
  readonly place: Place;
  /** The template of its pods. Where a Rollout uses the template of a workload that is not here, all of it is unknown. */
  readonly pod: Pod;
  /** False where it only lends its template to a Rollout. */
  readonly runs: Truth;
}

const kindTypes = {
  Deployment: ["apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"],
  StatefulSet: ["apps/v1", "apps/v1beta1", "apps/v1beta2"],
  ReplicaSet: ["apps/v1", "apps/v1beta2", "extensions/v1beta1"],
  ReplicationController: ["core/v1"],
  Rollout: ["argoproj.io/v1alpha1"],
} as const;

export type WorkloadKind = keyof typeof kindTypes;

/** The types of workloads of the given kinds, with lists and patches. */
export function workloadTypesOf(...kinds: readonly WorkloadKind[]): readonly string[] {
  return typesOf(...kinds.flatMap((kind) => kindTypes[kind].map((version) => `${version}:${kind}`)));
}

/** Every type of workload. */
export const workloadTypes = workloadTypesOf(
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
  "Rollout",
);

const rolloutTypes = workloadTypesOf("Rollout");

/** The workloads that a resource of {@link workloadTypes} declares. */
export function workloadsOf(resource: Resource, graph: Graph): readonly Workload[] {
  return objectsIn(resource).flatMap((object) => workloadOf(object, graph));
}

const workloads = new WeakMap<KubernetesObject, readonly Workload[]>();

/** An object as a workload; none where it surely only lends its template to a Rollout. */
export function workloadOf(object: KubernetesObject, graph: Graph): readonly Workload[] {
  // An object is that of a resource of one graph.
  const known = workloads.get(object);
  if (known) return known;
  const found = readWorkload(object, graph);
  workloads.set(object, found);
  return found;
}

function readWorkload(object: KubernetesObject, graph: Graph): readonly Workload[] {
  if (!workloadTypes.includes(`kubernetes:${object.type}`)) return [];
  const place = placeOf(object, graph);
  const kind = kindOf(object);
  const runs = kind === "Rollout" ? true : not(lendsTemplate(object, place, graph));
  if (runs === false) return [];
  return [{ object, kind, place, pod: podOf(object) ?? borrowedPod(object, place, graph), runs }];
}

/** Whether an operator has said that one replica of it is right. */
export function isSingleton({ object }: Workload, singletonWorkloads: readonly string[]): boolean {
  return singletonWorkloads.some((glob) => urnMatches(glob, object.resource.urn));
}

/** Whether an API group and version names the group of a kind: `apps/v1` and `extensions/v1beta1` are one. */
export function isGroupOf(apiVersion: Property, { type }: KubernetesObject): Truth {
  if (apiVersion.isAbsent) return true;
  const groupOf = (version: string): string => {
    const group = version.includes("/") ? (version.split("/")[0] ?? "") : "";
    return group === "extensions" ? "apps" : group;
  };
  const own = type.slice(0, type.lastIndexOf(":"));
  return apiVersion.satisfies((value) => groupOf(String(value)) === groupOf(own.replace(/^core\//, "")));
}

/** Whether a Rollout of the namespace takes the template of this object, which then runs no pods of its own. */
function lendsTemplate(object: KubernetesObject, place: Place, graph: Graph): Truth {
  return some(objectsAt(graph, rolloutTypes, place), ({ object: rollout, belongs }) =>
    and(belongs, borrowsFrom(rollout, object, graph)),
  );
}

function borrowsFrom({ resource, root }: KubernetesObject, lender: KubernetesObject, graph: Graph): Truth {
  const reference = root.at("spec.workloadRef");
  return and(
    reference.child("kind").is(kindOf(lender)),
    refersByName(graph, resource, reference.child("name"), lender),
  );
}

function borrowedPod(rollout: KubernetesObject, place: Place, graph: Graph): Pod {
  const lender = objectsAt(graph, workloadTypes, place).find(
    ({ object, belongs }) => and(belongs, borrowsFrom(rollout, object, graph)) === true,
  );
  const pod = lender && podOf(lender.object);
  if (pod) return pod;
  const nothing = new Property(unknown, "spec.workloadRef");
  return { metadata: nothing, spec: nothing, object: rollout.root.child("metadata"), holder: rollout };
}
