import assert from "node:assert/strict";
import { StackUnderTest } from "../stack/stack-under-test";
import { programsFolder } from "../stack/work-folder";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

describe("a program beside the platform", () => {
  const tests: StackUnderTest[] = [];
  const start = async (scenario: string) => {
    const test = await StackUnderTest.create(pulumiCliOfRun(), `Pulumi.${scenario}.yaml`, programsFolder);
    tests.push(test);
    return test;
  };
  after(() => {
    for (const test of tests) test.remove();
  });

  it("runs pods on nodes of the remote component of @pulumi/eks, and takes all of it away", async () => {
    const test = await start("self-managed-nodes");
    await test.up();
    const { objects } = test.cloudFile.read();
    assert.equal(objects.filter(({ type }) => type === "aws:autoscaling/group:Group").length, 1);
    const { changeSummary } = await test.preview();
    assert.deepEqual(Object.keys(changeSummary), ["same"]);
    await test.destroy();
    assert.deepEqual(test.leftOver, []);
  });

  it("keeps all that a renamed component has made, by one alias of the component", async () => {
    const test = await start("renamed-network");
    await test.up();
    const made = test.leftOver;
    await test.configure({ "engine-programs:name": "backbone" });
    const withoutAlias = await test.preview();
    assert.deepEqual(
      { ...withoutAlias.changeSummary, same: 0 },
      { create: made.length + 4, delete: made.length + 4, same: 0 },
    );
    await test.configure({ "engine-programs:formerly": "network" });
    const { summary } = await test.up();
    assert.deepEqual(Object.keys(summary.resourceChanges ?? {}), ["same"]);
    assert.deepEqual(test.leftOver, made);
    await test.destroy();
    assert.deepEqual(test.leftOver, []);
  });

  it("takes away what controllers made before they and the network go", async () => {
    const test = await start("load-balancers");
    await test.up();
    const types = test.cloudFile.read().objects.map(({ type }) => type);
    for (const type of ["aws:lb/loadBalancer:LoadBalancer", "aws:lb/targetGroup:TargetGroup", "aws:ebs/volume:Volume"])
      assert.ok(types.includes(type), type);
    const { changeSummary } = await test.preview();
    assert.deepEqual(Object.keys(changeSummary), ["same"]);
    await test.destroy();
    assert.deepEqual(test.leftOver, []);
  });

  it("is caught when a load balancer outlives its cluster: the network cannot go", async () => {
    const test = await start("load-balancers");
    await test.configure({ "engine-programs:ordered": "false" });
    await test.up();
    await assert.rejects(test.destroy(), /DependencyViolation: .*aws:lb\/loadBalancer:LoadBalancer/);
    assert.ok(test.leftOver.some((left) => left.startsWith("aws:lb/loadBalancer:LoadBalancer ")));
  });
});
