import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseConfig, type Config } from "../../infra/config";
import { findSurroundings } from "../../infra/providers";
import { registrations } from "../components/registrations";

function configOf(platform: object = {}): Config {
  return parseConfig("eks-platform", "dev", {
    namespaces: {
      aws: { region: "eu-west-1", allowedAccountIds: ["111122223333"] },
      "eks-platform": { tags: { owner: "platform-team", costCenter: "cc-1000" }, ...platform },
    },
    encrypted: [],
  });
}

describe("surroundings", () => {
  it("are partition, region and account as plain text, for ARNs that are known at preview", async () => {
    const { built } = await registrations(() => findSurroundings(configOf()));
    assert.deepEqual(built.location, { partition: "aws", region: "eu-west-1", accountId: "111122223333" });
  });

  it("take the role behind the caller's session for the deployer", async () => {
    const { built } = await registrations(() => findSurroundings(configOf()));
    assert.equal(built.deployerRoleArn, "arn:aws:iam::111122223333:role/deployer");
  });

  it("take the configured role for the deployer where there is one", async () => {
    const deployerRoleArn = "arn:aws:iam::111122223333:role/ci/deployer";
    const { built } = await registrations(() => findSurroundings(configOf({ access: { deployerRoleArn } })));
    assert.equal(built.deployerRoleArn, deployerRoleArn);
  });

  it("refuse a user as the deployer, who could not have an access entry", async () => {
    const arn = "arn:aws:iam::111122223333:user/alice";
    await assert.rejects(
      registrations(() => findSurroundings(configOf()), {
        invokes: { "aws:iam/getSessionContext:getSessionContext": { id: arn, arn, issuerArn: arn } },
      }),
      {
        message: `The configuration of stack "dev" has a mistake:\n  eks-platform:access.deployerRoleArn: nothing is given and the caller "${arn}" is no role, which an access entry needs; run as a role, or write the ARN of the role that runs \`pulumi up\`.`,
      },
    );
  });

  it("have the first zones by name, and never one in which EKS runs no control plane", async () => {
    let asked: unknown;
    const { built } = await registrations(() => findSurroundings(configOf({ network: { availabilityZones: 2 } })), {
      invokes: {
        "aws:index/getAvailabilityZones:getAvailabilityZones": (args) => {
          asked = args;
          return { id: "eu-west-1", names: ["eu-west-1c", "eu-west-1a", "eu-west-1b"], zoneIds: [], groupNames: [] };
        },
      },
    });
    assert.deepEqual(built.availabilityZones, ["eu-west-1a", "eu-west-1b"]);
    assert.deepEqual(asked, {
      state: "available",
      filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
      excludeZoneIds: ["use1-az3", "usw1-az2", "cac1-az3"],
    });
  });

  it("refuse more zones than the region has", async () => {
    await assert.rejects(
      registrations(() => findSurroundings(configOf({ network: { availabilityZones: 4 } }))),
      (error) => {
        assert.ok(error instanceof pulumi.RunError);
        assert.equal(
          error.message,
          'The configuration of stack "dev" has a mistake:\n  eks-platform:network.availabilityZones: 4 is more than the 3 zones in "eu-west-1" that EKS can use (eu-west-1a, eu-west-1b, eu-west-1c); write 3 or less.',
        );
        return true;
      },
    );
  });
});
