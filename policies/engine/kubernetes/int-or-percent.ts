import type { Property } from "../values/property";

/** A number of pods, as such or as a share of all. */
export type IntOrPercent = { readonly count: number } | { readonly percent: number };

/** A value such as `1` or `25%`; undefined when it is not known, or neither. */
export function intOrPercent(property: Property): IntOrPercent | undefined {
  const count = property.number();
  if (count !== undefined) return { count };
  const [, percent] = /^(\d+)%$/.exec(property.text() ?? "") ?? [];
  return percent === undefined ? undefined : { percent: Number(percent) };
}

/** How many pods of a total it is. Disruption budgets round shares up, rolling updates round them down. */
export function podsFor(value: IntOrPercent, total: number, rounding: "up" | "down"): number {
  if ("count" in value) return value.count;
  const share = (value.percent * total) / 100;
  return rounding === "up" ? Math.ceil(share) : Math.floor(share);
}
