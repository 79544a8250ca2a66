import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ConfigurationError, readConfiguration } from "../../policies/evaluate";

function problemsOf(json: unknown): readonly string[] {
  try {
    readConfiguration(json);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.problems;
  }
  return [];
}

describe("policy configuration", () => {
  for (const [environment, values] of [
    ["dev", { publicEndpointMaxAddresses: 65536, maxClusterAdmins: 4, minZones: 2, waiverMaxDays: 365 }],
    ["prod", { publicEndpointMaxAddresses: 256, maxClusterAdmins: 2, minZones: 3, waiverMaxDays: 180 }],
  ] as const)
    it(`of ${environment} is valid and has the budgets of the catalogue`, () => {
      const file = path.join(__dirname, `../../policies/config/${environment}.json`);
      const { parameters } = readConfiguration(JSON.parse(readFileSync(file, "utf8")));
      assert.equal(parameters.environment, environment);
      for (const [name, value] of Object.entries(values))
        assert.equal((parameters as Record<string, unknown>)[name], value, name);
    });

  it("is that of production when nothing is said", () => {
    const { parameters, raised } = readConfiguration({});
    assert.equal(parameters.environment, "prod");
    assert.equal(parameters.undecidedIs, "report");
    assert.deepEqual(raised, new Set());
    assert.match(parameters.today, /^\d{4}-\d\d-\d\d$/);
  });

  it("names every problem at once: where, what, and what instead", () => {
    assert.deepEqual(
      problemsOf({
        parameters: { minZones: 0, imdsMaxHops: "two", environment: "qa", requiredTag: [], today: "tomorrow" },
        "deletion-protection-of": "mandatory",
        "private-endpoint-enabled": "disabled",
        "zonal-shift-enabled": "advisory",
        "deletion-protection-on": { enforcementLevel: "mandatory", days: 3 },
      }),
      [
        'parameters.environment is "qa"; it must be "dev" or "prod".',
        "parameters.minZones is 0; it must be at least 1.",
        'parameters.imdsMaxHops is "two"; it must be of type number.',
        'parameters.today is "tomorrow"; it must be a date as YYYY-MM-DD.',
        'parameters.requiredTag is no parameter; write "requiredTags", or leave it out.',
        'deletion-protection-of is not the name of a rule; write "deletion-protection-on", "parameters" or "all".',
        'private-endpoint-enabled is "disabled"; write "mandatory" to raise a rule, or a waiver to accept a finding.',
        'zonal-shift-enabled is "advisory"; write "mandatory" to raise a rule, or a waiver to accept a finding.',
        'deletion-protection-on has properties of its own; move them to "parameters".',
      ],
    );
  });

  it("may state the level that a rule has anyway", () => {
    assert.deepEqual(problemsOf({ parameters: { environment: "dev" }, "zonal-shift-enabled": "advisory" }), []);
    assert.deepEqual(problemsOf({ "zonal-shift-enabled": "mandatory" }), []);
  });

  for (const json of [undefined, null, "prod", []])
    it(`is refused when it is ${JSON.stringify(json)}`, () => {
      assert.equal(problemsOf(json).length, 1);
    });
});
