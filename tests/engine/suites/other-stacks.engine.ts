import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { accountSettings } from "../stack/account-settings";
import { StackUnderTest } from "../stack/stack-under-test";
import { projectFolder } from "../stack/work-folder";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const folder = "tests/stacks";
const stackFiles = readdirSync(path.join(projectFolder, folder)).filter((file) => file.endsWith(".yaml"));

describe("every other stack", () => {
  for (const file of stackFiles)
    it(`${path.basename(file, ".yaml")} is created, is stable, and is destroyed without a trace`, async () => {
      const test = await StackUnderTest.create(pulumiCliOfRun(), `${folder}/${file}`);
      try {
        await test.up();
        const { changeSummary } = await test.preview();
        assert.deepEqual(Object.keys(changeSummary), ["same"]);
        await test.configure({
          "eks-platform:protection.deletionProtection": "false",
          "eks-platform:protection.protectStateful": "false",
        });
        await test.up();
        await test.destroy();
        assert.deepEqual(
          test.leftOver.filter((left) => !accountSettings.test(left) && !deletedSecret.test(left)),
          [],
        );
      } finally {
        test.remove();
      }
    });
});

/** Its name stays taken for its recovery window. */
const deletedSecret = /:ScheduledForDeletion /;
