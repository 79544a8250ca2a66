/** A field of a schedule: its name, its range, and the names that stand for its first numbers. */
interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", low: 0, high: 59 },
  { name: "hour", low: 0, high: 23 },
  { name: "day of the month", low: 1, high: 31 },
  {
    name: "month",
    low: 1,
    high: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of the week", low: 0, high: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const macros = ["@annually", "@yearly", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/**
 * What is wrong with a schedule in the syntax of cron, in a few words; undefined where nothing is. It has five fields and
 * no time zone: all times are UTC.
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function cronProblem(schedule: string): string | undefined {
  if (schedule.startsWith("@"))
    return macros.includes(schedule) ? undefined : `is none of ${macros.map((macro) => `"${macro}"`).join(", ")}`;
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length)
    return `has ${String(parts.length)} ${parts.length === 1 ? "field" : "fields"} where cron has 5`;
  for (const [index, field] of fields.entries()) {
    const part = parts[index] ?? "";
    if (!part.split(",").every((range) => isRange(range, field)))
      return `has "${part}" for the ${field.name}, which goes from ${String(field.low)} to ${String(field.high)}`;
  }
  return undefined;
}

/** `*`, `?`, a value or two with a hyphen between them, each with a step after a slash if there is one. */
function isRange(range: string, field: Field): boolean {
  const [, first = "", last, step] = /^([^-/]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(range) ?? [];
  if (step !== undefined && Number(step) < 1) return false;
  if (first === "*" || first === "?") return last === undefined;
  const [low, high] = [valueOf(first, field), last === undefined ? undefined : valueOf(last, field)];
  return low !== undefined && (last === undefined || (high !== undefined && low <= high));
}

function valueOf(text: string, { low, high, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + low;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= low && value <= high ? value : undefined;
}
