import type { Resource } from "../graph/resource";
import type { Truth, Undecided } from "../values/truth";
import type { NodeSubnets } from "./node-subnets";

/** How many availability zones a set of subnets lies in, as far as can be told. */
export interface ZoneCount {
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
  /** Set when there may be more than `most`, or fewer: subnets that are not shown. */
  readonly open: Undecided | undefined;
}

/** Zones by name and zones by id are not compared with each other, for the account decides which is which. */
export function countZones(all: readonly NodeSubnets[]): ZoneCount {
  const certain = new Set<string>();
  const possible = new Set<string>();
  const names = new Set<string>();
  let unknowns = 0;
  let open = all.find((subnets) => subnets.open)?.open;
  for (const { entries } of all) {
    for (const { candidates, used, path } of entries) {
      for (const subnet of candidates) {
        const zone = zoneOf(subnet);
        if (zone === undefined) {
          unknowns += 1;
          open ??= { path, reason: "the zone of a subnet is not known" };
        } else {
          possible.add(zone);
          names.add(shownZone(subnet));
          if (used === true && candidates.length === 1) certain.add(zone);
        }
      }
    }
  }
  const ids = [...certain].filter((zone) => zone.startsWith("id:")).length;
  return {
    least: Math.max(ids, certain.size - ids),
    most: possible.size + unknowns,
    names: [...names].sort(),
    open,
  };
}

/** Whether the subnets span fewer zones than demanded. */
export function spansFewerThan(zones: ZoneCount, demanded: number): Truth {
  if (zones.least >= demanded) return false;
  if (zones.open) return zones.open;
  return zones.most < demanded ? true : { path: "", reason: "it cannot be told which zones the subnets are in" };
}

/** The zone that a subnet is declared in; undefined when it is not known. */
export function zoneOf(subnet: Resource): string | undefined {
  const name = subnet.at("availabilityZone").text();
  if (name !== undefined && name !== "") return name;
  const id = subnet.at("availabilityZoneId").text();
  return id === undefined || id === "" ? undefined : `id:${id}`;
}

function shownZone(subnet: Resource): string {
  const name = subnet.at("availabilityZone");
  return name.text() === undefined ? subnet.at("availabilityZoneId").shown() : name.shown();
}
