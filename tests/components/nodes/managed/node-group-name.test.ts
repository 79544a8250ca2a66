import assert from "node:assert/strict";
import { nodeGroupName, type ReplacingInputs } from "../../../../components/nodes/managed/node-group-name";

const inputs: ReplacingInputs = {
  cluster: "platform",
  role: "arn:aws:iam::111122223333:role/platform-nodes",
  launchTemplate: "platform-general",
  amiType: "BOTTLEROCKET_ARM_64",
  capacity: "on-demand",
  instanceTypes: ["m7g.large", "m8g.large"],
  subnets: [
    { availabilityZone: "eu-west-1a", cidr: "10.0.0.0/20" },
    { availabilityZone: "eu-west-1b", cidr: "10.0.16.0/20" },
  ],
};

describe("nodeGroupName", () => {
  it("is the group's own name and eight characters of a hash", () => {
    assert.match(nodeGroupName("general", inputs), /^general-[0-9a-f]{8}$/);
  });

  it("stays the same for the same inputs, in whatever order the subnets come", () => {
    const reordered = { ...inputs, subnets: inputs.subnets.toReversed() };
    assert.equal(nodeGroupName("general", reordered), nodeGroupName("general", inputs));
  });

  const replacements: Record<string, Partial<ReplacingInputs>> = {
    "another cluster": { cluster: "other" },
    "another role": { role: "arn:aws:iam::111122223333:role/other" },
    "another launch template": { launchTemplate: "other" },
    "another image": { amiType: "AL2023_ARM_64_STANDARD" },
    "another capacity": { capacity: "spot" },
    "another instance type": { instanceTypes: ["m7g.xlarge", "m8g.large"] },
    "instance types in another order": { instanceTypes: ["m8g.large", "m7g.large"] },
    "one subnet fewer": { subnets: inputs.subnets.slice(0, 1) },
    "a subnet in another zone": { subnets: [{ availabilityZone: "eu-west-1c", cidr: "10.0.0.0/20" }] },
    "a subnet of another range": { subnets: [{ availabilityZone: "eu-west-1a", cidr: "10.0.32.0/20" }] },
  };
  for (const [change, changed] of Object.entries(replacements)) {
    it(`changes with ${change}, since EKS then replaces the group`, () => {
      assert.notEqual(nodeGroupName("general", { ...inputs, ...changed }), nodeGroupName("general", inputs));
    });
  }

  it("takes names of up to 54 characters", () => {
    assert.equal(nodeGroupName("a".repeat(54), inputs).length, 63);
  });

  it("refuses longer ones", () => {
    assert.throws(() => nodeGroupName("a".repeat(55), inputs), /has 64 characters; shorten "a{55}" to at most 54/);
  });
});
