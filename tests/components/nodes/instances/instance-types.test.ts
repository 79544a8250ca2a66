import assert from "node:assert/strict";
import { instanceTypesTable } from "../../../../components/nodes/instances/generate-instance-type-table";
import { instanceType, instanceTypes } from "../../../../components/nodes/instances/instance-types";

describe("instanceType", () => {
  it("tells what EC2 says of a type", () => {
    assert.deepEqual(instanceType("p5.48xlarge"), {
      name: "p5.48xlarge",
      family: "p5",
      architecture: "x86_64",
      vcpus: 192,
      memoryMiB: 2_097_152,
      interfaces: 2,
      ipv4PerInterface: 50,
      bareMetal: false,
      accelerator: { kind: "nvidia", name: "h100", count: 8 },
      efaInterfaces: 32,
    });
  });

  it("tells a machine without a hypervisor, and one without accelerators", () => {
    assert.equal(instanceType("m7g.metal")?.bareMetal, true);
    assert.equal(instanceType("m7g.metal")?.accelerator, undefined);
  });

  it("knows no type that is none, and none that ran before Nitro", () => {
    assert.equal(instanceType("m7i.huge"), undefined);
    assert.equal(instanceType("m4.large"), undefined);
    assert.equal(instanceType(""), undefined);
  });

  it("has processors, memory and addresses of every type", () => {
    const incomplete = instanceTypes().filter(
      ({ vcpus, memoryMiB, interfaces, ipv4PerInterface }) =>
        !(vcpus >= 1 && memoryMiB >= 512 && interfaces >= 1 && ipv4PerInterface >= 2),
    );
    assert.deepEqual(incomplete, []);
  });
});

describe("instanceTypesTable", () => {
  const reference = [
    "## x1 Family",
    "### `x1.2xlarge`",
    "#### Labels",
    " |karpenter.k8s.aws/instance-cpu|8|",
    " |karpenter.k8s.aws/instance-generation|1|",
    " |karpenter.k8s.aws/instance-gpu-count|2|",
    " |karpenter.k8s.aws/instance-gpu-manufacturer|nvidia|",
    " |karpenter.k8s.aws/instance-gpu-name|k1|",
    " |karpenter.k8s.aws/instance-hypervisor|nitro|",
    " |karpenter.k8s.aws/instance-memory|4096|",
    " |kubernetes.io/arch|arm64|",
    " |vpc.amazonaws.com/efa|4|",
    "### `old.large`",
    " |karpenter.k8s.aws/instance-generation|2|",
    " |karpenter.k8s.aws/instance-hypervisor|xen|",
  ].join("\n");
  const info = ["x1.2xlarge", "old.large"]
    .map((type) => `{"instanceType":"${type}","defaultMaxENIs":3,"ipv4AddressesPerInterface":10}\n`)
    .join("");

  it("has a line for each family that runs on Nitro", () => {
    assert.equal(
      instanceTypesTable(reference, info),
      '{\n  "x1": {"architecture":"arm64","accelerator":"k1","maker":"nvidia", "sizes": {"2xlarge": [8,4096,3,10,2,4]}}\n}\n',
    );
  });
});
