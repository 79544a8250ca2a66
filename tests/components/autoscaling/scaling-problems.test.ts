import assert from "node:assert/strict";
import { scalingProblems, type Scaling } from "../../../components/autoscaling/scaling-problems";

const queue = { arn: "arn:aws:sqs:eu-west-1:111122223333:shop-orders", messagesPerPod: 10 };

const problems = (scaling: Scaling) =>
  scalingProblems(scaling).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("the scaling of a workload", () => {
  it("may go down to nothing where a queue tells of work", () => {
    assert.deepEqual(problems({ horizontal: { minReplicas: 0, maxReplicas: 5, queues: [queue] } }), []);
  });

  it("keeps a pod where only the use of pods is measured", () => {
    assert.deepEqual(problems({ horizontal: { minReplicas: 0, maxReplicas: 5, utilization: { cpu: 70 } } }), [
      "horizontal.minReplicas: 0 leaves no pod whose utilization could be measured; write 1 or more, or add another trigger.",
    ]);
  });

  it("has room between fewest and most pods", () => {
    assert.deepEqual(problems({ horizontal: { minReplicas: 6, maxReplicas: 5, queues: [queue] } }), [
      'horizontal.maxReplicas: 5 is not above 6 of "minReplicas"; write 7 or more.',
    ]);
  });

  it("has something to go by", () => {
    assert.equal(problems({ horizontal: { minReplicas: 1, maxReplicas: 5 } }).length, 1);
  });

  it("compares amounts by what they are, not by their digits", () => {
    const bounds = (least: string, most: string) =>
      problems({ vertical: { minAllowed: { memory: least }, maxAllowed: { memory: most } } });
    assert.deepEqual(bounds("512Mi", "1Gi"), []);
    assert.deepEqual(bounds("2Gi", "1024Mi"), [
      'vertical.minAllowed.memory: "2Gi" is more than "1024Mi" of "maxAllowed"; write no more than that.',
    ]);
  });

  describe("by number and by size", () => {
    const horizontal = { minReplicas: 2, maxReplicas: 5, utilization: { cpu: 70 } };

    it("is refused where both go by one resource", () => {
      assert.deepEqual(problems({ horizontal, vertical: { mode: "Recreate" } }), [
        'vertical.resources: "cpu" is changed by mode "Recreate" while "horizontal.utilization" counts pods by it, and the two would fight; write the other resource alone, or mode "Off".',
      ]);
    });

    it("is taken where each goes by its own, or one of them only gives advice", () => {
      assert.deepEqual(problems({ horizontal, vertical: { mode: "Recreate", resources: ["memory"] } }), []);
      assert.deepEqual(problems({ horizontal, vertical: {} }), []);
      assert.deepEqual(
        problems({ horizontal: { minReplicas: 0, maxReplicas: 5, queues: [queue] }, vertical: { mode: "Initial" } }),
        [],
      );
    });
  });
});
