import assert from "node:assert/strict";
import { instanceType } from "../../../../components/nodes/instances/instance-types";
import { maxPods, podAddresses } from "../../../../components/nodes/kubelet/max-pods";

const type = (name: string) => instanceType(name) ?? assert.fail(`The table does not know ${name}.`);

/** Rows of eni-max-pods.txt, which aws/amazon-vpc-cni-k8s publishes. */
const published: Readonly<Record<string, number>> = {
  "a1.medium": 8,
  "c5.4xlarge": 234,
  "g5.xlarge": 58,
  "m5.large": 29,
  "m5.24xlarge": 737,
  "m7g.16xlarge": 737,
  "m7i.large": 29,
  "p4d.24xlarge": 737,
  "p5.48xlarge": 100,
  "r5.metal": 737,
  "t3.medium": 17,
  "t4g.nano": 4,
  "trn1.32xlarge": 247,
};

/** The recommended maximum that the EKS User Guide gives for prefix delegation, and for pods in subnets of their own. */
const recommended: readonly (readonly [string, boolean, boolean, number])[] = [
  ["m5.large", false, false, 29],
  ["m5.large", true, false, 110],
  ["m5.large", false, true, 20],
  ["m5.24xlarge", true, false, 250],
  ["t3.medium", true, false, 110],
  ["t3.nano", true, false, 34],
];

describe("podAddresses", () => {
  for (const [name, pods] of Object.entries(published)) {
    it(`is what AWS publishes for ${name}`, () => {
      assert.equal(podAddresses(type(name), { prefixDelegation: false }), pods);
    });
  }
});

describe("maxPods", () => {
  for (const [name, prefixDelegation, customNetworking, pods] of recommended) {
    it(`of ${name} is ${pods}${prefixDelegation ? " with prefixes" : ""}${customNetworking ? " in own subnets" : ""}`, () => {
      assert.equal(maxPods(type(name), { prefixDelegation, customNetworking }), pods);
    });
  }
});
