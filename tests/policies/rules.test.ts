import assert from "node:assert/strict";
import { Graph } from "../../policies/engine/graph/graph";
import { judge, type Verdict } from "../../policies/engine/judge";
import { parametersSchema } from "../../policies/engine/parameters";
import { graphOf, type Fixture, type RuleFixtures } from "./fixture";
import { allFixtures } from "./rules";

/** What a rule says of every subject of a fixture that is in its domain. */
function verdicts({ rule }: RuleFixtures, fixture: Fixture): readonly Exclude<Verdict, { kind: "outside" }>[] {
  const parameters = parametersSchema.parse(fixture.parameters ?? {});
  const graph = new Graph(graphOf(fixture.resources), true, parameters.podTemplates);
  return graph
    .ofType(...Object.keys(rule.reads))
    .map((subject) => judge(rule, subject, graph, parameters))
    .filter((verdict) => verdict.kind !== "outside");
}

describe("policy rules", () => {
  for (const fixtures of allFixtures) {
    const { rule } = fixtures;
    describe(`${rule.id} ${rule.name}`, () => {
      for (const fixture of fixtures.passes)
        it(`passes when ${fixture.when}`, () => {
          const found = verdicts(fixtures, fixture);
          assert.notEqual(found.length, 0, "no subject is in the rule's domain");
          assert.deepEqual(
            found.filter(({ kind }) => kind !== "pass"),
            [],
          );
        });
      for (const fixture of fixtures.fails)
        it(`fails when ${fixture.when}`, () => {
          const violations = verdicts(fixtures, fixture).flatMap((verdict) =>
            verdict.kind === "fail" ? verdict.violations : [],
          );
          assert.notEqual(violations.length, 0, "nothing fails");
          if (fixture.paths) assert.deepEqual(violations.map(({ path }) => path).sort(), [...fixture.paths].sort());
          if (fixture.level) for (const { level } of violations) assert.equal(level ?? rule.level, fixture.level);
        });
      for (const fixture of fixtures.undecided)
        it(`is undecided when ${fixture.when}`, () => {
          const kinds = verdicts(fixtures, fixture).map(({ kind }) => kind);
          assert.ok(kinds.includes("undecided"), `verdicts: ${kinds.join(", ")}`);
          assert.ok(!kinds.includes("fail"), `verdicts: ${kinds.join(", ")}`);
        });
      for (const fixture of fixtures.outside ?? [])
        it(`says nothing when ${fixture.when}`, () => {
          assert.deepEqual(verdicts(fixtures, fixture), []);
        });
    });
  }
});
