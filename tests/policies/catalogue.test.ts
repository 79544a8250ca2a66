import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { groupOf } from "../../policies/engine/rule";
import { ruleDescriptions } from "../../policies/evaluate";
import { rules } from "../../policies/rules";
import { allFixtures } from "./rules";

const folder = path.join(__dirname, "../../policies/rules");

/** How many rules the catalogue has in the groups that the pack holds so far. */
const groups: Readonly<Record<string, number>> = {
  EKS: 14,
  NODE: 13,
  NET: 12,
  IAM: 20,
  DATA: 13,
  "PSS-B": 12,
  "PSS-R": 7,
  WL: 22,
  RBAC: 10,
  LOG: 5,
  TAG: 1,
  COST: 2,
  META: 3,
};

/** Rules that pass nothing: that it exists is the violation, or what they judge is never seen in full. */
const forbidding = new Set(["IAM-17", "WL-21"]);

describe("rule catalogue", () => {
  it("lists every rule file of the folder, and nothing else", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && path.basename(file) !== "index.ts")
      .filter((file) => /^\s*id: "/m.test(readFileSync(path.join(folder, file), "utf8")))
      .map((file) => path.basename(file, ".ts"));
    // Two groups may ask the same of different pods: one of the names then says which group.
    const names = rules.map(({ name }) => files.find((file) => file === name || name.endsWith(`-${file}`)) ?? name);
    assert.deepEqual(names.sort(), files.sort());
  });

  it("has every rule of its groups once, numbered without a gap", () => {
    const wanted = Object.entries(groups).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, index) => `${group}-${String(index + 1).padStart(2, "0")}`),
    );
    // META-02 judges the waivers, and no resource.
    assert.deepEqual(ruleDescriptions.map(({ id }) => id).sort(), wanted.sort());
  });

  it("gives every rule a name of its own", () => {
    const names = ruleDescriptions.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
  });

  it("keeps the rules of a group together, in the order of their numbers", () => {
    const ids = rules.map(({ id }) => id);
    const order = Object.keys(groups);
    const sorted = ids.toSorted((a, b) => order.indexOf(groupOf(a)) - order.indexOf(groupOf(b)) || (a < b ? -1 : 1));
    assert.deepEqual(ids, sorted);
  });

  for (const { id, name, title, why, fix, references, reads } of rules)
    it(`describes ${id} in full`, () => {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(title, /^[A-Z].*[^.]$/);
      assert.match(why, /^[A-Z`].*\.$/s);
      assert.match(fix, /^[A-Z].*\.$/s);
      assert.notEqual(Object.values(references).flat().length, 0, "no references");
      assert.notEqual(Object.keys(reads).length, 0, "no subjects");
    });

  for (const rule of rules)
    it(`tries ${rule.id} with passing, failing and undecided stacks`, () => {
      const found = allFixtures.filter((fixtures) => fixtures.rule === rule);
      assert.equal(found.length, 1, "not exactly one set of fixtures");
      const kinds = forbidding.has(rule.id) ? (["fails"] as const) : (["passes", "fails", "undecided"] as const);
      for (const kind of kinds)
        assert.notEqual(found.flatMap((fixtures) => fixtures[kind]).length, 0, `no fixture ${kind}`);
    });
});
