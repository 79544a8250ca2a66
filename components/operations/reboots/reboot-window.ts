/** Days as a window names them. */
export const weekDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type WeekDay = (typeof weekDays)[number];

/** When nodes may be drained and restarted. */
export interface RebootWindow {
  readonly days: readonly WeekDay[];
  /** Time of day, such as `02:00`. */
  readonly start: string;
  /** Time of day after `start`, of the same day. What is under way by then is finished. */
  readonly end: string;
  /** Name of the IANA database, such as `Europe/Berlin`. */
  readonly timeZone: string;
}

export interface WindowProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/**
 * What is wrong with a window: one sentence each. The daemon compares times within a day, so that a window over midnight
 * would never open, without a word.
 */
export function windowProblems({ start, end, timeZone }: RebootWindow): readonly WindowProblem[] {
  const times = { start, end };
  const malformed = (["start", "end"] as const).filter((field) => minutesOf(times[field]) === undefined);
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return [
    ...malformed.map((field) => ({
      path: [field],
      message: `"${times[field]}" is no time of day; write one such as "02:00".`,
    })),
    ...(from !== undefined && to !== undefined && to <= from
      ? [
          {
            path: ["end"],
            message: `"${end}" is not after "${start}" of "start", and a window cannot go over midnight; write a later time of the same day.`,
          },
        ]
      : []),
    ...(isTimeZone(timeZone)
      ? []
      : [
          {
            path: ["timeZone"],
            message: `"${timeZone}" is no time zone of the IANA database; write one such as "Europe/Berlin".`,
          },
        ]),
  ];
}

/** How long a window is open, in minutes; zero where it is none. */
export function windowMinutes({ start, end }: Pick<RebootWindow, "start" | "end">): number {
  return Math.max(0, (minutesOf(end) ?? 0) - (minutesOf(start) ?? 0));
}

function minutesOf(time: string): number | undefined {
  const [, hours, minutes] = /^([01][0-9]|2[0-3]):([0-5][0-9])$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** Offsets such as `+01:00` are known here as well, and not to the daemon. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
