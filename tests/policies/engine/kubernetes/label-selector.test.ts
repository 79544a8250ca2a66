import assert from "node:assert/strict";
import {
  podSelectorSelectsEverything,
  selects,
  selectsEverything,
} from "../../../../policies/engine/kubernetes/label-selector";
import { Property } from "../../../../policies/engine/values/property";
import { unknown, type Value } from "../../../../policies/engine/values/value";

const of = (value: Value): Property => new Property(value, "at");
const told = (truth: ReturnType<typeof selects>): boolean | "undecided" =>
  typeof truth === "boolean" ? truth : "undecided";
const expression = (key: Value, operator: string, ...values: readonly Value[]): Value => ({
  matchExpressions: [{ key, operator, values }],
});

describe("label selector", () => {
  for (const [what, selector, labels, wanted] of [
    ["an absent one selects nothing", undefined, { app: "a" }, false],
    ["an empty one selects everything", {}, { app: "a" }, true],
    ["an empty one selects what is not known", {}, unknown, true],
    ["all labels must match", { matchLabels: { app: "a", tier: "web" } }, { app: "a", tier: "db" }, false],
    ["further labels do not matter", { matchLabels: { app: "a" } }, { app: "a", tier: "db" }, true],
    ["In needs the key", expression("app", "In", "a", "b"), {}, false],
    ["In takes one of the values", expression("app", "In", "a", "b"), { app: "b" }, true],
    ["NotIn takes a missing key", expression("app", "NotIn", "a"), {}, true],
    ["NotIn refuses a listed value", expression("app", "NotIn", "a"), { app: "a" }, false],
    ["Exists needs the key", expression("app", "Exists"), { app: "" }, true],
    ["DoesNotExist refuses the key", expression("app", "DoesNotExist"), { app: "" }, false],
    ["an unknown label leaves it open", { matchLabels: { app: "a" } }, { app: unknown }, "undecided"],
    ["one mismatch decides", { matchLabels: { app: "a", tier: "x" } }, { app: unknown, tier: "y" }, false],
    ["an unknown value beside a match does not matter", expression("app", "In", "a", unknown), { app: "a" }, true],
    ["an unknown value may match", expression("app", "In", "a", unknown), { app: "b" }, "undecided"],
    ["an unknown selector leaves it open", unknown, { app: "a" }, "undecided"],
    [
      "labels and expressions must both hold",
      { matchLabels: { a: "1" }, matchExpressions: [{ key: "b", operator: "Exists" }] },
      { a: "1" },
      false,
    ],
  ] as const)
    it(what, () => {
      assert.equal(told(selects(of(selector), of(labels))), wanted);
    });

  it("knows an empty one from an absent one, and from one with a requirement", () => {
    assert.equal(told(selectsEverything(of({}))), true);
    assert.equal(told(selectsEverything(of({ matchLabels: {}, matchExpressions: [] }))), true);
    assert.equal(told(selectsEverything(of(undefined))), false);
    assert.equal(told(selectsEverything(of(expression("app", "Exists")))), false);
    assert.equal(told(selectsEverything(of({ matchLabels: unknown }))), "undecided");
    assert.equal(told(podSelectorSelectsEverything(of(undefined))), true);
  });
});
