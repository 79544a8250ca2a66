import assert from "node:assert/strict";
import { kubeletProblems } from "../../../../components/nodes/kubelet/kubelet-settings";

describe("kubeletProblems", () => {
  it("finds none in good settings, nor in none", () => {
    assert.deepEqual(kubeletProblems({ imageGcHighPercent: 80, imageGcLowPercent: 70 }), []);
    assert.deepEqual(kubeletProblems({}), []);
  });

  it("compares with the kubelet's default where only one threshold is given", () => {
    assert.deepEqual(kubeletProblems({ imageGcHighPercent: 80 }), [
      "imageGcHighPercent is 80 and imageGcLowPercent is 80; the kubelet only starts when the first is the greater.",
    ]);
  });

  it("refuses what is no percentage", () => {
    assert.deepEqual(kubeletProblems({ imageGcHighPercent: 101, imageGcLowPercent: 70.5 }), [
      "imageGcHighPercent is 101; write a whole percentage from 0 to 100.",
      "imageGcLowPercent is 70.5; write a whole percentage from 0 to 100.",
    ]);
  });
});
