import type { Property } from "../values/property";

const binary: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const grammar = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Beyond it a quantity is more than any machine has, or nothing: Kubernetes caps at 2^63 and rounds up to a nano. */
const greatestExponent = 60;

/**
 * A quantity such as `100m`, `1.5Gi` or `2e3` in billionths, the finest that Kubernetes keeps, rounded away from zero;
 * undefined when the text is none.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): bigint | undefined {
  const [matched, sign, whole = "", fraction = "", suffix = ""] = grammar.exec(text) ?? [];
  if (matched === undefined || whole + fraction === "") return undefined;
  const exponent = /^[eE][+-]?\d+$/.test(suffix) ? Number(suffix.slice(1)) : (decimal[suffix] ?? 0);
  const power = Math.max(-greatestExponent, Math.min(greatestExponent, exponent)) + 9 - fraction.length;
  const numerator = (BigInt(whole + fraction) << (binary[suffix] ?? 0n)) * 10n ** BigInt(Math.max(power, 0));
  const denominator = 10n ** BigInt(Math.max(-power, 0));
  const magnitude = (numerator + denominator - 1n) / denominator;
  return sign === "-" ? -magnitude : magnitude;
}

/** Few texts come again and again. */
const parsed = new Map<string, bigint | undefined>();

/** The quantity that a property holds, as a text or a number; undefined when it is not known, or none. */
export function quantityOf(property: Property): bigint | undefined {
  const { raw } = property;
  if (typeof raw !== "string" && typeof raw !== "number") return undefined;
  const text = String(raw);
  if (!parsed.has(text)) parsed.set(text, parseQuantity(text));
  return parsed.get(text);
}
