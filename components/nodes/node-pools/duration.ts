/** Seconds of a duration of Kubernetes in hours, minutes and seconds, such as `1h30m`; undefined where it is none. */
export function secondsOf(duration: string): number | undefined {
  if (!/^([0-9]+(s|m|h))+$/.test(duration)) return undefined;
  const units = { h: 3600, m: 60, s: 1 };
  return [...duration.matchAll(/([0-9]+)(s|m|h)/g)].reduce(
    // The pattern admits these three letters alone.
    (sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units],
    0,
  );
}
