import assert from "node:assert/strict";
import { recover } from "../faults/recovery";
import { sampleOf, type Candidate } from "../faults/sample";
import { managed, stateOf } from "../faults/state";
import { problemsOf, sweep, type Trial } from "../faults/sweep";
import type { CreationFaults } from "../faults/fault";
import { StackUnderTest } from "../stack/stack-under-test";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const up = ["up", "--yes", "--skip-preview"];
const destroy = ["destroy", "--yes", "--skip-preview"];

describe("a stack survives", function () {
  // A fault costs an up of its own, and machines may be busy.
  this.timeout(60 * 60_000);
  const tests: StackUnderTest[] = [];
  const create = async (name: string) => {
    const test = await StackUnderTest.create(pulumiCliOfRun(), `Pulumi.${name}.yaml`);
    tests.push(test);
    return test;
  };
  after(() => {
    for (const test of tests) test.remove();
  });

  it("a fault at each type of prod, at whatever it protects, and at the earlier end of each order", async () => {
    const reference = await create("prod");
    await reference.run(up);
    const faults = Object.entries(sampleOf(managed(stateOf(reference)) satisfies readonly Candidate[]));
    const trials: Trial[] = [];
    // Two at a time, each with every other fault: one waits while the other works.
    await Promise.all(
      [0, 1].map(async (lane) => {
        const own: CreationFaults = Object.fromEntries(faults.filter((_, index) => index % 2 === lane));
        await sweep(await create("prod"), own, (trial) => trials.push(trial));
      }),
    );
    assert.equal(trials.length, faults.length);
    assert.deepEqual(
      trials.filter(({ problems }) => problems.length > 0),
      [],
    );
    for (const test of tests.slice(1)) assert.deepEqual(test.typesMade, reference.typesMade);
  });

  it("an engine that is killed while it creates much at once", async () => {
    const test = await create("dev");
    const urn = `urn:pulumi:dev::eks-platform::platform:cluster:Cluster$aws:eks/cluster:Cluster::cluster`;
    test.faults.order({ [urn]: "killed" });
    assert.notEqual(await test.attempt(up), undefined);
    test.faults.clear();
    const steps = await recover(test);
    assert.ok(steps.includes("cancel") && steps.includes("import"), steps.join());
    assert.deepEqual(problemsOf(test), []);
    await test.run(up);
    assert.deepEqual(problemsOf(test), []);
    const { changeSummary } = await test.preview();
    assert.deepEqual(Object.keys(changeSummary), ["same"]);
  });

  it("an API server that is gone before it is destroyed, and an engine that is killed while it destroys", async () => {
    const [test] = tests.slice(-1);
    assert.ok(test);
    const nodes = managed(stateOf(test)).find(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
    test.faults.order({ "*": "unreachable", [`delete ${nodes?.urn}`]: "killed" });
    // A controller that cannot be told to clean up is nothing to pass over in silence: somebody has to look.
    assert.match((await test.attempt(destroy)) ?? "", /Release.*ingress[^]*cluster is unreachable/);
    assert.equal(test.faults.firedAt, undefined);
    const cleaners = managed(stateOf(test)).filter(
      ({ type, deletedWith }) => type.startsWith("kubernetes:") && !deletedWith,
    );
    assert.deepEqual(
      cleaners.map(({ type }) => type),
      ["kubernetes:helm.sh/v3:Release"],
    );
    for (const { urn } of cleaners) await test.run(["state", "delete", urn, "--target-dependents", "--yes"]);
    assert.notEqual(await test.attempt(destroy), undefined);
    assert.notEqual(test.faults.firedAt, undefined);
    await recover(test);
    await test.run(destroy);
    test.faults.clear();
    assert.deepEqual(test.leftOver, []);
  });
});
