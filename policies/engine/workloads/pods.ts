import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { objectsIn, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { placeOf } from "../kubernetes/place";
import type { Property } from "../values/property";
import type { Undecided } from "../values/truth";

/** A pod, or the template that a controller makes pods from. */
export interface Pod {
  readonly metadata: Property;
  readonly spec: Property;
  /** Metadata of the object that is or holds the pod, which says the namespace. */
  readonly object: Property;
  /** The object itself. */
  readonly holder: KubernetesObject;
}

/** Where the pod stands in an object of each type: before `metadata` and `spec`. */
const templates: Readonly<Record<string, string>> = {
  "core/v1:Pod": "",
  "core/v1:PodTemplate": "template",
  "core/v1:ReplicationController": "spec.template",
  ...controllers("Deployment", "apps/v1", "apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"),
  ...controllers("ReplicaSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1"),
  ...controllers("StatefulSet", "apps/v1", "apps/v1beta1", "apps/v1beta2"),
  ...controllers("DaemonSet", "apps/v1", "apps/v1beta2", "extensions/v1beta1"),
  "batch/v1:Job": "spec.template",
  "batch/v1:CronJob": "spec.jobTemplate.spec.template",
  "batch/v1beta1:CronJob": "spec.jobTemplate.spec.template",
  "argoproj.io/v1alpha1:Rollout": "spec.template",
};

/** Every type that holds pods: the kinds themselves, lists of them and patches of them. */
export const podTypes: readonly string[] = typesOf(...Object.keys(templates));

/** The pods of an object: one, those of a list's items, or none where a Rollout uses another workload's template. */
export function podsOf(resource: Resource): readonly Pod[] {
  return objectsIn(resource).flatMap((object) => podOf(object) ?? []);
}

const pods = new WeakMap<KubernetesObject, Pod>();

/** The pod of one object; undefined where it holds none. */
export function podOf(holder: KubernetesObject): Pod | undefined {
  const pod = pods.get(holder) ?? readPod(holder);
  if (pod) pods.set(holder, pod);
  return pod;
}

function readPod(holder: KubernetesObject): Pod | undefined {
  const template = templates[holder.type];
  if (template === undefined) return undefined;
  if (holder.type.endsWith(":Rollout") && holder.root.at("spec.template").isAbsent) return undefined;
  const pod = template === "" ? holder.root : holder.root.at(template);
  return { metadata: pod.child("metadata"), spec: pod.child("spec"), object: holder.root.child("metadata"), holder };
}

/** All containers of a pod that run at some time: init, ordinary and ephemeral ones. */
export function containersOf({ spec }: Pod): {
  readonly known: readonly Property[];
  readonly open: Undecided | undefined;
} {
  const lists = ["initContainers", "containers", "ephemeralContainers"].map((key) => spec.at(key).elements());
  return { known: lists.flatMap(({ known }) => known), open: lists.find(({ open }) => open)?.open };
}

/** The namespace of a pod: that of its object, else that of its provider, else `default`. */
export function namespaceOfPod({ holder, object }: Pod, graph: Graph): string | Undecided {
  const place = placeOf(holder, graph);
  if (place.kind === "named") return place.name;
  if (place.kind === "unknown") return place.undecided;
  return { path: object.child("namespace").path, reason: "the name of the namespace is not known yet" };
}

function controllers(kind: string, ...groups: readonly string[]): Record<string, string> {
  return Object.fromEntries(groups.map((group) => [`${group}:${kind}`, "spec.template"]));
}
