/** A subnet a scraper can have an interface in. */
export interface ZonedSubnet<Id> {
  readonly id: Id;
  readonly availabilityZone: string;
}

/** The most subnets that a scraper takes. */
const maximum = 5;

/**
 * One subnet per availability zone, at most five: the first of each zone in the order given. A change of them replaces
 * the scraper, half an hour without metrics: a further subnet in a zone that has one must not be such a change.
 * @throws when the subnets lie in fewer than two zones.
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function scraperSubnets<Id>(subnets: readonly ZonedSubnet<Id>[]): readonly ZonedSubnet<Id>[] {
  const perZone = new Map<string, ZonedSubnet<Id>>();
  for (const subnet of subnets) {
    if (!perZone.has(subnet.availabilityZone)) perZone.set(subnet.availabilityZone, subnet);
  }
  if (perZone.size < 2) {
    const zones = [...perZone.keys()].map((zone) => `"${zone}"`).join(", ") || "no zone";
    throw new Error(`The scraper's subnets lie in ${zones}; give it subnets in at least two availability zones.`);
  }
  return [...perZone.values()].slice(0, maximum);
}
