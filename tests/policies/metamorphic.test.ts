import fc from "fast-check";
import assert from "node:assert/strict";
import { Graph } from "../../policies/engine/graph/graph";
import type { GraphResource } from "../../policies/engine/graph/resource";
import { judge, type Verdict } from "../../policies/engine/judge";
import { parametersSchema, type Parameters } from "../../policies/engine/parameters";
import type { Rule } from "../../policies/engine/rule";
import { isPropertyMap, Secret, unknown, type PropertyMap, type Value } from "../../policies/engine/values/value";
import { graphOf } from "./fixture";
import { allFixtures } from "./rules";

/** One stack with one rule to judge it by. */
interface Case {
  readonly rule: Rule;
  readonly when: string;
  readonly resources: readonly GraphResource[];
  readonly parameters: Parameters;
}

/** Where a value stands: the index of its resource, then the keys that lead to it. */
type Place = readonly [number, ...(string | number)[]];

const cases: readonly Case[] = allFixtures.flatMap(({ rule, passes, fails, undecided, outside = [] }) =>
  [...passes, ...fails, ...undecided, ...outside].map(({ when, resources, parameters = {} }) => ({
    ...{ rule, when, resources: graphOf(resources).resources, parameters: parametersSchema.parse(parameters) },
  })),
);

function verdictsOf({ rule, parameters }: Case, resources: readonly GraphResource[]): ReadonlyMap<string, Verdict> {
  const graph = new Graph({ ...graphOf([]), resources }, true, parameters.podTemplates);
  const subjects = graph.ofType(...Object.keys(rule.reads));
  return new Map(subjects.map((subject) => [subject.urn, judge(rule, subject, graph, parameters)]));
}

function placesOf(resources: readonly GraphResource[]): readonly Place[] {
  const below = (value: Value, place: Place): readonly Place[] => {
    if (value === undefined || value === null || value === unknown) return [];
    if (Array.isArray(value)) return [place, ...value.flatMap((item: Value, index) => below(item, [...place, index]))];
    if (!isPropertyMap(value)) return [place];
    return [place, ...Object.entries(value).flatMap(([key, item]) => below(item, [...place, key]))];
  };
  return resources.flatMap(({ inputs }, index) =>
    Object.entries(inputs).flatMap(([key, value]) => below(value, [index, key])),
  );
}

/** The resources with the value at a place changed. */
function changed(resources: readonly GraphResource[], [index, ...keys]: Place, change: (value: Value) => Value) {
  const inside = (value: Value, [key, ...rest]: readonly (string | number)[]): Value => {
    if (key === undefined) return change(value);
    if (Array.isArray(value)) return value.map((item: Value, at) => (at === key ? inside(item, rest) : item));
    if (!isPropertyMap(value)) return value;
    return { ...value, [key]: inside(value[key], rest) };
  };
  return resources.map((each, at) =>
    at === index ? { ...each, inputs: inside(each.inputs, keys) as PropertyMap } : each,
  );
}

function described(verdict: Verdict | undefined): string {
  return verdict?.kind === "fail"
    ? `fail at ${verdict.violations
        .map(({ path }) => path)
        .sort()
        .join(", ")}`
    : (verdict?.kind ?? "no subject");
}

/** What the verdict may not become when something is no longer known. */
function assertOnlyLessDecided(tried: Case, resources: readonly GraphResource[], what: string): void {
  const before = verdictsOf(tried, tried.resources);
  for (const [urn, after] of verdictsOf(tried, resources)) {
    const kind = before.get(urn)?.kind;
    if (after.kind === "undecided" || after.kind === kind || kind === "undecided") continue;
    // Whether something right is judged at all may hang on the unknown, such as the namespace of an object.
    if (after.kind !== "fail" && kind !== "fail") continue;
    // A fact about several resources is told of one of them: of another, when it is not known that this is the one.
    if (kind === "outside" && [...before.values()].some((verdict) => verdict.kind === "fail")) continue;
    assert.fail(`${tried.rule.id}, ${tried.when}: ${kind} became ${after.kind} when ${what} of ${urn} was unknown`);
  }
}

function messagesOf(verdicts: ReadonlyMap<string, Verdict>): string {
  return [...verdicts.values()]
    .flatMap((verdict) => {
      if (verdict.kind === "fail") return verdict.violations.map(({ message, fix = "" }) => `${message} ${fix}`);
      return verdict.kind === "undecided" ? verdict.conditions.map(({ undecided }) => undecided.reason) : [];
    })
    .join("\n");
}

