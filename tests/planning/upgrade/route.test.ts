import assert from "node:assert/strict";
import type { KubernetesMinor } from "../../../components/cluster/versions";
import { upgradeRoute } from "../../../planning/upgrade/route";

describe("upgrade route", () => {
  const cases: readonly (readonly [KubernetesMinor, string, readonly string[], readonly string[]])[] = [
    ["1.35", "1.36", ["1.36"], []],
    ["1.34", "1.36", ["1.35", "1.36"], ["skipped-minor"]],
    ["1.36", "1.36", [], []],
    ["1.36", "1.35", [], ["downgrade"]],
    ["1.36", "1.37", [], ["unknown-minor"]],
    ["1.36", "1.99", [], ["unknown-minor"]],
  ];
  for (const [from, to, hops, blockers] of cases)
    it(`goes from ${from} to ${to} by ${hops.join(", ") || "nothing"}${blockers.length > 0 ? `, blocked by ${blockers.join()}` : ""}`, () => {
      const route = upgradeRoute(from, to);
      assert.deepEqual(route.hops, hops);
      assert.deepEqual(
        route.blockers.map(({ kind }) => kind),
        blockers,
      );
    });

  it("quotes both minors of a skip and says where to begin", () => {
    const [blocker] = upgradeRoute("1.34", "1.36").blockers;
    assert.equal(
      blocker?.message,
      '"1.36" skips 1.35 after "1.34", and EKS moves a control plane one minor at a time.',
    );
    assert.match(blocker.fix, /^Deploy 1\.35 first/);
  });
});
