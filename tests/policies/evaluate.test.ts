import assert from "node:assert/strict";
import type { GraphResource } from "../../policies/engine/graph/resource";
import { violation, type Rule } from "../../policies/engine/rule";
import {
  evaluate,
  evaluateRules,
  readConfiguration,
  ruleDescriptions,
  unknown,
  type Verdicts,
} from "../../policies/evaluate";
import { graphOf, resource } from "./fixture";

const today = "2026-11-21";
const prod = readConfiguration({ parameters: { today } });
const cluster = (inputs: Parameters<typeof resource>[2] = {}): GraphResource =>
  resource("aws:eks/cluster:Cluster", "c", inputs);
const clusterUrn = cluster().urn;

/** The verdicts of one rule. */
function of(rule: string, { findings, undecided, waived }: Verdicts) {
  return {
    findings: findings.filter((finding) => finding.rule === rule),
    undecided: undecided.filter((verdict) => verdict.rule === rule),
    waived: waived.filter(({ finding }) => finding.rule === rule),
  };
}

describe("evaluate", () => {
  it("tells what is wrong, where, and what to set instead", () => {
    const { findings } = of("EKS-11", evaluate(graphOf([cluster({ deletionProtection: false })]), prod));
    assert.deepEqual(findings, [
      {
        rule: "EKS-11",
        name: "deletion-protection-on",
        title: "The cluster is protected from deletion",
        level: "mandatory",
        urn: clusterUrn,
        path: "deletionProtection",
        message:
          "The cluster can be deleted by one call. The path is deletionProtection. Set deletionProtection to true.",
        fix: "Set deletionProtection to true.",
        references: { soc2: ["A1.2", "CC8.1"], hipaa: ["308(a)(7)"] },
        fingerprint: findings[0]?.fingerprint ?? "",
      },
    ]);
    assert.match(findings[0]?.fingerprint ?? "", /^[0-9a-f]{32}$/);
  });

  it("gives the same finding the same fingerprint in every run, and others another", () => {
    const prints = (inputs: Parameters<typeof resource>[2]) =>
      evaluate(graphOf([cluster(inputs)]), prod).findings.map(({ fingerprint }) => fingerprint);
    assert.deepEqual(prints({}), prints({ tags: { changed: "meanwhile" } }));
    assert.equal(new Set(prints({})).size, prints({}).length);
  });

  it("makes rules of production advisory in development", () => {
    const dev = readConfiguration({ parameters: { today, environment: "dev" } });
    assert.equal(of("EKS-11", evaluate(graphOf([cluster()]), dev)).findings[0]?.level, "advisory");
    assert.equal(of("EKS-02", evaluate(graphOf([cluster()]), dev)).findings[0]?.level, "mandatory");
  });

  it("raises a rule that the configuration names", () => {
    const raised = readConfiguration({
      parameters: { today, environment: "dev" },
      "deletion-protection-on": "mandatory",
    });
    assert.equal(of("EKS-11", evaluate(graphOf([cluster()]), raised)).findings[0]?.level, "mandatory");
    const all = readConfiguration({
      parameters: { today, environment: "dev" },
      all: { enforcementLevel: "mandatory" },
    });
    assert.equal(of("EKS-10", evaluate(graphOf([cluster()]), all)).findings[0]?.level, "mandatory");
  });

  it("reports an unknown apart, and lets it fail only where the configuration says so", () => {
    const graph = graphOf([cluster({ deletionProtection: unknown })]);
    const reported = of("EKS-11", evaluate(graph, prod));
    assert.deepEqual(reported.findings, []);
    assert.deepEqual(reported.undecided, [
      {
        rule: "EKS-11",
        name: "deletion-protection-on",
        title: "The cluster is protected from deletion",
        level: "advisory",
        urn: clusterUrn,
        path: "deletionProtection",
        reason: "the value is not known before the resource exists",
      },
    ]);
    const strict = readConfiguration({ parameters: { today, undecidedIs: "fail" } });
    assert.equal(of("EKS-11", evaluate(graph, strict)).undecided[0]?.level, "mandatory");
  });

  it("reports one mistake of a component and its child once, on the component", () => {
    const component = resource("eks:index:Cluster", "c", {});
    const child = resource(
      "aws:eks/cluster:Cluster",
      "c",
      {},
      { parent: component.urn, parentType: "eks:index:Cluster" },
    );
    const verdicts = evaluate(graphOf([component, child]), prod);
    for (const rule of ["EKS-01", "EKS-02", "EKS-03", "EKS-04", "EKS-05", "EKS-11"])
      assert.deepEqual(
        of(rule, verdicts).findings.map(({ urn }) => urn),
        [component.urn],
        rule,
      );
    const covered = verdicts.coverage.resources.find(({ urn }) => urn === child.urn);
    assert.ok(covered?.failed.includes("EKS-02"), "the child's own verdict still counts");
  });

  it("keeps the child's finding when only the child is wrong", () => {
    const component = resource("eks:index:Cluster", "c", { deletionProtection: true });
    const child = resource(
      "aws:eks/cluster:Cluster",
      "c",
      {},
      { parent: component.urn, parentType: "eks:index:Cluster" },
    );
    const { findings } = of("EKS-11", evaluate(graphOf([component, child]), prod));
    assert.deepEqual(
      findings.map(({ urn }) => urn),
      [child.urn],
    );
  });

  it("counts every verdict once, by rule and resource", () => {
    const { coverage } = evaluate(graphOf([cluster({ deletionProtection: true, version: unknown })]), prod);
    const [resources] = coverage.resources;
    assert.ok(resources?.passed.includes("EKS-11"));
    assert.ok(resources?.failed.includes("EKS-02"));
    assert.ok(resources?.undecided.includes("EKS-09"));
    assert.equal(coverage.passed, resources?.passed.length);
    assert.equal(coverage.failed, resources?.failed.length);
    assert.equal(coverage.undecided, resources?.undecided.length);
    assert.equal(coverage.rules, ruleDescriptions.length - 1, "META-02 judges no resource");
  });

  it("makes a rule that throws undecided, with a reason that gives the defect away", () => {
    const broken: Rule = {
      ...{ id: "EKS-99", name: "broken", title: "Broken", why: "It is.", fix: "Mend it.", level: "mandatory" },
      ...{ scope: "resource", references: { soc2: ["CC1"] }, reads: { "aws:eks/cluster:Cluster": [] } },
      check: () => {
        throw new Error("hunter2");
      },
    };
    const { undecided, findings } = evaluateRules([broken], graphOf([cluster()]), prod);
    assert.deepEqual(findings, []);
    assert.deepEqual(
      undecided.map(({ rule, reason }) => [rule, reason]),
      [["EKS-99", "internal: the rule failed on this resource"]],
    );
  });

  it("says one thing of one path, the more severe", () => {
    const twofold: Rule = {
      ...{ id: "EKS-99", name: "twofold", title: "Twofold", why: "It is.", fix: "Set x.", level: "mandatory" },
      ...{ scope: "resource", references: { soc2: ["CC1"] }, reads: { "aws:eks/cluster:Cluster": ["x"] } },
      check: () => [violation(true, "x", "Advice.", { level: "advisory" }), violation(true, "x", "An order.")],
    };
    const { findings } = evaluateRules([twofold], graphOf([cluster()]), prod);
    assert.deepEqual(
      findings.map(({ level, message }) => [level, message]),
      [["mandatory", "An order. The path is x. Set x."]],
    );
  });

  it("lists what it cannot look into, with the groups of rules that would", () => {
    const release = resource("kubernetes:helm.sh/v3:Release", "release", {});
    const empty = resource("kubernetes:helm.sh/v4:Chart", "empty", {}, { custom: false });
    const shown = resource("kubernetes:helm.sh/v4:Chart", "shown", {}, { custom: false });
    const object = resource("kubernetes:core/v1:Pod", "pod", {}, { parent: shown.urn });
    const remote = resource("eks:index:Cluster", "remote");
    const patch = resource("kubernetes:apps/v1:DeploymentPatch", "patch", {});
    const strange = resource("kubernetes:example.com/v1:Thing", "strange", {});
    const unread = resource("aws:gamelift/fleet:Fleet", "unread", {});
    const all = [release, empty, shown, object, remote, patch, strange, unread, cluster()];
    const { opaque } = evaluate(graphOf(all), prod);
    assert.deepEqual(
      opaque.map(({ urn, groups }) => [urn.split("::").at(-1), groups.includes("PSS-B"), groups.includes("EKS")]),
      [
        ["release", true, false],
        ["empty", true, false],
        ["remote", true, true],
        ["patch", true, false],
        ["strange", true, false],
      ],
    );
  });

  it("says of a chart which one it is, where it goes, and what holds its pods in check", () => {
    const chart = (name: string, inputs: Parameters<typeof resource>[2] = {}): GraphResource =>
      resource("kubernetes:helm.sh/v3:Release", name, {
        ...{
          chart: name,
          version: "6.1.0",
          repositoryOpts: { repo: "https://charts.example.com" },
          namespace: "kured",
        },
        ...inputs,
      });
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    const namespace = resource("kubernetes:core/v1:Namespace", "kured", { metadata: { name: "kured", labels } });
    const charts = [chart("kured"), chart("other", { namespace: "kube-system" }), chart("hidden", { chart: unknown })];
    const { opaque } = evaluate(graphOf([namespace, ...charts]), prod);
    assert.deepEqual(
      opaque.map(({ why }) => why),
      [
        "Helm renders its objects when it installs the chart kured 6.1.0 in kured, where pods hold restricted; its own hold privileged",
        "Helm renders its objects when it installs the chart other 6.1.0 in kube-system, where pods hold privileged",
        "Helm renders its objects when it installs a chart",
      ],
    );
  });

  it("never passes an opaque resource", () => {
    const release = resource("kubernetes:helm.sh/v3:Release", "release", {});
    const { coverage } = evaluate(graphOf([release]), prod);
    // That nobody accepted it is all that can be said.
    assert.deepEqual(coverage.resources, [
      { urn: release.urn, passed: [], failed: ["META-01"], undecided: [], waived: [] },
    ]);
  });
});
