import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Property } from "../values/property";
import type { Truth } from "../values/truth";

/** A Kubernetes object of the stack: a resource, an item of a list resource, or the fields that a patch sets. */
export interface KubernetesObject {
  readonly resource: Resource;
  /** The object's own properties. What a patch does not set is unknown. */
  readonly root: Property;
  /** Group, version and kind without the suffix of lists and patches, such as `apps/v1:Deployment`. */
  readonly type: string;
  readonly isPatch: boolean;
}

/** The types of kinds such as `core/v1:Secret`, with lists and patches of them. */
export function typesOf(...kinds: readonly string[]): readonly string[] {
  return kinds.flatMap((kind) => [`kubernetes:${kind}`, `kubernetes:${kind}List`, `kubernetes:${kind}Patch`]);
}

const objects = new WeakMap<Resource, readonly KubernetesObject[]>();

/** The objects that a resource holds: the items of a list, else one. Every rule asks for them. */
export function objectsIn(resource: Resource): readonly KubernetesObject[] {
  const known = objects.get(resource);
  if (known) return known;
  const found = readObjects(resource);
  objects.set(resource, found);
  return found;
}

function readObjects(resource: Resource): readonly KubernetesObject[] {
  const [, type = "", suffix = ""] = /^kubernetes:(.*?)(List|Patch)?$/.exec(resource.type) ?? [];
  if (suffix === "List") return itemsOf(resource).map((root) => ({ resource, root, type, isPatch: false }));
  const isPatch = suffix === "Patch";
  const root = isPatch ? new Property(resource.source.inputs, "", false, true) : resource.properties;
  return [{ resource, root, type, isPatch }];
}

/** The items of a list resource, unknown ones among them: what nobody knows may hold any object. */
export function itemsOf(list: Resource): readonly Property[] {
  const items = list.at("items");
  if (items.isUnknown) return [items.child(0)];
  return Array.isArray(items.raw) ? items.raw.map((_, index) => items.child(index)) : [];
}

/** The kind of an object, such as `Deployment`. */
export function kindOf({ type }: KubernetesObject): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** The object's own name. That of a patch says what it patches, so that it is not there means that nobody knows it. */
export function nameOf({ root }: KubernetesObject): Property {
  return root.at("metadata.name");
}

/**
 * Whether a reference such as `scaleTargetRef.name` names an object. A reference that is not known yet is followed
 * through the resources that it was made from. A name that Pulumi makes up is never what a literal says.
 */
export function refersByName(graph: Graph, from: Resource, reference: Property, target: KubernetesObject): Truth {
  if (reference.isAbsent) return false;
  const name = nameOf(target);
  if (!reference.isUnknown) {
    if (name.isUnknown) return name.undecided;
    return reference.text() !== undefined && reference.text() === name.text();
  }
  const resolution = graph.resolve(from, reference, target.resource.type);
  if (resolution.kind !== "resolved") return reference.undecided;
  if (!resolution.targets.includes(target.resource)) return false;
  return resolution.certain && target.resource.properties === target.root ? true : reference.undecided;
}
