import assert from "node:assert/strict";
import { evaluate, readConfiguration } from "../../policies/evaluate";
import type { GraphResource } from "../../policies/engine/graph/resource";
import { estate } from "../bench/estate";

const configuration = readConfiguration({ parameters: { today: "2026-11-21" } });

/** How often the rules look at a resource of an estate: at its type, its name, or anything that it declares. */
function looks(resources: number): number {
  let count = 0;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, key): unknown => {
        count++;
        return Reflect.get(object, key);
      },
    });
  const graph = estate(resources);
  const watched = graph.resources.map((each: GraphResource) => counted({ ...each, inputs: counted(each.inputs) }));
  evaluate({ ...graph, resources: watched }, configuration);
  return count;
}

describe("cost of the rules", () => {
  it("grows with the number of resources, not with its square", () => {
    const [few, many] = [looks(300), looks(1200)];
    assert.ok(few > 300, `${few}`);
    // Four times the resources: 4 when every look is at a resource itself or its neighbours, 16 when at all the others.
    assert.ok(many / few < 5, `${few} looks at 300 resources, ${many} at 1200`);
  });
});
