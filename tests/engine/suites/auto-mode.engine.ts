import assert from "node:assert/strict";
import { accountSettings } from "../stack/account-settings";
import { StackUnderTest } from "../stack/stack-under-test";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const cluster = "eks-platform:cluster";

describe("a cluster in Auto Mode", () => {
  let test: StackUnderTest;
  before(async () => {
    test = await StackUnderTest.create(pulumiCliOfRun(), "tests/stacks/auto-mode.yaml");
    // Pools of the stack's own have to go before Auto Mode does.
    for (const key of ["pools", "nodeClasses"]) await test.unset(`${cluster}.autoMode.${key}`);
    await test.up();
  });
  after(() => {
    test.remove();
  });

  async function isStable(): Promise<void> {
    const { changeSummary } = await test.preview();
    assert.deepEqual(Object.keys(changeSummary), ["same"]);
  }

  it("leaves it for groups of the stack in place, and then takes its rights from EKS", async () => {
    await test.unset(`${cluster}.autoMode`);
    await test.configure({
      [`${cluster}.leavesAutoMode`]: "true",
      "eks-platform:nodes.groups[0].name": "system",
      "eks-platform:nodes.groups[0].instanceTypes[0]": "m7g.large",
      "eks-platform:nodes.groups[0].minSize": "2",
    });
    await test.up();
    await isStable();
    await test.unset(`${cluster}.leavesAutoMode`);
    await test.up();
    await isStable();
  });

  it("leaves nothing behind", async () => {
    await test.configure({
      "eks-platform:protection.deletionProtection": "false",
      "eks-platform:protection.protectStateful": "false",
    });
    await test.up();
    await test.destroy();
    assert.deepEqual(
      test.leftOver.filter((left) => !accountSettings.test(left)),
      [],
    );
  });
});
