import assert from "node:assert/strict";
import { supportOf } from "../../../planning/upgrade/support";

const on = (day: string): Date => new Date(`${day}T12:00:00Z`);

describe("support of a minor in a plan", () => {
  it("counts the days to the end of standard support", () => {
    const { phase, daysLeft, note } = supportOf("1.34", "STANDARD", on("2026-11-21"));
    assert.deepEqual([phase, daysLeft], ["standard", 11]);
    assert.equal(note, "On 2026-12-02 EKS begins to upgrade the control plane by itself, nodes not included.");
  });

  it("says what extended support will cost where it is chosen", () => {
    // 0.60 instead of 0.10 US dollars an hour, for 730 hours.
    const { note } = supportOf("1.34", "EXTENDED", on("2026-11-21"));
    assert.match(note, /^From 2026-12-02 the cluster costs 0\.60 US dollars an hour instead of 0\.10, about 365 more/);
  });

  it("says when extended support ends", () => {
    const { phase, daysLeft, note } = supportOf("1.34", "EXTENDED", on("2026-12-02"));
    assert.deepEqual([phase, daysLeft], ["extended", 365]);
    assert.match(note, /on 2027-12-02 EKS upgrades the control plane in any case\.$/);
  });

  it("knows that nothing is left", () => {
    assert.deepEqual([supportOf("1.34", "EXTENDED", on("2027-12-02")).phase], ["ended"]);
  });
});
