import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { evaluate, readConfiguration, ruleDescriptions, Secret, unknown } from "../../../policies/evaluate";
import type { GraphResource, ResourceGraph } from "../../../policies/engine/graph/resource";
import { readText } from "../../../policies/engine/pack/sdk-values";
import { isPropertyMap, type PropertyMap, type Value } from "../../../policies/engine/values/value";
import { graphOf, resource } from "../fixture";
import { runPreview } from "../../preview/run-preview";
import { PackProcess, type Diagnostic } from "./pack-process";
import { allFixtures } from "../rules";

type Configuration = Readonly<Record<string, object | string>>;

/** A stack of this project as the offline preview shows it. Where it hides a secret, a text stands in. */
async function previewed(stack: string): Promise<{ graph: ResourceGraph; configuration: Configuration }> {
  const { stdout } = await runPreview([stack, "--format", "json"]);
  const revive = (_: string, value: Value): Value => {
    if (!isPropertyMap(value)) return value;
    if (value.$unknown === true) return unknown;
    return value.$secret === true ? new Secret("hunter2-and-more") : value;
  };
  const preview = JSON.parse(stdout, revive) as ResourceGraph & { policyConfiguration: string };
  const file = path.join(__dirname, "../../..", preview.policyConfiguration);
  return { graph: preview, configuration: JSON.parse(readFileSync(file, "utf8")) as Configuration };
}

/** Custom resources with a provider, as the engine shows them. */
function withProviders(resources: readonly GraphResource[]): ResourceGraph {
  const providers = new Map<string, GraphResource>();
  const provided = resources.map((each) => {
    if (!each.custom || each.type.startsWith("pulumi:") || each.provider !== undefined) return each;
    const name = each.type.split(":")[0] ?? "";
    const provider = providers.get(name) ?? resource(`pulumi:providers:${name}`, "default");
    providers.set(name, provider);
    return { ...each, provider: provider.urn };
  });
  return graphOf([...providers.values(), ...provided]);
}

/** Values as the SDK hands them over: it unwraps secrets, so that the pack repeats only what cannot be one. */
function throughSdk(value: Value): Value {
  if (value instanceof Secret) return throughSdk(value.value);
  if (typeof value === "string") return readText(value);
  if (Array.isArray(value)) return value.map((item: Value) => throughSdk(item));
  if (!isPropertyMap(value)) return value;
  // A waiver is written to be read.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key.includes("/waive-") ? item : throughSdk(item)]),
  );
}

