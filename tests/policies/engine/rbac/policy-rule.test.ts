import assert from "node:assert/strict";
import { Property } from "../../../../policies/engine/values/property";
import { grants } from "../../../../policies/engine/rbac/policy-rule";
import { unknown, type PropertyMap, type Value } from "../../../../policies/engine/values/value";

const execute = { group: "", resources: ["pods/exec"], verbs: ["create"] };
const rule = (resources: Value, verbs: Value = ["create"], more: PropertyMap = {}) =>
  new Property({ apiGroups: [""], resources, verbs, ...more }, "rules[0]");

describe("rule of a role", () => {
  for (const resources of [["pods/exec"], ["*/exec"], ["*"], ["secrets", "pods/exec"]])
    it(`covers a subresource by ${resources.join(", ")}`, () => {
      assert.equal(grants(rule(resources), execute), true);
    });

  for (const resources of [["pods"], ["pods/*"], ["*/log"], ["pods/"], ["Pods/exec"], []])
    it(`does not cover it by ${JSON.stringify(resources)}`, () => {
      assert.equal(grants(rule(resources), execute), false);
    });

  it("covers no subresource's parent", () => {
    assert.equal(grants(rule(["pods/exec"]), { ...execute, resources: ["pods"] }), false);
  });

  it("tells API groups apart, and knows the star for all", () => {
    assert.equal(grants(rule(["pods/exec"], ["create"], { apiGroups: ["apps"] }), execute), false);
    assert.equal(grants(rule(["pods/exec"], ["create"], { apiGroups: ["*"] }), execute), true);
    assert.equal(grants(rule(["pods/exec"], ["create"], { apiGroups: null }), execute), false);
  });

  it("is narrowed by names, also for requests that name none and are refused then", () => {
    const named = { resourceNames: ["own"] };
    for (const verb of ["get", "list", "watch", "create", "deletecollection"]) {
      const permission = { group: "", resources: ["pods"], verbs: [verb] };
      assert.equal(grants(rule(["pods"], [verb], named), permission), false, verb);
      assert.equal(grants(rule(["pods"], [verb], named), permission, true), true, verb);
    }
    assert.equal(grants(rule(["pods/exec"], ["create"], named), execute), false);
  });

  it("is undecided where an unknown could cover it, and not where something known excludes it", () => {
    assert.equal(typeof grants(rule([unknown]), execute), "object");
    assert.equal(grants(rule([unknown], ["get"]), execute), false);
    assert.equal(grants(rule(["pods/exec", unknown]), execute), true);
  });
});
