import assert from "node:assert/strict";
import path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { describeEngine, describeOffline, type Described, type EngineStep } from "../stack/described";
import { offlinePreview, type OfflinePreview } from "../stack/offline-preview";
import { StackUnderTest } from "../stack/stack-under-test";
import { projectFolder } from "../stack/work-folder";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

for (const name of ["dev", "prod"])
  describe(`the offline preview of ${name} and the engine's`, () => {
    let test: StackUnderTest;
    let offline: OfflinePreview;
    before(async () => {
      [test, offline] = await Promise.all([
        StackUnderTest.create(pulumiCliOfRun(), `Pulumi.${name}.yaml`),
        offlinePreview(name),
      ]);
    });
    after(() => {
      test.remove();
    });

    it("show the same resources, inputs, unknowns, dependencies and options", async () => {
      const { steps } = JSON.parse(await test.run(["preview", "--json"])) as { readonly steps: readonly EngineStep[] };
      assert.deepEqual([...new Set(steps.map(({ op }) => op))], ["create"]);
      const engine = new Map(steps.flatMap(({ urn, newState }) => (newState ? [[urn, describeEngine(newState)]] : [])));
      const shown = new Map(offline.resources.map((resource) => [resource.urn, describeOffline(resource)]));
      assert.ok(engine.size > 150);
      assert.deepEqual([...shown.keys()].sort(), [...engine.keys()].sort());
      for (const [urn, resource] of engine) assert.deepEqual(shown.get(urn), resource, urn);
    });

    it("find the same violations of the policies", async () => {
      const events: EngineEvent[] = [];
      await test.preview({
        policyPacks: [path.join(projectFolder, "policies")],
        policyPackConfigs: [path.join(projectFolder, offline.policyConfiguration)],
        onEvent: (event) => events.push(event),
      });
      const said = events.flatMap(({ policyEvent }) =>
        policyEvent
          ? [`${policyEvent.enforcementLevel} ${policyEvent.policyName} ${policyEvent.resourceUrn ?? ""}`]
          : [],
      );
      const verdicts = [...offline.findings, ...offline.undecided].map(
        ({ level, name: rule, urn }) => `${level} ${rule} ${urn}`,
      );
      const waived = offline.waived.map(({ finding }) => `advisory ${finding.name} ${finding.urn}`);
      assert.ok(verdicts.length > 0);
      assert.deepEqual(said.sort(), [...verdicts, ...waived].sort());
    });
  });

describe("the offline preview of a stack with remote components and the engine's", () => {
  it("show the same, but for what the provider of such a component makes of it", async () => {
    const file = "tests/stacks/compute.yaml";
    const [test, offline] = await Promise.all([StackUnderTest.create(pulumiCliOfRun(), file), offlinePreview(file)]);
    try {
      const { steps } = JSON.parse(await test.run(["preview", "--json"])) as { readonly steps: readonly EngineStep[] };
      const remote = offline.resources.filter(({ type }) => type.startsWith("eks:")).map(({ urn }) => urn);
      assert.equal(remote.length, 2);
      // The type of a child holds those of its parents.
      const inside = (urn: string): boolean => /\$eks:index:NodeGroupV2\$/.test(urn);
      const states = steps.flatMap(({ newState }) => (newState && !inside(newState.urn) ? [newState] : []));
      // The engine's own report leaves out the providers that it makes itself.
      const listed = offline.resources.filter(({ urn }) => !/pulumi:providers:\w+::default_/.test(urn));
      const shown = new Map(listed.map((resource) => [resource.urn, describeOffline(resource)]));
      assert.deepEqual([...shown.keys()].sort(), states.map(({ urn }) => urn).sort());
      for (const state of states) {
        const [ours, engines] = [shown.get(state.urn), describeEngine(state)];
        assert.ok(ours);
        // Its provider registers the component itself, with what a transform has left of its dependencies.
        if (remote.includes(state.urn)) assert.deepEqual(outside(ours), outside(engines), state.urn);
        else assert.deepEqual(ours, engines, state.urn);
      }
    } finally {
      test.remove();
    }
  });
});

function outside({ type, custom, parent, protect }: Described): Partial<Described> {
  return { type, custom, parent, protect };
}
