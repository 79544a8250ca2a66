import assert from "node:assert/strict";
import { scheduleProblems, type RotationSchedule } from "../../../components/secrets";

/** Each from the page on schedule expressions of the Secrets Manager User Guide. */
const accepted: readonly RotationSchedule[] = [
  { expression: "rate(4 hours)" },
  { expression: "rate(10 days)" },
  { expression: "rate(1 day)", windowHours: 24 },
  { expression: "rate(1000 days)" },
  { expression: "cron(0 /8 * * ? *)" },
  { expression: "cron(0 8 * * ? *)" },
  { expression: "cron(0 18 ? * 1L *)", windowHours: 6 },
  { expression: "cron(0 0 L * ? *)" },
  { expression: "cron(0 16 1,15 * ? *)" },
  { expression: "cron(0 9 ? * MON#2 *)" },
];

const refused: readonly (RotationSchedule & { readonly because: RegExp })[] = [
  { expression: "30 days", because: /neither a rate nor a cron/ },
  { expression: "rate(0 days)", because: /neither a rate nor a cron/ },
  { expression: "rate(30 minutes)", because: /neither a rate nor a cron/ },
  { expression: "rate(3 hours)", because: /more often than every 4 hours; write "rate\(4 hours\)"/ },
  { expression: "rate(1001 days)", because: /less often than every 1000 days/ },
  { expression: "cron(0 3 1 * *)", because: /neither a rate nor a cron/ },
  { expression: "cron(30 3 1 * ? *)", because: /full hour/ },
  { expression: "cron(0 3 1 * ? 2030)", because: /names a year/ },
  { expression: "cron(0 3 1 * * *)", because: /\? for either/ },
  { expression: "cron(0 3 ? * ? *)", because: /\? for either/ },
  { expression: "cron(0 * * * ? *)", because: /the hours "\*"/ },
  { expression: "cron(0 /2 * * ? *)", because: /the hours "\/2"/ },
  { expression: "cron(0 24 1 * ? *)", because: /the hour 24/ },
  { expression: "cron(0 3 1 mon ? *)", because: /the field "mon"/ },
  { expression: "rate(4 hours)", windowHours: 5, because: /longer than "rate\(4 hours\)"; make it 4 or less/ },
  { expression: "rate(30 days)", windowHours: 25, because: /25 hours is not between 1 and 24/ },
  { expression: "rate(30 days)", windowHours: 1.5, because: /1.5 hours is not between 1 and 24/ },
  { expression: "cron(0 22 1 * ? *)", windowHours: 3, because: /into the next day; make it 2 or less/ },
  { expression: "cron(0 /8 * * ? *)", windowHours: 9, because: /longer than the step/ },
];

describe("a rotation schedule", () => {
  for (const schedule of accepted)
    it(`may be ${schedule.expression} with a window of ${String(schedule.windowHours)}`, () => {
      assert.deepEqual(scheduleProblems(schedule), []);
    });

  for (const { because, ...schedule } of refused)
    it(`may not be ${schedule.expression} with a window of ${String(schedule.windowHours)}`, () => {
      const [problem = "", ...more] = scheduleProblems(schedule);
      assert.match(problem, because);
      assert.deepEqual(more, []);
    });
});
