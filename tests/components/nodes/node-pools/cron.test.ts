import assert from "node:assert/strict";
import { cronProblem } from "../../../../components/nodes/node-pools/cron";
import { secondsOf } from "../../../../components/nodes/node-pools/duration";

describe("schedules of disruption budgets", () => {
  it("takes what cron takes", () => {
    for (const schedule of [
      "0 8 * * mon-fri",
      "*/15 0-6,22-23 1 jan,JUL ?",
      "59 23 31 12 6",
      "0 0/2 * * *",
      "@daily",
      "@hourly",
    ])
      assert.equal(cronProblem(schedule), undefined, schedule);
  });

  it("says which field is wrong, and where it ends", () => {
    assert.equal(cronProblem("0 24 * * *"), 'has "24" for the hour, which goes from 0 to 23');
    assert.equal(cronProblem("60 * * * *"), 'has "60" for the minute, which goes from 0 to 59');
    assert.equal(cronProblem("0 0 0 * *"), 'has "0" for the day of the month, which goes from 1 to 31');
    assert.equal(cronProblem("0 0 * foo *"), 'has "foo" for the month, which goes from 1 to 12');
    // Sunday is 0 here and has no second number.
    assert.equal(cronProblem("0 0 * * 7"), 'has "7" for the day of the week, which goes from 0 to 6');
  });

  it("refuses ranges backwards, steps of nothing and stars with an end", () => {
    for (const part of ["5-3", "*/0", "*-5", "1-2-3", "", "1,,2"])
      assert.match(cronProblem(`${part || "x"} * * * *`) ?? "", /for the minute/, part);
  });

  it("counts fields, and knows the names of whole schedules", () => {
    assert.equal(cronProblem("0 8 * *"), "has 4 fields where cron has 5");
    assert.equal(cronProblem("daily"), "has 1 field where cron has 5");
    assert.match(cronProblem("@dayly") ?? "", /^is none of "@annually"/);
  });
});

describe("durations", () => {
  it("add hours, minutes and seconds", () => {
    assert.equal(secondsOf("1h30m"), 5400);
    assert.equal(secondsOf("720h"), 2_592_000);
    assert.equal(secondsOf("90s"), 90);
  });

  it("know no days, no fractions and no signs", () => {
    for (const text of ["30d", "1.5h", "-1h", "720", "h", ""]) assert.equal(secondsOf(text), undefined, text);
  });
});
