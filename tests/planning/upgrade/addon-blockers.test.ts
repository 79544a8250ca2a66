import assert from "node:assert/strict";
import { addonBlockers } from "../../../planning/upgrade/addon-blockers";
import { previewed, stackOf } from "../previewed";

const addon = (addonName: string, addonVersion: string) =>
  stackOf([previewed("aws:eks/addon:Addon", addonName, { addonName, addonVersion })]);

describe("add-ons in an upgrade", () => {
  it("may keep their version or go to the next", () => {
    const cni = (version: string) => addon("vpc-cni", version);
    assert.deepEqual(addonBlockers(cni("v1.23.2-eksbuild.1"), cni("v1.23.2-eksbuild.1"), "1.36"), []);
    assert.deepEqual(addonBlockers(cni("v1.22.4-eksbuild.3"), cni("v1.23.2-eksbuild.1"), "1.36"), []);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html: one minor at a time.
  for (const name of ["vpc-cni", "eks-pod-identity-agent"])
    it(`stop it where ${name} would skip a minor of its own`, () => {
      const [blocker, ...others] = addonBlockers(
        addon(name, "v1.20.4-eksbuild.2"),
        addon(name, "v1.23.2-eksbuild.1"),
        "1.36",
      );
      assert.deepEqual(others, []);
      assert.equal(blocker?.kind, "add-on");
      assert.equal(
        blocker.message,
        `Add-on "${name}" would go from v1.20.4-eksbuild.2 to v1.23.2-eksbuild.1, over 3 minors at once.`,
      );
    });

  it("may skip minors where EKS does not mind", () => {
    assert.deepEqual(
      addonBlockers(addon("aws-ebs-csi-driver", "v1.54.0-eksbuild.1"), addon("aws-ebs-csi-driver", "v1.66.0"), "1.36"),
      [],
    );
  });

  it("stop it where the table has no version for the minor", () => {
    const stack = addon("amazon-detective-agent", "v1.0.0-eksbuild.1");
    const [blocker] = addonBlockers(stack, stack, "1.36");
    assert.equal(blocker?.subject, "amazon-detective-agent");
    assert.match(blocker.fix, /describe-addon-versions --addon-name amazon-detective-agent --kubernetes-version 1\.36/);
  });
});
