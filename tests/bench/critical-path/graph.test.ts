import assert from "node:assert/strict";
import { arrivalsIn, chainOf, latestOf, type GraphResource } from "./graph";

interface Timed extends GraphResource {
  readonly minutes: number;
}

function resource(urn: string, minutes: number, more: Partial<GraphResource> = {}): Timed {
  return { urn, type: "", custom: true, dependencies: [], propertyDependencies: {}, minutes, ...more };
}

const last = (resources: readonly Timed[]) => latestOf(arrivalsIn(resources, ({ minutes }) => minutes));

describe("the critical path", () => {
  it("is the longest of parallel chains", () => {
    const found = last([
      resource("network", 1),
      resource("cluster", 9, { dependencies: ["network"] }),
      resource("nodes", 2, { propertyDependencies: { clusterName: ["cluster"] } }),
      resource("scraper", 4, { dependencies: ["cluster"] }),
    ]);
    assert.ok(found);
    assert.equal(found.minutes, 14);
    assert.deepEqual(
      chainOf(found).map(({ resource: { urn } }) => urn),
      ["network", "cluster", "scraper"],
    );
  });

  it("waits for the provider, and for what the parent waits for", () => {
    const found = last([
      resource("policy", 3),
      resource("a::b::c::provider", 0, { dependencies: ["policy"] }),
      resource("component", 0, { custom: false, dependencies: ["policy"] }),
      resource("namespace", 1, { provider: "a::b::c::provider::id" }),
      resource("child", 2, { parent: "component" }),
    ]);
    assert.equal(found?.minutes, 5);
  });

  it("refuses resources that wait for each other", () => {
    const resources = [resource("a", 1, { dependencies: ["b"] }), resource("b", 1, { dependencies: ["a"] })];
    assert.throws(() => last(resources), /waits for itself/);
  });
});
