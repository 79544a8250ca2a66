import assert from "node:assert/strict";
import { propertyChanges } from "../../../preview/comparison";

describe("the changes of properties", () => {
  it("are told at the deepest path that tells them", () => {
    assert.deepEqual(propertyChanges({ a: { b: 1, c: [true] }, same: "x" }, { a: { b: 2, c: [false] }, same: "x" }), [
      { path: "a.b", before: 1, after: 2 },
      { path: "a.c[0]", before: true, after: false },
    ]);
  });

  it("leave out what was not there, or is there no more", () => {
    assert.deepEqual(propertyChanges({ old: 1 }, { fresh: null }), [
      { path: "old", before: 1 },
      { path: "fresh", after: null },
    ]);
  });

  it("quote a key that is no word", () => {
    assert.deepEqual(propertyChanges({ "a.b/c": 1 }, { "a.b/c": 2 }), [{ path: '["a.b/c"]', before: 1, after: 2 }]);
  });

  it("tell an element that was put in, at either end or between, as one change", () => {
    for (const [after, path] of [
      [["new", "a", "b"], "[0]"],
      [["a", "new", "b"], "[1]"],
      [["a", "b", "new"], "[2]"],
    ] as const)
      assert.deepEqual(propertyChanges(["a", "b"], after), [{ path, after: "new" }]);
  });

  it("tell an element that was taken out as one change", () => {
    assert.deepEqual(propertyChanges(["a", "b", "c"], ["a", "c"]), [{ path: "[1]", before: "b" }]);
    assert.deepEqual(propertyChanges(["a", "a"], ["a"]), [{ path: "[1]", before: "a" }]);
  });

  it("look into JSON documents, whose spaces say nothing", () => {
    assert.deepEqual(
      propertyChanges(
        { policy: '{"Statement":[{"Effect":"Deny"}]}' },
        { policy: '{ "Statement": [{"Effect":"Allow"}] }' },
      ),
      [{ path: "policy.Statement[0].Effect", before: "Deny", after: "Allow" }],
    );
    assert.deepEqual(propertyChanges('{"a": 1}', '{"a":1}'), []);
    assert.deepEqual(propertyChanges("{no json", "{no json at all"), [
      { path: "", before: "{no json", after: "{no json at all" },
    ]);
  });

  it("keep secrets and unknowns whole", () => {
    assert.deepEqual(propertyChanges({ a: { $secret: true } }, { a: { $secret: true } }), []);
    assert.deepEqual(propertyChanges({ a: { $unknown: true } }, { a: { b: 1 } }), [
      { path: "a", before: { $unknown: true }, after: { b: 1 } },
    ]);
  });
});
