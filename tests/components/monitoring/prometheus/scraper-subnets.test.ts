import assert from "node:assert/strict";
import { scraperSubnets } from "../../../../components/monitoring/prometheus/scraper-subnets";

const subnets = (...ids: string[]): { id: string; availabilityZone: string }[] =>
  ids.map((id) => ({ id, availabilityZone: id.slice(0, 1) }));

describe("scraperSubnets", () => {
  for (const { given, taken } of [
    { given: ["a1", "b1"], taken: ["a1", "b1"] },
    { given: ["a1", "a2", "b1", "b2", "c1"], taken: ["a1", "b1", "c1"] },
    { given: ["a1", "b1", "c1", "d1", "e1", "f1"], taken: ["a1", "b1", "c1", "d1", "e1"] },
  ]) {
    it(`takes ${taken.join(" ")} of ${given.join(" ")}`, () => {
      assert.deepEqual(
        scraperSubnets(subnets(...given)).map(({ id }) => id),
        taken,
      );
    });
  }

  it("refuses subnets that share one zone, and none at all", () => {
    assert.throws(() => scraperSubnets(subnets("a1", "a2")), /lie in "a"; give it subnets in at least two/);
    assert.throws(() => scraperSubnets([]), /lie in no zone; give it subnets in at least two/);
  });
});
