import assert from "node:assert/strict";
import path from "node:path";
import { StackUnderTest } from "../stack/stack-under-test";
import { projectFolder } from "../stack/work-folder";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

/** They hold for everybody in the account, so that prod, which makes them, leaves them when it goes. */
const accountSettings = [
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
].map((type) => `${type} 444455556666-eu-west-1`);

for (const name of ["dev", "prod"])
  describe(`the life of ${name}`, () => {
    let test: StackUnderTest;
    before(async () => {
      test = await StackUnderTest.create(pulumiCliOfRun(), `Pulumi.${name}.yaml`);
    });
    after(() => {
      test.remove();
    });

    it("creates everything by one up in a fresh account", async () => {
      const { summary } = await test.up();
      const resources = await test.resources();
      assert.deepEqual(summary.resourceChanges, { create: resources });
      assert.ok(resources > 150);
    });

    it("changes nothing by a second up, which has nothing that the policies refuse", async () => {
      const policies = path.join(projectFolder, "policies");
      const { summary } = await test.up({
        policyPacks: [policies],
        policyPackConfigs: [path.join(policies, "config", `${name}.json`)],
      });
      assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["same"]);
    });

    it("finds nothing changed by a refresh", async () => {
      const { summary } = await test.refresh();
      assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["same"]);
    });

    it("keeps the kubeconfig encrypted in its state", () => {
      assert.doesNotMatch(test.stateText, /get-token/);
    });

    if (name === "dev")
      it("never learns the value that somebody gives a secret, and rotates it only then", async () => {
        const rotation = "eks-platform:secrets.items[0].rotation";
        await test.unset(rotation);
        await test.configure({
          [`${rotation}.functionArn`]: "arn:aws:lambda:eu-west-1:111122223333:function:rotate",
          [`${rotation}.functionRoleArn`]: "arn:aws:iam::111122223333:role/rotate",
          [`${rotation}.schedule`]: "rate(30 days)",
        });
        await assert.rejects(test.up(), /can't find the specified secret value for staging label: AWSCURRENT/);
        await test.cloudFile.change((cloud) => {
          const [secret] = cloud.all("aws:secretsmanager/secret:Secret");
          assert.ok(secret);
          const properties = { secretId: secret.id, secretString: "planted-value" };
          cloud.put({
            type: "aws:secretsmanager/secretVersion:SecretVersion",
            ...{ id: "planted", identity: "planted", origin: "account", status: "active" },
            ...{ inputs: properties, outputs: properties },
          });
        });
        await test.up();
        await test.refresh();
        assert.doesNotMatch(test.stateText, /planted-value|secretString/);
      });

    if (name === "prod")
      it("is not destroyed while it is protected", async () => {
        const before = test.leftOver;
        await assert.rejects(test.run(["destroy", "--yes"]));
        assert.deepEqual(test.leftOver, before);
      });

    it("leaves nothing but the account's own settings when it is destroyed after an up without protection", async () => {
      await test.configure({
        "eks-platform:protection.deletionProtection": "false",
        "eks-platform:protection.protectStateful": "false",
      });
      await test.up();
      await test.destroy();
      assert.deepEqual(test.leftOver, name === "prod" ? accountSettings : []);
    });
  });
