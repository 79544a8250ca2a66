import type { RegisteredResource } from "../engine/registered-resource";

/**
 * Orders the children of each parent as they can be created: a resource, or a component with all that is in it, comes
 * after its siblings that it waits for. Names settle the rest, so that equal stacks give equal orders.
 */
export function inCreationOrder(
  children: ReadonlyMap<string | undefined, readonly RegisteredResource[]>,
): ReadonlyMap<string | undefined, readonly RegisteredResource[]> {
  const waits = waitsOfSiblings([...children.values()].flat());
  return new Map([...children].map(([parent, siblings]) => [parent, ordered(siblings, waits)]));
}

/** For each resource, its siblings that it or anything in it depends on. */
export function waitsOfSiblings(resources: readonly RegisteredResource[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const waits = new Map<string, Set<string>>();
  const pathTo = (resource: RegisteredResource): readonly string[] => {
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    return parent ? [...pathTo(parent), resource.urn] : [resource.urn];
  };
  for (const resource of resources) {
    const path = pathTo(resource);
    const awaited =
      resource.provider === undefined ? resource.dependencies : [...resource.dependencies, resource.provider];
    for (const urn of awaited) {
      const other = byUrn.get(urn);
      if (!other) continue;
      const otherPath = pathTo(other);
      const fork = path.findIndex((step, depth) => step !== otherPath[depth]);
      const [sibling, before] = [path[fork], otherPath[fork]];
      if (sibling === undefined || before === undefined) continue;
      const known = waits.get(sibling);
      if (known) known.add(before);
      else waits.set(sibling, new Set([before]));
    }
  }
  return waits;
}

/** Two components may wait for parts of each other; then the one with the smaller name comes first. */
function ordered(
  siblings: readonly RegisteredResource[],
  waits: ReadonlyMap<string, ReadonlySet<string>>,
): readonly RegisteredResource[] {
  const byName = siblings.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const byUrn = new Map(byName.map((resource) => [resource.urn, resource]));
  const placed = new Set<RegisteredResource>();
  const place = (resource: RegisteredResource, above: ReadonlySet<RegisteredResource>): void => {
    if (placed.has(resource) || above.has(resource)) return;
    const path = new Set([...above, resource]);
    for (const urn of waits.get(resource.urn) ?? []) {
      const before = byUrn.get(urn);
      if (before) place(before, path);
    }
    placed.add(resource);
  };
  for (const resource of byName) place(resource, new Set());
  return [...placed];
}
