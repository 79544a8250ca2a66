/** When and by what a secret is given a new value. */
export interface RotationSchedule {
  /**
   * `rate(10 days)`, `rate(8 hours)`, or `cron(0 3 1 * ? *)` in UTC.
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
   */
  readonly expression: string;
  /** Hours within which the rotation begins, 1-24. Default the rest of the UTC day, and one hour where the rate is in hours. */
  readonly windowHours?: number;
}

/** A function that rotates, which exists and knows how to change the credential where it is checked. */
export interface RotationFunction {
  /** Of this account and region: Secrets Manager calls no other. */
  readonly functionArn: string;
  /** The function's own role, which has to read the value in order to change it. */
  readonly roleArn: string;
  readonly schedule: RotationSchedule;
}

/** Hours between two rotations at least, and days at most. */
const [leastHours, mostDays] = [4, 1000];

/** Everything that is wrong with a schedule, one sentence each, with the value quoted. */
export function scheduleProblems(schedule: RotationSchedule): readonly string[] {
  const { expression, windowHours: hours } = schedule;
  const quoted = JSON.stringify(expression);
  if (hours !== undefined && !(Number.isInteger(hours) && hours >= 1 && hours <= 24))
    return [`the window of ${hours} hours is not between 1 and 24; write, for example, 2.`];
  const rate = /^rate\(([1-9]\d{0,3}) (hour|hours|day|days)\)$/.exec(expression);
  if (rate !== null) return rateProblems(quoted, Number(rate[1]), rate[2]?.startsWith("hour") === true, hours);
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(expression);
  if (cron !== null) return cronProblems(quoted, cron.slice(1), hours);
  return [
    `${quoted} is neither a rate nor a cron expression of six fields; write, for example, "rate(30 days)" or "cron(0 3 1 * ? *)".`,
  ];
}

function rateProblems(quoted: string, count: number, inHours: boolean, window: number | undefined): readonly string[] {
  if (inHours && count < leastHours)
    return [`${quoted} rotates more often than every ${leastHours} hours; write "rate(${leastHours} hours)".`];
  if (count > (inHours ? mostDays * 24 : mostDays))
    return [`${quoted} rotates less often than every ${mostDays} days; write "rate(${mostDays} days)".`];
  if (inHours && window !== undefined && window > count)
    return [`the window of ${window} hours is longer than ${quoted}; make it ${count} or less.`];
  return [];
}

function cronProblems(quoted: string, fields: readonly string[], window = 1): readonly string[] {
  const [minutes = "", hours = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (minutes !== "0") return [`${quoted} does not begin at a full hour; write 0 for the minutes.`];
  if (year !== "*") return [`${quoted} names a year, and rotation has no end; write * for the year.`];
  if ((dayOfMonth === "?") === (dayOfWeek === "?"))
    return [`${quoted} must have ? for either the day of the month or that of the week, and not for both.`];
  const misread = [dayOfMonth, month, dayOfWeek].find((field) => !/^(\?|[\dA-Z*,/#-]+)$/.test(field));
  if (misread !== undefined) return [`${quoted} has the field ${JSON.stringify(misread)}, which no calendar knows.`];
  const hour = /^\d{1,2}$/.test(hours) ? Number(hours) : undefined;
  const step = /^(?:\*|\d{1,2})?\/(\d{1,2})$/.exec(hours)?.[1];
  if (hour === undefined && (step === undefined || Number(step) < leastHours))
    return [
      `${quoted} has the hours ${JSON.stringify(hours)}; write one hour, or a step of at least ${leastHours} such as "/8".`,
    ];
  if (hour !== undefined && hour > 23) return [`${quoted} has the hour ${hour}; write 0 to 23.`];
  if (hour !== undefined && hour + window > 24)
    return [`the window of ${window} hours after ${quoted} reaches into the next day; make it ${24 - hour} or less.`];
  if (step !== undefined && window > Number(step))
    return [`the window of ${window} hours is longer than the step of ${quoted}; make it ${step} or less.`];
  return [];
}
