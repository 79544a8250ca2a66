import type { GraphResource } from "../../../policies/engine/graph/resource";
import { graphOf, type Fixture, type RuleFixtures } from "../fixture";
import { differenceLines, isSame, valueLines, type Line } from "./value-lines";

/** Longer ones show more of the fixture than of the rule. */
const mostLines = 40;

/**
 * How to fulfil a rule: the smallest difference between a stack that fails it and one that passes it. Both are fixtures,
 * so that the tests of the rule are those of its example. Undefined where no two fixtures are close enough to read.
 */
export function exampleOf({ fails, passes }: RuleFixtures): string | undefined {
  const candidates = fails.flatMap((fail, at) =>
    fail.level === "advisory"
      ? []
      : passes
          .filter((pass) => isComparable(fail, pass))
          .map((pass, index) => {
            const lines = difference(graphOf(fail.resources).resources, graphOf(pass.resources).resources);
            return { lines, cost: cost(lines) + (at + index) / 2 };
          }),
  );
  const [shortest] = candidates
    .filter(({ lines }) => lines.length > 0 && lines.length <= mostLines)
    .toSorted((a, b) => a.cost - b.cost);
  return shortest?.lines.map(({ sign, depth, text }) => `${sign} ${"  ".repeat(depth)}${text}`).join("\n");
}

/** A parameter that differs would be the reason for the verdict instead of the resources. */
function isComparable(fail: Fixture, pass: Fixture): boolean {
  return JSON.stringify(fail.parameters ?? {}) === JSON.stringify(pass.parameters ?? {});
}

/**
 * The length, and more for what only goes away: to remove something, and a whole resource even more, is seldom how a
 * rule is fulfilled, nor to move to where nobody asks. First fixtures are the plainest, so that they count less.
 */
function cost(lines: readonly Line[]): number {
  const addsNothing = lines.some(({ sign }) => sign === "+") ? 0 : 2;
  const removed = lines.filter(({ sign, depth }) => sign === "-" && depth === 0).length;
  const moves = lines.some(({ sign, text }) => sign !== " " && text.startsWith("namespace:"));
  return lines.length + addsNothing + 10 * removed + (moves ? 10 : 0);
}

function difference(before: readonly GraphResource[], after: readonly GraphResource[]): readonly Line[] {
  const old = new Map(before.map((each) => [each.urn, each]));
  const now = new Map(after.map((each) => [each.urn, each]));
  // Relations that are no inputs cannot be shown.
  const sameOtherwise = (a: GraphResource, b: GraphResource): boolean =>
    isSame({ parent: a.parent, protect: a.protect }, { parent: b.parent, protect: b.protect });
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((urn) => {
    const [from, to] = [old.get(urn), now.get(urn)];
    if (from && to) {
      const protect = from.protect === to.protect ? [] : differenceLines("protect:", from.protect, to.protect, 1);
      const inputs = differenceLines(to.type, from.inputs, to.inputs, 0);
      if (sameOtherwise(from, to)) return inputs;
      return [inputs[0] ?? { sign: " " as const, depth: 0, text: to.type }, ...protect, ...inputs.slice(1)];
    }
    if (from) return valueLines(from.type, from.inputs, "-", 0);
    return to ? valueLines(to.type, to.inputs, "+", 0) : [];
  });
}
