import assert from "node:assert/strict";
import path from "node:path";
import { policiesOf } from "../../../infra/fleet/stack-policies";

const root = path.join(__dirname, "..", "..", "..");
const of = (stack: string, policies?: string): string =>
  path.relative(root, policiesOf({ stack, ...(policies !== undefined && { policies }) }, root));

describe("The policies of a fleet's stack", () => {
  it("are those of its entry, else its own, else the strictest", () => {
    assert.equal(of("dev", "policies/config/prod.json"), path.join("policies", "config", "prod.json"));
    assert.equal(of("dev"), path.join("policies", "config", "dev.json"));
    assert.equal(of("canary-eu"), path.join("policies", "config", "prod.json"));
  });
});
