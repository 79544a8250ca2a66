import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { objectsIn, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { placeOf } from "../kubernetes/place";
import { configuredPods, knownPodTemplates, templatesAt } from "./pod-templates";
import { type Elements, Property } from "../values/property";
import type { Undecided } from "../values/truth";
import { isPropertyMap, unknown } from "../values/value";

/** A pod, or the template that a controller makes pods from. */
export interface Pod {
  readonly metadata: Property;
  readonly spec: Property;
  /** Metadata of the object that is or holds the pod, which says the namespace. */
  readonly object: Property;
  /** The object itself. */
  readonly holder: KubernetesObject;
}

/** Every type that holds pods: the kinds themselves, lists of them and patches of them, and what an operator adds. */
export const podTypes: readonly string[] = [...typesOf(...Object.keys(knownPodTemplates)), configuredPods];

/** The pods of an object: one or several, those of a list's items, or none where a Rollout uses another's template. */
export function podsOf(resource: Resource): readonly Pod[] {
  const objects = objectsIn(resource);
  const [object] = objects;
  return object && objects.length === 1 ? podsIn(object) : objects.flatMap(podsIn);
}

const pods = new WeakMap<KubernetesObject, readonly Pod[]>();

/** The pods of one object: none where it holds none. */
export function podsIn(holder: KubernetesObject): readonly Pod[] {
  const known = pods.get(holder);
  if (known) return known;
  const found = readPods(holder);
  pods.set(holder, found);
  return found;
}

/** The pod of one object of a kind that holds a single one; undefined where it holds none. */
export function podOf(holder: KubernetesObject): Pod | undefined {
  return podsIn(holder)[0];
}

function readPods(holder: KubernetesObject): readonly Pod[] {
  const object = holder.root.child("metadata");
  const template = knownPodTemplates[holder.type];
  if (template === undefined)
    return holder.resource.podTemplates
      .flatMap((path) => templatesAt(holder.root, path))
      .map((pod) => ({ metadata: pod.child("metadata"), spec: specOf(pod), object, holder }));
  if (holder.type.endsWith(":Rollout") && holder.root.at("spec.template").isAbsent) return [];
  const pod = template === "" ? holder.root : holder.root.at(template);
  return [{ metadata: pod.child("metadata"), spec: pod.child("spec"), object, holder }];
}

/** The spec of a custom resource's pod. Containers that it does not name are those that its operator adds. */
function specOf(pod: Property): Property {
  const spec = pod.child("spec");
  if (!isPropertyMap(spec.raw) || !spec.child("containers").isAbsent) return spec;
  return new Property({ ...spec.raw, containers: unknown }, spec.path, spec.isSecret, spec.isPatch);
}

/** All containers of a pod that run at some time: init, ordinary and ephemeral ones. */
export function containersOf(pod: Pod): Elements {
  const known = containers.get(pod);
  if (known) return known;
  const found = readContainers(pod);
  containers.set(pod, found);
  return found;
}

const containers = new WeakMap<Pod, Elements>();

function readContainers({ spec }: Pod): Elements {
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
