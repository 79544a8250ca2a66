import type { Graph, Resource } from "./graph";
import { Property } from "./property";
import type { Undecided } from "./truth";

/** A pod, or the template that a controller makes pods from. */
export interface Pod {
  readonly metadata: Property;
  readonly spec: Property;
  /** Metadata of the object that is or holds the pod, which says the namespace. */
  readonly object: Property;
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
export const podTypes: readonly string[] = Object.keys(templates).flatMap((type) => [
  `kubernetes:${type}`,
  `kubernetes:${type}List`,
  `kubernetes:${type}Patch`,
]);

/** The pods of an object: one, those of a list's items, or none where a Rollout uses another workload's template. */
export function podsOf(resource: Resource): readonly Pod[] {
  const [, kind = "", suffix = ""] = /^kubernetes:(.*?)(List|Patch)?$/.exec(resource.type) ?? [];
  const template = templates[kind];
  if (template === undefined) return [];
  if (suffix === "List") return itemsOf(resource.at("items")).map((item) => podIn(item, template));
  const root = suffix === "Patch" ? new Property(resource.source.inputs, "", false, true) : resource.properties;
  if (kind.endsWith(":Rollout") && root.at("spec.template").isAbsent) return [];
  return [podIn(root, template)];
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
export function namespaceOfPod({ object }: Pod, resource: Resource, graph: Graph): string | Undecided {
  const own = object.at("namespace");
  if (own.isUnknown) return own.undecided;
  const stated = own.text();
  if (stated !== undefined && stated !== "") return stated;
  const urn = resource.source.provider;
  if (urn === undefined) return "default";
  const inherited = graph.get(urn)?.at("namespace");
  if (!inherited) return { path: own.path, reason: "the provider, which may set a namespace, is not known here" };
  if (inherited.isUnknown) return inherited.undecided;
  return inherited.text() ?? "default";
}

/** The items of a list, unknown ones among them: what nobody knows may hold any pod. */
function itemsOf(list: Property): readonly Property[] {
  if (list.isUnknown) return [list.child(0)];
  return Array.isArray(list.raw) ? list.raw.map((_, index) => list.child(index)) : [];
}

function podIn(object: Property, template: string): Pod {
  const holder = template === "" ? object : object.at(template);
  return { metadata: holder.child("metadata"), spec: holder.child("spec"), object: object.child("metadata") };
}

function controllers(kind: string, ...groups: readonly string[]): Record<string, string> {
  return Object.fromEntries(groups.map((group) => [`${group}:${kind}`, "spec.template"]));
}