describe("every rule on every fixture", () => {
  for (const { rule } of allFixtures) {
    const own = cases.filter((each) => each.rule === rule);

    it(`${rule.id} never throws`, () => {
      for (const tried of own)
        for (const place of placesOf(tried.resources))
          for (const value of [unknown, undefined, 0, "", [], {}, [unknown], { x: unknown }, true, "\u0000{"]) {
            const verdicts = verdictsOf(
              tried,
              changed(tried.resources, place, () => value),
            );
            assert.doesNotMatch(messagesOf(verdicts), /^internal/m, `${tried.when}: ${place.join(".")}`);
          }
    });

    it(`${rule.id} knows less, never the opposite, when any one value is unknown`, () => {
      for (const tried of own)
        for (const place of placesOf(tried.resources)) {
          const [index, ...keys] = place;
          const what = `${keys.join(".")} of ${tried.resources[index]?.name ?? ""}`;
          assertOnlyLessDecided(
            tried,
            changed(tried.resources, place, () => unknown),
            what,
          );
        }
    });

    it(`${rule.id} judges secrets alike and repeats none`, () => {
      for (const tried of own) {
        const before = verdictsOf(tried, tried.resources);
        for (const place of placesOf(tried.resources)) {
          const texts: string[] = [];
          const wrapped = changed(tried.resources, place, (value) => {
            if (typeof value === "string") texts.push(value);
            return new Secret(value);
          });
          const after = verdictsOf(tried, wrapped);
          for (const [urn, verdict] of after)
            assert.equal(
              described(verdict),
              described(before.get(urn)),
              `${tried.when}: ${place.join(".")} was secret`,
            );
          const said = messagesOf(after);
          for (const text of texts.filter((each) => isTelling(each, rule, tried.resources)))
            assert.ok(
              !said.includes(text),
              `${tried.when}: the secret ${place.join(".")} is in ${JSON.stringify(said)}`,
            );
        }
      }
    });

    it(`${rule.id} does not depend on the order or the names of resources`, () => {
      for (const tried of own) {
        const before = verdictsOf(tried, tried.resources);
        for (const [urn, verdict] of verdictsOf(tried, tried.resources.toReversed()))
          assert.equal(described(verdict), described(before.get(urn)), `${tried.when}: in reverse`);
        const rename = (urn: string): string => `${urn}-renamed`;
        const renamed = verdictsOf(
          tried,
          tried.resources.map((each) => renamedResource(each, rename)),
        );
        for (const [urn, verdict] of before)
          assert.equal(described(renamed.get(rename(urn))), described(verdict), `${tried.when}: renamed`);
      }
    });
  }

  it("knows less, never the opposite, when any values are unknown together", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 2, maxLength: 4 }), (chosen, at) => {
        const tried = cases[chosen % cases.length];
        const places = tried ? placesOf(tried.resources) : [];
        if (!tried || places.length === 0) return;
        const chosenPlaces = at.map((each) => places[each % places.length]).filter((place) => place !== undefined);
        const resources = chosenPlaces.reduce(
          (all, place) => changed(all, place, (value) => (value === undefined ? value : unknown)),
          tried.resources,
        );
        assertOnlyLessDecided(tried, resources, chosenPlaces.map((place) => place.join(".")).join(" and "));
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});

/** Whether a text in a message can only come from the one place where it stands in a stack. */
function isTelling(
  text: string,
  { title, fix, why, reads, check }: Rule,
  resources: readonly GraphResource[],
): boolean {
  const spoken = [title, fix, why, JSON.stringify(reads), check.toString()].join("\n");
  return text.length > 7 && !spoken.includes(text) && JSON.stringify(resources).split(text).length === 2;
}

function renamedResource(each: GraphResource, rename: (urn: string) => string): GraphResource {
  const { propertyDependencies, dependencies, parent, provider, urn, name } = each;
  return {
    ...each,
    urn: rename(urn),
    name: `${name}-renamed`,
    parent: parent === undefined ? undefined : rename(parent),
    provider: provider === undefined ? undefined : rename(provider),
    dependencies: dependencies.map(rename),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([key, urns]) => [key, urns.map(rename)]),
    ),
  };
}
