import type { CapacityLimit, Verdicts } from "../../policies/evaluate";

/** How much of a limit is taken, such as `180 of 512 (35 %)`. */
export function takenOf({ taken: { least, most }, limit, percent }: CapacityLimit): string {
  const count = most === null ? `${least} or more` : least === most ? String(most) : `${least} to ${most}`;
  return `${count} of ${limit ?? "an unknown number"}${percent === null ? "" : ` (${percent} %)`}`;
}

/** What is limited, in the words of a report. */
export function limited({ kind, title, code }: CapacityLimit): string {
  return kind === "addresses" ? `IPv4 addresses of ${title}` : `${title}${code === undefined ? "" : ` [${code}]`}`;
}

/** What a stack runs out of first: of its account's quotas, and of addresses in its subnets. */
export function firstLimits({ capacity }: Verdicts): readonly CapacityLimit[] {
  return (["quota", "addresses"] as const).flatMap((kind) => capacity.find((limit) => limit.kind === kind) ?? []);
}