/** What the pack should say: the verdicts of the same rules in this process. */
function expected({ resources, ...graph }: ResourceGraph, configuration: Configuration): readonly Diagnostic[] {
  const seen = resources.map((each) => ({
    ...each,
    inputs: throughSdk(each.inputs) as PropertyMap,
    outputs: throughSdk(each.outputs) as PropertyMap | undefined,
  }));
  const { findings, undecided, waived } = evaluate({ ...graph, resources: seen }, readConfiguration(configuration));
  const aboutUndecided = ({ title, path, reason }: (typeof undecided)[number]): string =>
    `Undecided: ${title}. The path is ${path}. ${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  return [
    ...findings.map(({ name, urn, level, message }) => ({ policy: name, urn, level, message })),
    ...undecided.map((verdict) => ({
      policy: verdict.name,
      urn: verdict.urn,
      level: verdict.level,
      message: aboutUndecided(verdict),
    })),
    ...waived.map(({ finding, waiver: { expires, owner, reason } }) => ({
      policy: finding.name,
      urn: finding.urn,
      level: "advisory" as const,
      message: `Waived until ${expires} by ${owner}: ${reason} ${"message" in finding ? finding.message : aboutUndecided(finding)}`,
    })),
  ];
}

function sorted(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((each) => JSON.stringify(each)).sort();
}

describe("policy pack as a process", () => {
  let pack: PackProcess;
  before(async () => {
    pack = await PackProcess.start();
  });
  after(() => {
    pack.stop();
  });

  async function judged(resources: readonly GraphResource[], configuration: Configuration) {
    const graph = withProviders(resources);
    await pack.configure(configuration);
    return { said: sorted(await pack.judge(graph)), wanted: sorted(expected(graph, configuration)) };
  }

  it("offers every rule under its name, with the level that it has everywhere", async () => {
    const levels = new Map(
      (await pack.info()).getPoliciesList().map((info) => [info.getName(), info.getEnforcementlevel()]),
    );
    assert.deepEqual([...levels.keys()].sort(), [...ruleDescriptions.map(({ name }) => name), "parameters"].sort());
    for (const { name, level } of ruleDescriptions) assert.equal(levels.get(name), level === "mandatory" ? 1 : 0, name);
  });

  // One fixture of each kind: the others differ in what the rule reads, not in how it is asked.
  for (const { rule, passes, fails, undecided } of allFixtures)
    it(`says of fixtures of ${rule.id} what the rule says without it`, async () => {
      for (const fixture of [passes, fails, undecided].flatMap((fixtures) => fixtures.slice(0, 1))) {
        const { said, wanted } = await judged(fixture.resources, { parameters: fixture.parameters ?? {} });
        assert.deepEqual(said, wanted, fixture.when);
      }
    });

  for (const stack of ["dev", "prod"])
    it(`says of the whole stack ${stack} what the preview says, and repeats no secret`, async () => {
      const { graph, configuration } = await previewed(stack);
      assert.ok(graph.resources.length > 100);
      await pack.configure(configuration);
      const said = sorted(await pack.judge(graph));
      assert.deepEqual(said, sorted(expected(graph, configuration)));
      assert.equal(
        said.some((each) => each.includes("hunter2")),
        false,
      );
    });

  const cluster = resource("aws:eks/cluster:Cluster", "c", { vpcConfig: unknown, version: new Secret("1.20-hunter2") });

  it("judges what a component announces, by rules about resources as well", async () => {
    const privileged = { containers: [{ name: "a", image: "a", securityContext: { privileged: true } }] };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "shop" }, spec: privileged };
    const group = resource("kubernetes:yaml/v2:ConfigGroup", "g", { objs: [pod] }, { custom: false });
    const { said, wanted } = await judged([group], {});
    assert.deepEqual(said, wanted);
    assert.ok(said.some((each) => each.includes('"not-privileged"') && each.includes("::g:shop/p")));
  });

  it("raises a rule that the configuration names, and lowers none", async () => {
    const raised = { parameters: { environment: "dev" }, "deletion-protection-on": "mandatory" };
    const { said, wanted } = await judged([cluster], raised);
    assert.deepEqual(said, wanted);
    assert.ok(said.some((each) => each.includes('"deletion-protection-on"') && each.includes('"mandatory"')));
  });

  it("still tells what a switched-off policy would have told", async () => {
    const parameters = { environment: "dev" };
    const graph = withProviders([cluster]);
    await pack.configure({
      parameters,
      "deletion-protection-on": "disabled",
      "control-plane-logs-all-types": "disabled",
    });
    assert.deepEqual(sorted(await pack.judge(graph)), sorted(expected(graph, { parameters })));
  });

  it("lets undecided rules fail where the configuration says so", async () => {
    const { said, wanted } = await judged([cluster], { parameters: { undecidedIs: "fail" } });
    assert.deepEqual(said, wanted);
    assert.ok(said.some((each) => each.includes("Undecided: ") && each.includes('"mandatory"')));
  });

  it("shows waived findings with their reason, and bad waivers", async () => {
    const waiver = {
      rule: "EKS-11",
      urn: "**Cluster::c",
      reason: "The cluster is rebuilt every night.",
      owner: "platform",
      expires: "2026-12-01",
    };
    const waivers = [waiver, { ...waiver, expires: "2026-11-01" }, { ...waiver, urn: "nothing" }, { rule: "EKS-01" }];
    const { said, wanted } = await judged([cluster], { parameters: { today: "2026-11-21", waivers } });
    assert.deepEqual(said, wanted);
    assert.ok(said.some((each) => each.includes("Waived until 2026-12-01 by platform")));
  });

  it("shows what resources waive themselves, and what they may not", async () => {
    const text = "expires=2026-12-01 owner=platform reason=The cluster is rebuilt every night.";
    const waiving = (name: string, rule: string, value = text): GraphResource =>
      resource("aws:eks/cluster:Cluster", name, { tags: { [`policy.eks-platform/waive-${rule}`]: value } });
    const resources = [waiving("a", "EKS-02"), waiving("b", "COST-01"), waiving("c", "EKS-11", "hunter2")];
    for (const resourceWaivers of ["none", "mandatory"]) {
      const { said, wanted } = await judged(resources, { parameters: { today: "2026-11-21", resourceWaivers } });
      assert.deepEqual(said, wanted);
      const waived = said.filter((each) => each.includes("Waived until 2026-12-01 by platform"));
      assert.equal(waived.length, resourceWaivers === "mandatory" ? 1 : 0);
    }
  });

  it("lets no resource waive what the configuration makes mandatory", async () => {
    const text = "expires=2026-12-01 owner=platform reason=The cluster is rebuilt every night.";
    const tags = { "policy.eks-platform/waive-EKS-11": text };
    const dev = { parameters: { today: "2026-11-21", environment: "dev" } };
    const levels = async (configuration: Configuration): Promise<readonly string[]> => {
      await pack.configure(configuration);
      const said = await pack.judge(withProviders([resource("aws:eks/cluster:Cluster", "c", { tags })]));
      return said.filter(({ policy }) => policy === "deletion-protection-on").map(({ level }) => level);
    };
    assert.deepEqual(await levels(dev), ["advisory"]);
    assert.deepEqual(await levels({ ...dev, "deletion-protection-on": "mandatory" }), ["mandatory"]);
  });

  it("repeats no value", async () => {
    const { said } = await judged([cluster], {});
    assert.equal(
      said.some((each) => each.includes("hunter2")),
      false,
    );
  });

  it("refuses a configuration with every problem in one message", async () => {
    await pack.configure({ parameters: { minZones: 0, imdsMaxHop: 1 } });
    await assert.rejects(pack.judge(withProviders([cluster])), /minZones is 0; .*\n.*imdsMaxHop is no parameter/);
  });
});
