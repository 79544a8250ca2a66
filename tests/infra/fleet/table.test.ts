import assert from "node:assert/strict";
import { table } from "../../../infra/fleet/table";

describe("The fleet's table", () => {
  it("has a line for each stack, in columns, and the totals below", () => {
    const shown = table([
      { wave: "canary", stack: "dev", state: "succeeded", summary: "3 create", duration: 1234 },
      { wave: "all", stack: "prod-eu", state: "skipped", summary: "" },
    ]);
    assert.deepEqual(shown.split("\n"), [
      "✔  canary  dev      succeeded     1.2 s  3 create",
      "-  all     prod-eu  skipped",
      "",
      "2 stacks: 1 succeeded, 1 skipped",
    ]);
  });
});
