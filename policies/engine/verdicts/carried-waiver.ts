import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";

/** What the name of an annotation or the key of a tag begins with that waives a rule; the rule's id follows. */
export const waiverPrefix = "policy.eks-platform/waive-";

/** A waiver that a resource carries itself, in an annotation or a tag. */
export interface CarriedWaiver {
  readonly rule: string;
  /** What is written: `expires=2027-01-31 owner=team reason=Why.` */
  readonly text: Property;
  /** Whether it is a tag, which AWS holds to its own rules. */
  readonly isTag: boolean;
}

/** The parts of a waiver's text; undefined where it has not the form. */
export function partsOf(text: string): { expires: string; owner: string; reason: string } | undefined {
  const [, expires, owner, reason] = /^expires=(\S+) owner=(\S+) reason=(\S.*)$/s.exec(text) ?? [];
  return expires === undefined || owner === undefined || reason === undefined ? undefined : { expires, owner, reason };
}

/** The waivers of a resource: annotations of a Kubernetes object, tags, as a map or a list, of anything else. */
export function waiversOn(resource: Resource): readonly CarriedWaiver[] {
  if (resource.type.startsWith("kubernetes:")) return ofMap(resource.at("metadata.annotations"), false);
  const tags = resource.at("tags");
  return Array.isArray(tags.raw) ? ofList(tags) : ofMap(tags, true);
}

function ofMap(map: Property, isTag: boolean): readonly CarriedWaiver[] {
  return map
    .keys()
    .known.filter((key) => key.startsWith(waiverPrefix))
    .map((key) => ({ rule: key.slice(waiverPrefix.length), text: map.child(key), isTag }));
}

function ofList(list: Property): readonly CarriedWaiver[] {
  return list.elements().known.flatMap((tag) => {
    const key = tag.child("key").text() ?? "";
    return key.startsWith(waiverPrefix)
      ? [{ rule: key.slice(waiverPrefix.length), text: tag.child("value"), isTag: true }]
      : [];
  });
}
