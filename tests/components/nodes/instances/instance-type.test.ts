import assert from "node:assert/strict";
import { architectureOf, nodeArchitecture } from "../../../../components/nodes/instances/instance-type";

describe("architectureOf", () => {
  for (const type of [
    "m7g.large",
    "c8gn.48xlarge",
    "r8gd.metal-24xl",
    "t4g.medium",
    "im4gn.large",
    "is4gen.medium",
    "x2gd.xlarge",
    "g5g.xlarge",
    "hpc7g.4xlarge",
    "a1.large",
  ]) {
    it(`takes ${type} for arm64`, () => {
      assert.equal(architectureOf(type), "arm64");
    });
  }
  for (const type of [
    "m7i.large",
    "m7i-flex.large",
    "c6a.xlarge",
    "g6.xlarge",
    "g4dn.xlarge",
    "gr6.4xlarge",
    "p4de.24xlarge",
    "u7i-12tb.224xlarge",
    "inf2.xlarge",
    "t3.medium",
    "trn1n.32xlarge",
  ]) {
    it(`takes ${type} for x86_64`, () => {
      assert.equal(architectureOf(type), "x86_64");
    });
  }
  for (const text of ["m7g", "large", "m7g.", "M7G.large", ""]) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => architectureOf(text), {
        message: `"${text}" is not an instance type; write family and size, such as "m7g.large".`,
      });
    });
  }
});

describe("nodeArchitecture", () => {
  it("is that of the instance types", () => {
    assert.equal(nodeArchitecture({ instanceTypes: ["m7g.large", "m8g.large"] }), "arm64");
  });

  it("is the stated one where there is one", () => {
    assert.equal(nodeArchitecture({ architecture: "x86_64", instanceTypes: ["m7g.large"] }), "x86_64");
  });
});
