import assert from "node:assert/strict";
import { capacityText } from "../../../planning/capacity/main";

describe("capacity as text", () => {
  it("marks what runs out, and says what takes the addresses of a subnet", () => {
    const text = capacityText("dev", {
      capacity: [
        {
          ...{ kind: "quota", title: "Elastic IP addresses", quota: "elasticAddresses", code: "L-0263D0A3" },
          ...{ taken: { least: 6, most: 6 }, limit: 5, percent: 120, uses: [] },
        },
        {
          ...{ kind: "addresses", title: "private-a", urn: "urn" },
          ...{ taken: { least: 129, most: null }, limit: 251, percent: 51 },
          uses: [
            { name: "system", least: 129, most: 129 },
            { name: "batch", least: 0, most: null },
          ],
        },
      ],
    });
    assert.equal(
      text,
      [
        "Stack dev, with every group and pool grown to its most:",
        "",
        "! Elastic IP addresses [L-0263D0A3]: 6 of 5 (120 %)",
        "  IPv4 addresses of private-a: 129 or more of 251 (51 %)",
        "      129 system",
        "      0 or more batch",
        "",
      ].join("\n"),
    );
  });

  it("has nothing to say of a stack without nodes", () => {
    assert.equal(capacityText("dev", { capacity: [] }), "Stack dev has no nodes.\n");
  });
});
