import assert from "node:assert/strict";
import path from "node:path";
import { contractVersion } from "../../../infra/outputs";
import { loadBalancerToken } from "../cloud/kubernetes/controllers/load-balancers";
import { StackUnderTest } from "../stack/stack-under-test";
import { projectFolder } from "../stack/work-folder";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

describe("a team's stack on a platform", () => {
  let platform: StackUnderTest;
  let team: StackUnderTest;
  before(async () => {
    platform = await StackUnderTest.create(pulumiCliOfRun(), "tests/stacks/minimal.yaml");
    await platform.configure({ "eks-platform:ingress.enabled": "true", "eks-platform:tenants[0].name": "shop" });
    await platform.up();
    team = await platform.neighbour(path.join(projectFolder, "examples/team-app"), "Pulumi.dev.yaml");
    await team.configure({ "team-app:platform": "organization/eks-platform/minimal" });
  });
  after(() => {
    platform.remove();
  });
  const loadBalancers = () => platform.cloudFile.read().all(loadBalancerToken);

  it("is created from the platform's outputs, and gets a load balancer", async () => {
    const { summary, outputs } = await team.up();
    assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["create"]);
    const [balancer, ...more] = loadBalancers();
    assert.deepEqual(more, []);
    assert.equal(outputs["loadBalancer"]?.value, balancer?.outputs["dnsName"]);
    assert.equal(outputs["namespace"]?.value, "tenant-shop");
  });

  it("keeps the platform's kubeconfig encrypted in its own state", () => {
    assert.doesNotMatch(team.stateText, /get-token/);
  });

  it("changes nothing by a second up", async () => {
    const { summary } = await team.up();
    assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["same"]);
  });

  it("sees what changes on the platform", async () => {
    await platform.configure({ "eks-platform:ingress.scheme": "internet-facing" });
    await platform.up();
    const { changeSummary } = await team.preview();
    assert.deepEqual(
      { ...changeSummary, same: 0 },
      // The ranges that its network policy lets in. The reference is read each time.
      { same: 0, update: 1, read: 1 },
    );
    await team.up();
  });

  it("says so when the platform is older than the contract", async () => {
    await platform.rewriteOutputs((outputs) => ({ ...outputs, contractVersion: contractVersion - 1 }));
    const older = `publishes version ${contractVersion - 1} of the platform's outputs, and this program needs version ${contractVersion};`;
    await assert.rejects(team.run(["preview"]), ({ stdout }: { readonly stdout: string }) => {
      assert.ok(stdout.includes(`Stack "organization/eks-platform/minimal" ${older}`), stdout);
      return true;
    });
    await platform.rewriteOutputs((outputs) => ({ ...outputs, contractVersion }));
  });

  it("takes its load balancer along when it is destroyed, and the platform leaves nothing after it", async () => {
    assert.equal(loadBalancers().length, 1);
    await team.destroy();
    assert.deepEqual(loadBalancers(), []);
    await platform.configure({
      "eks-platform:protection.deletionProtection": "false",
      "eks-platform:protection.protectStateful": "false",
    });
    await platform.up();
    await platform.destroy();
    assert.deepEqual(platform.leftOver, []);
  });
});
