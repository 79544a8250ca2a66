/** A resource as a preview shows it. */
export interface GraphResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** When a resource is there, counted from the start of an `up`, and what it waited for the longest. */
export interface Arrival<Resource extends GraphResource> {
  readonly resource: Resource;
  readonly minutes: number;
  readonly after: Arrival<Resource> | undefined;
}

/**
 * When each resource is there if everything begins as soon as it can: after what it depends on, after its provider, and
 * after its parent, whose URN the engine has to give out before.
 * @param minutesOf how long the creation of a resource takes
 * @throws Error for resources that wait for each other
 */
export function arrivalsIn<Resource extends GraphResource>(
  resources: readonly Resource[],
  minutesOf: (resource: Resource) => number,
): readonly Arrival<Resource>[] {
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  const arrivals = new Map<string, Arrival<Resource>>();
  const under = new Set<string>();
  const arrivalOf = (resource: Resource): Arrival<Resource> => {
    const former = arrivals.get(resource.urn);
    if (former) return former;
    if (under.has(resource.urn)) throw new Error(`${resource.urn}: it waits for itself.`);
    under.add(resource.urn);
    let after: Arrival<Resource> | undefined;
    for (const urn of awaitedBy(resource)) {
      const other = known.get(urn);
      const arrival = other && arrivalOf(other);
      if (arrival && arrival.minutes > (after?.minutes ?? 0)) after = arrival;
    }
    const arrival = { resource, minutes: (after?.minutes ?? 0) + minutesOf(resource), after };
    arrivals.set(resource.urn, arrival);
    return arrival;
  };
  return resources.map(arrivalOf);
}

function awaitedBy({ dependencies, propertyDependencies, parent, provider }: GraphResource): ReadonlySet<string> {
  // A reference to a provider is its URN and, behind it, its id.
  const providerUrn = provider?.split("::").slice(0, 4).join("::");
  return new Set([
    ...dependencies,
    ...Object.values(propertyDependencies).flat(),
    ...[parent, providerUrn].filter((urn) => urn !== undefined),
  ]);
}

/** What was waited for, from the first to the last. */
export function chainOf<Resource extends GraphResource>(last: Arrival<Resource>): readonly Arrival<Resource>[] {
  return last.after ? [...chainOf(last.after), last] : [last];
}

/** The arrival that everything else is earlier than. */
export function latestOf<Resource extends GraphResource>(
  arrivals: readonly Arrival<Resource>[],
): Arrival<Resource> | undefined {
  return arrivals.reduce<Arrival<Resource> | undefined>(
    (latest, one) => (latest && latest.minutes >= one.minutes ? latest : one),
    undefined,
  );
}
