import assert from "node:assert/strict";
import {
  requirementProblems,
  typesOf,
  type InstanceRequirements,
} from "../../../../components/nodes/instances/instance-requirements";
import { instanceType } from "../../../../components/nodes/instances/instance-types";

const general: InstanceRequirements = { vcpus: 4, memoryGiB: { min: 8, max: 32 }, architecture: "x86_64" };

describe("typesOf", () => {
  it("names twenty types, all of the same number of vCPUs, within the memory, and none that is special", () => {
    const found = typesOf(general).map((name) => instanceType(name) ?? assert.fail(name));
    assert.equal(found.length, 20);
    for (const { name, vcpus, memoryMiB, architecture, accelerator, bareMetal } of found) {
      assert.equal(vcpus, 4, name);
      assert.ok(memoryMiB >= 8192 && memoryMiB <= 32_768, name);
      assert.equal(architecture, "x86_64", name);
      assert.equal(accelerator, undefined, name);
      assert.equal(bareMetal, false, name);
      assert.match(name, /^[cmr][5-7]/);
    }
  });

  it("prefers newer generations, then the order of names, so that a choice stays", () => {
    const found = typesOf({ ...general, memoryGiB: { min: 16, max: 16 }, families: ["m5", "m6i", "m7i"] });
    assert.deepEqual(found, ["m7i.xlarge", "m6i.xlarge", "m5.xlarge"]);
  });

  it("takes what a family names, even with accelerators", () => {
    const gpus: InstanceRequirements = {
      vcpus: 8,
      memoryGiB: { min: 32, max: 64 },
      architecture: "x86_64",
      families: ["g5", "g6"],
    };
    assert.deepEqual(typesOf(gpus), ["g6.2xlarge", "g5.2xlarge"]);
  });

  it("finds arm64 by architecture", () => {
    const found = typesOf({ ...general, architecture: "arm64", generations: { min: 7, max: 7 }, families: ["m"] });
    assert.deepEqual(found, ["m7g.xlarge", "m7gd.xlarge"]);
  });
});

describe("requirementProblems", () => {
  it("finds none where ten types meet them", () => {
    assert.deepEqual(requirementProblems(general, "spot"), []);
  });

  it("refuses what no type meets", () => {
    assert.deepEqual(requirementProblems({ ...general, vcpus: 3 }, "on-demand"), [
      "no instance type meets the requirements; widen memoryGiB, generations or families.",
    ]);
  });

  it("refuses spot capacity of fewer than ten types, which on-demand capacity may have", () => {
    const narrow = { ...general, families: ["m7i", "m6i"] };
    assert.deepEqual(requirementProblems(narrow, "on-demand"), []);
    assert.deepEqual(requirementProblems(narrow, "spot"), [
      "only 2 instance types meet the requirements (m7i.xlarge, m6i.xlarge), and spot capacity wants 10; " +
        "widen memoryGiB, generations or families.",
    ]);
  });

  it("refuses ends in the wrong order", () => {
    assert.deepEqual(requirementProblems({ ...general, memoryGiB: { min: 32, max: 16 } }, "on-demand"), [
      "memoryGiB.min is 32 and memoryGiB.max is 16; make the first the smaller one.",
    ]);
  });
});
