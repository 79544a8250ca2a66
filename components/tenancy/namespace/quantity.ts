/** An exact amount: `numerator / denominator` of the unit, such as cores or bytes. */
export interface Quantity {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const binary: Readonly<Record<string, bigint>> = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};

/** Powers of ten. */
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/**
 * The amount that a Kubernetes quantity states, exactly: `500m` is half of one, `2Gi` is 2^31, `1e3` is a thousand.
 * @returns undefined where the API server would refuse the text. Negative amounts, which it knows, limit nothing: they
 * are refused too.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): Quantity | undefined {
  const parts = /^\+?(\d+\.?\d*|\.\d+)(?:([KMGTPE]i)|([numkMGTPE]?)|[eE]([+-]?\d{1,2}))$/.exec(text);
  if (parts === null) return undefined;
  const [, number = "", binarySuffix, decimalSuffix = "", exponent] = parts;
  const [whole = "", fraction = ""] = number.split(".");
  const numerator = BigInt(whole + fraction);
  const denominator = 10n ** BigInt(fraction.length);
  if (binarySuffix !== undefined) return { numerator: numerator * (binary[binarySuffix] ?? 1n), denominator };
  const power = exponent === undefined ? (decimal[decimalSuffix] ?? 0) : Number(exponent);
  return power < 0
    ? { numerator, denominator: denominator * 10n ** BigInt(-power) }
    : { numerator: numerator * 10n ** BigInt(power), denominator };
}

/** Less than zero where the first is the smaller one, zero where both are the same. */
export function compareQuantities(one: Quantity, other: Quantity): number {
  const [left, right] = [one.numerator * other.denominator, other.numerator * one.denominator];
  return left < right ? -1 : left > right ? 1 : 0;
}
