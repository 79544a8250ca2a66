import assert from "node:assert/strict";
import { requirementsOf } from "../../../../components/nodes/node-pools/requirements";

describe("requirements of node pools", () => {
  it("ask for current generations of the categories, on-demand and x86_64, where nothing else is said", () => {
    assert.deepEqual(requirementsOf({ categories: ["c", "m"] }, "karpenter"), [
      { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
      { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
      { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
      { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c", "m"] },
      { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
    ]);
  });

  it("use the labels of Auto Mode there, which knows one system only", () => {
    assert.deepEqual(requirementsOf({ categories: ["m"], architectures: ["arm64"] }, "auto-mode"), [
      { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
      { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
      { key: "eks.amazonaws.com/instance-category", operator: "In", values: ["m"] },
      { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
    ]);
  });

  it("include both ends of ranges, with memory in MiB", () => {
    const found = requirementsOf(
      { families: ["m7i"], minGeneration: 6, cpu: { min: 2, max: 32 }, memoryGiB: { min: 8 } },
      "karpenter",
    );
    const of = (label: string) =>
      found
        .filter(({ key }) => key === `karpenter.k8s.aws/${label}`)
        .map(({ operator, values }) => [operator, ...values]);
    assert.deepEqual(of("instance-cpu"), [
      ["Gt", "1"],
      ["Lt", "33"],
    ]);
    assert.deepEqual(of("instance-memory"), [["Gt", "8191"]]);
    assert.deepEqual(of("instance-generation"), [["Gt", "5"]]);
  });

  it("leave the generation alone where types are named", () => {
    const keys = requirementsOf({ types: ["g4dn.xlarge"], zones: ["eu-west-1a"] }, "karpenter").map(({ key }) => key);
    assert.ok(!keys.includes("karpenter.k8s.aws/instance-generation"));
    assert.ok(keys.includes("topology.kubernetes.io/zone"));
  });
});
