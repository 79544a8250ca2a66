import assert from "node:assert/strict";
import { criticalPathOf, withoutSlowServices } from "../../bench/critical-path/bound";
import { offlinePreview } from "../stack/offline-preview";

/** The program may add this much to what AWS forces. */
const allowed = 1.05;

for (const stack of ["dev", "prod"])
  describe(`the first up of ${stack}`, () => {
    it("takes at most a twentieth longer than what AWS does one after the other", async () => {
      const { resources } = await offlinePreview(stack);
      for (const { makespan, bound } of [criticalPathOf(resources), criticalPathOf(resources, withoutSlowServices)])
        assert.ok(makespan <= bound * allowed, `${makespan} minutes against ${bound}`);
    });
  });
