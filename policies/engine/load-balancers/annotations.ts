import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";

/** An annotation of a Kubernetes object. */
export function annotation(object: Resource, key: string): Property {
  return object.at("metadata.annotations").child(key);
}

/** The entries of an annotation that lists them with commas; undefined while it is unknown. */
export function commaList(property: Property): readonly string[] | undefined {
  if (property.isUnknown) return undefined;
  return String(property.raw ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
