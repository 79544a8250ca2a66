import assert from "node:assert/strict";
import { parseQuantity } from "../../../../policies/engine/kubernetes/quantity";

const one = 1_000_000_000n;

describe("quantity", () => {
  for (const [text, expected] of [
    ["0", 0n],
    ["1", one],
    ["+1", one],
    ["-1", -one],
    ["1.", one],
    [".5", one / 2n],
    ["100m", one / 10n],
    ["1u", 1000n],
    ["1n", 1n],
    ["1k", 1000n * one],
    ["1Ki", 1024n * one],
    ["1.5Gi", (3n * 2n ** 30n * one) / 2n],
    ["1E", 10n ** 18n * one],
    ["1Ei", 2n ** 60n * one],
    ["1e3", 1000n * one],
    ["1E3", 1000n * one],
    ["12e-1", (12n * one) / 10n],
    ["1e+2", 100n * one],
  ] as const)
    it(`reads ${text}`, () => {
      assert.equal(parseQuantity(text), expected);
    });

  it("rounds what is finer than a billionth away from zero", () => {
    assert.equal(parseQuantity("0.1n"), 1n);
    assert.equal(parseQuantity("-0.1n"), -1n);
  });

  it("survives exponents beyond all machines", () => {
    assert.equal((parseQuantity("1e999999999") ?? 0n) > 10n ** 60n, true);
    assert.equal(parseQuantity("1e-999999999"), 1n);
  });

  for (const text of ["", ".", "-", "1 Gi", "1GB", "1mi", "1K", "0x10", "1,5", "1e", "1e1.5", "ten", "1i", "1 "])
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(parseQuantity(text), undefined);
    });
});
