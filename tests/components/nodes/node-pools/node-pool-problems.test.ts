import assert from "node:assert/strict";
import { nodePoolProblems, spotOnlyNotes } from "../../../../components/nodes/node-pools/node-pool-problems";
import type { NodePoolSettings } from "../../../../components/nodes/node-pools/node-pool-settings";

const good: NodePoolSettings = {
  name: "general",
  nodeClass: "standard",
  instances: { categories: ["m"] },
  limits: { cpu: "100" },
};

function problems(change: Partial<NodePoolSettings>, provisioner: "karpenter" | "auto-mode" = "karpenter") {
  return nodePoolProblems({ ...good, ...change }, provisioner).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
}

function budget(change: { nodes?: string; schedule?: string; duration?: string }) {
  return problems({ disruption: { budgets: [{ nodes: "10%", ...change }] } });
}

describe("mistakes in node pools", () => {
  it("are none where a pool says what it takes and how far it may grow", () => {
    assert.deepEqual(problems({}), []);
    assert.deepEqual(
      problems({
        limits: { memory: "1Ti" },
        weight: 100,
        expireAfter: "336h",
        terminationGracePeriod: "1h30m",
        disruption: {
          consolidateAfter: "Never",
          budgets: [{ nodes: "0", schedule: "@daily", duration: "1h30m", reasons: ["Drifted"] }],
        },
      }),
      [],
    );
  });

  it("are a pool of any instance, and one without limits", () => {
    assert.match(problems({ instances: { cpu: { min: 2 } } }).join(), /^instances: names neither "categories"/);
    assert.match(problems({ limits: { nodes: 4 } }).join(), /^limits: has neither "cpu" nor "memory"/);
  });

  it("are ranges that end before they begin", () => {
    assert.deepEqual(problems({ instances: { types: ["m7i.large"], cpu: { min: 8, max: 4 } } }), [
      'instances.cpu.min: 8 is greater than 4 of "max"; write at most 4.',
    ]);
  });

  it("are weights that the API refuses", () => {
    for (const weight of [0, 101, 1.5])
      assert.deepEqual(problems({ weight }), [
        `weight: ${weight} is no whole number from 1 to 100; write one, or leave it out.`,
      ]);
  });

  it("are ages that are none, or that never come", () => {
    assert.match(problems({ expireAfter: "30d" }).join(), /^expireAfter: "30d" is no duration \(there are no days\)/);
    assert.match(problems({ expireAfter: "Never" }).join(), /^expireAfter: "Never" keeps nodes/);
    assert.match(problems({ terminationGracePeriod: "1d" }).join(), /^terminationGracePeriod: "1d" is no duration/);
  });

  it("are ages above the 21 days after which EKS ends the nodes of Auto Mode", () => {
    assert.deepEqual(problems({ expireAfter: "504h" }, "auto-mode"), []);
    assert.deepEqual(problems({ expireAfter: "505h" }, "auto-mode"), [
      'expireAfter: "505h" is more than the 504h after which EKS ends nodes of Auto Mode; write at most "504h".',
    ]);
  });

  it("are budgets that begin and never end, or end and never begin", () => {
    assert.match(budget({ schedule: "0 8 * * *" }).join(), /budgets\.0\.schedule: .* no "duration" when it ends/);
    assert.match(budget({ duration: "8h" }).join(), /budgets\.0\.duration: .* no "schedule" from when/);
  });

  it("are budgets of nothing, on no day, for seconds", () => {
    assert.match(budget({ nodes: "some" }).join(), /budgets\.0\.nodes: "some" is neither a number nor a percentage/);
    assert.match(budget({ nodes: "101%" }).join(), /"101%" is neither/);
    assert.match(budget({ schedule: "0 25 * * *", duration: "8h" }).join(), /"25" for the hour/);
    assert.match(budget({ schedule: "@daily", duration: "30s" }).join(), /"30s" is no duration of hours and minutes/);
  });
});

describe("pools that take spot alone", () => {
  const spot: NodePoolSettings = { ...good, name: "spot", instances: { categories: ["m"], capacityTypes: ["spot"] } };
  const taints = [{ key: "example.com/batch", effect: "NoSchedule" as const }];

  it("are told of where nothing stands behind them", () => {
    assert.match(spotOnlyNotes([spot]).join(), /^Node pool "spot" takes spot instances only/);
    assert.match(spotOnlyNotes([spot, { ...good, taints }]).join(), /^Node pool "spot"/);
  });

  it("are fine before another pool with the same taints, and so is a pool of both", () => {
    assert.deepEqual(spotOnlyNotes([spot, good]), []);
    assert.deepEqual(
      spotOnlyNotes([
        { ...spot, taints },
        { ...good, taints },
      ]),
      [],
    );
    assert.deepEqual(spotOnlyNotes([{ ...good, instances: { capacityTypes: ["spot", "on-demand"] } }]), []);
  });
});
