import assert from "node:assert/strict";
import { intOrPercent, podsFor } from "../../../../policies/engine/kubernetes/int-or-percent";
import { Property } from "../../../../policies/engine/values/property";

const of = (value: string | number) => intOrPercent(new Property(value, "maxUnavailable"));

describe("number or percentage of pods", () => {
  it("reads numbers and percentages", () => {
    assert.deepEqual(of(2), { count: 2 });
    assert.deepEqual(of("2"), { count: 2 });
    assert.deepEqual(of("25%"), { percent: 25 });
  });

  it("refuses anything else", () => {
    for (const text of ["25 %", "a quarter", "2.5%", "-5%", ""]) assert.equal(of(text), undefined, text);
  });

  it("rounds a share of the pods as it is told to", () => {
    assert.equal(podsFor({ percent: 30 }, 7, "up"), 3);
    assert.equal(podsFor({ percent: 30 }, 7, "down"), 2);
    assert.equal(podsFor({ percent: 50 }, 1, "up"), 1);
  });

  it("takes a number as it is", () => {
    assert.equal(podsFor({ count: 9 }, 2, "up"), 9);
  });
});
