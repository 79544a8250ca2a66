import assert from "node:assert/strict";
import { availabilityZonesOf, knownRegions } from "../../../../preview/engine/functions/availability-zones";

describe("Availability zones", () => {
  it("have the names and ids that AWS gives them", () => {
    // AWS documentation, "Availability Zone IDs".
    assert.deepEqual(availabilityZonesOf("us-east-2"), [
      { name: "us-east-2a", id: "use2-az1" },
      { name: "us-east-2b", id: "use2-az2" },
      { name: "us-east-2c", id: "use2-az3" },
    ]);
    const firstIds = ["ap-northeast-1", "eu-central-1", "us-gov-west-1", "cn-northwest-1", "af-south-1"].map(
      (region) => availabilityZonesOf(region)?.[0]?.id,
    );
    assert.deepEqual(firstIds, ["apne1-az1", "euc1-az1", "usgw1-az1", "cnnw1-az1", "afs1-az1"]);
  });

  it("are six in us-east-1 and two in us-west-1", () => {
    assert.deepEqual(
      ["us-east-1", "us-west-2", "us-west-1"].map((region) => availabilityZonesOf(region)?.length),
      [6, 4, 2],
    );
  });

  it("are unknown for a region that is not in the table", () => {
    assert.equal(availabilityZonesOf("eu-west-9"), undefined);
    assert.ok(knownRegions.includes("eu-west-1"));
  });
});
