import { setTimeout as wait } from "node:timers/promises";

/** Milliseconds that stand for one minute of AWS: enough that order and parallelism show, little enough to wait for. */
const millisecondsPerMinute = Number(process.env["ENGINE_TEST_MILLISECONDS_PER_MINUTE"] ?? "20");

/** Waits as long as AWS takes, scaled down. */
export async function take(minutes: number): Promise<void> {
  await wait(minutes * millisecondsPerMinute);
}

/** The time in minutes of AWS. Where a minute takes no time at all, a thousandth of a millisecond stands for it. */
export function minutesNow(): number {
  return Date.now() / Math.max(millisecondsPerMinute, 0.001);
}
