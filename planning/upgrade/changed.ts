import { isDeepStrictEqual } from "node:util";
import type { PreviewedResource, PreviewedStack } from "../previewed-stack";

/** A resource that another minor changes. Components are left out: what they make shows. */
export interface Changed {
  readonly before: PreviewedResource | undefined;
  readonly after: PreviewedResource;
}

/** What is different at another minor, in the order that `pulumi up` goes through it. */
export function changedResources(before: PreviewedStack, after: PreviewedStack): readonly Changed[] {
  const earlier = new Map(before.resources.map((resource) => [resource.urn, resource]));
  const changed = after.resources.flatMap((resource): readonly Changed[] => {
    if (resource.type.startsWith("platform:") || resource.type.startsWith("pulumi:")) return [];
    const old = earlier.get(resource.urn);
    return old && isDeepStrictEqual(old.inputs, resource.inputs) ? [] : [{ before: old, after: resource }];
  });
  const depth = depths(after, new Set(changed.map(({ after: { urn } }) => urn)));
  const depthOf = ({ after: { urn } }: Changed): number => depth.get(urn) ?? 0;
  return changed.sort((one, other) => depthOf(one) - depthOf(other));
}

/** How many changed resources stand, one behind the other, before each resource. */
function depths({ resources }: PreviewedStack, changed: ReadonlySet<string>): ReadonlyMap<string, number> {
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  const found = new Map<string, number>();
  const visit = (urn: string): number => {
    const done = found.get(urn);
    if (done !== undefined) return done;
    // Against circles, which a graph of an engine never has, and a file that somebody wrote may.
    found.set(urn, 0);
    const depth = Math.max(
      0,
      ...(known.get(urn)?.dependencies ?? []).map((target) => visit(target) + (changed.has(target) ? 1 : 0)),
    );
    found.set(urn, depth);
    return depth;
  };
  for (const { urn } of resources) visit(urn);
  return found;
}
