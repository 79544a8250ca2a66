import assert from "node:assert/strict";
import { compareQuantities, parseQuantity } from "../../../../components/tenancy/namespace/quantity";

describe("a Kubernetes quantity", () => {
  for (const [text, numerator, denominator] of [
    ["0", 0n, 1n],
    ["50", 50n, 1n],
    ["+3", 3n, 1n],
    ["500m", 1n, 2n],
    ["0.5", 1n, 2n],
    [".5", 1n, 2n],
    ["1.", 1n, 1n],
    ["250u", 1n, 4000n],
    ["100n", 1n, 10_000_000n],
    ["1k", 1000n, 1n],
    ["2M", 2_000_000n, 1n],
    ["1E", 1_000_000_000_000_000_000n, 1n],
    ["128Mi", 134_217_728n, 1n],
    ["2Gi", 2_147_483_648n, 1n],
    ["1.5Ki", 1536n, 1n],
    ["1Ei", 1_152_921_504_606_846_976n, 1n],
    ["1e3", 1000n, 1n],
    ["1E3", 1000n, 1n],
    ["12e-1", 6n, 5n],
  ] as const) {
    it(`reads "${text}"`, () => {
      const quantity = parseQuantity(text);
      assert.ok(quantity);
      assert.equal(compareQuantities(quantity, { numerator, denominator }), 0);
    });
  }

  for (const text of [
    "",
    "8GB",
    "8 Gi",
    "4 cores",
    "1K",
    "1ki",
    "Gi",
    "1.2.3",
    "-1",
    "1e",
    "1Gii",
    "0x10",
    "1,5",
    "½",
    ".",
  ]) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseQuantity(text), undefined);
    });
  }

  it("is compared across units", () => {
    const sign = (one: string, other: string): number => {
      const [left, right] = [parseQuantity(one), parseQuantity(other)];
      assert.ok(left && right);
      return compareQuantities(left, right);
    };
    assert.ok(sign("1G", "1Gi") < 0);
    assert.ok(sign("1024Mi", "1000M") > 0);
    assert.equal(sign("1000m", "1"), 0);
    assert.equal(sign("1024Ki", "1Mi"), 0);
  });
});
