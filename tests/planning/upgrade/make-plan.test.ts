import assert from "node:assert/strict";
import { evaluate, readConfiguration } from "../../../policies/evaluate";
import type { PreviewedStack } from "../../../planning/previewed-stack";
import { makePlan, type UpgradeRequest } from "../../../planning/upgrade/make-plan";
import { graphOf, resource } from "../../policies/fixture";
import { previewed, stackOf } from "../previewed";

const request: UpgradeRequest = {
  project: "p",
  stack: "dev",
  stackFile: "Pulumi.dev.yaml",
  from: "1.35",
  to: "1.36",
  channel: "none",
  supportType: "STANDARD",
  today: new Date("2026-11-21"),
};

const cluster = (version: string, more: object = {}) =>
  previewed("aws:eks/cluster:Cluster", "cluster", { version, ...more });

/** What the plan of one hop says, with the preview before and after. */
async function planOf(before: PreviewedStack, after: PreviewedStack) {
  const { hops } = await makePlan(request, () => Promise.resolve([before, after]));
  const [hop] = hops;
  assert.ok(hop);
  return hop;
}

describe("upgrade plan", () => {
  it("goes through control plane, add-ons, nodes and what needs them, in the order of the graph", async () => {
    const at = (minor: "1.35" | "1.36"): PreviewedStack => {
      const plane = cluster(minor);
      const proxy = previewed(
        "aws:eks/addon:Addon",
        "proxy",
        { addonName: "kube-proxy", addonVersion: `v${minor}.0-eksbuild.1` },
        { dependencies: [plane.urn] },
      );
      const group = previewed(
        "aws:eks/nodeGroup:NodeGroup",
        "nodes",
        { amiType: "BOTTLEROCKET_x86_64", version: minor, updateConfig: { maxUnavailable: 2 } },
        { dependencies: [plane.urn, proxy.urn] },
      );
      const dns = previewed(
        "aws:eks/addon:Addon",
        "dns",
        { addonName: "coredns", addonVersion: `v1.${minor === "1.35" ? "13" : "14"}.0-eksbuild.1` },
        { dependencies: [group.urn] },
      );
      const scaler = previewed(
        "kubernetes:helm.sh/v3:Release",
        "cluster-autoscaler",
        { version: "9.59.0", values: { image: { tag: minor === "1.35" ? "v1.35.2" : "v1.36.1" } } },
        { dependencies: [dns.urn] },
      );
      return stackOf([scaler, dns, group, proxy, plane]);
    };
    const { steps, blockers } = await planOf(at("1.35"), at("1.36"));
    assert.deepEqual(
      steps.map(({ kind, subject, from, to }) => [kind, subject, from, to]),
      [
        ["control-plane", "cluster", "1.35", "1.36"],
        ["add-on", "kube-proxy", "v1.35.0-eksbuild.1", "v1.36.0-eksbuild.1"],
        ["node-group", "nodes", "1.35", "1.36"],
        ["add-on", "coredns", "v1.13.0-eksbuild.1", "v1.14.0-eksbuild.1"],
        ["chart", "cluster-autoscaler", "v1.35.2", "v1.36.1"],
      ],
    );
    assert.match(steps[2]?.what ?? "", /, 2 at a time;/);
    assert.deepEqual(blockers, []);
  });

  it("names what follows the control plane by itself, and what a person has to do", async () => {
    const others = [
      previewed("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "class", {
        metadata: { name: "standard" },
        spec: { amiSelectorTerms: [{ alias: "bottlerocket@v1.66.0" }] },
      }),
      previewed("aws:eks/fargateProfile:FargateProfile", "system", { fargateProfileName: "system" }),
      previewed("aws:eks/accessEntry:AccessEntry", "hybrid", { type: "HYBRID_LINUX" }),
    ];
    const auto = { computeConfig: { enabled: true } };
    const { steps } = await planOf(
      stackOf([cluster("1.35", auto), ...others]),
      stackOf([cluster("1.36", auto), ...others]),
    );
    assert.deepEqual(
      steps.map(({ kind, subject, by }) => [kind, subject, by]),
      [
        ["control-plane", "cluster", "pulumi up"],
        ["auto-mode", "cluster", "EKS"],
        ["karpenter", "standard", "Karpenter"],
        ["fargate", "system", "you"],
        ["hybrid", "hybrid", "you"],
      ],
    );
  });

  it("plans every minor of a long way, and says that they are deployed one by one", async () => {
    const plan = await makePlan({ ...request, from: "1.34" }, (minors) =>
      Promise.resolve(minors.map((minor) => stackOf([cluster(minor)]))),
    );
    assert.deepEqual(
      plan.hops.map(({ from, to, steps }) => [from, to, steps.length]),
      [
        ["1.34", "1.35", 1],
        ["1.35", "1.36", 1],
      ],
    );
    assert.deepEqual(
      plan.blockers.map(({ kind }) => kind),
      ["skipped-minor"],
    );
  });

  it("previews nothing where there is nothing to do, and goes where the channel says otherwise", async () => {
    const asked: string[][] = [];
    const previewAt = (minors: readonly string[]) => {
      asked.push([...minors]);
      return Promise.resolve(minors.map((minor) => stackOf([cluster(minor)])));
    };
    const stays = await makePlan({ ...request, to: undefined }, previewAt);
    const moves = await makePlan({ ...request, to: undefined, channel: "stable" }, previewAt);
    assert.deepEqual([stays.to, moves.to, asked], ["1.35", "1.36", [["1.35", "1.36"]]]);
  });

  it("names charts, whose objects it cannot see", async () => {
    const opaque = [{ urn: "urn:pulumi:dev::p::kubernetes:helm.sh/v3:Release::karpenter", why: "a chart" }];
    const { warnings } = await planOf(stackOf([cluster("1.35")]), stackOf([cluster("1.36")], { opaque }));
    assert.deepEqual(
      warnings.map(({ subject }) => subject),
      ["karpenter"],
    );
  });
});

describe("verdicts in an upgrade plan", () => {
  const namespace = "shop";
  const deployment = resource("kubernetes:apps/v1:Deployment", "web", {
    metadata: { name: "web", namespace },
    spec: { replicas: 2, template: { metadata: { labels: { app: "web" } }, spec: { containers: [] } } },
  });
  const budget = (name: string, bound: Record<string, number | string>) =>
    resource("kubernetes:policy/v1:PodDisruptionBudget", name, {
      metadata: { name, namespace },
      spec: { selector: { matchLabels: { app: "web" } }, unhealthyPodEvictionPolicy: "AlwaysAllow", ...bound },
    });
  const blockersOf = async (...resources: ReturnType<typeof resource>[]): Promise<readonly string[]> => {
    const at = (version: string): PreviewedStack => {
      const all = [resource("aws:eks/cluster:Cluster", "c", { name: "c", version }), ...resources];
      const configuration = readConfiguration({ parameters: { environment: "prod", today: "2026-11-21" } });
      const { findings, undecided } = evaluate(graphOf(all), configuration);
      return stackOf([cluster(version)], { findings, undecided });
    };
    const { blockers } = await planOf(at("1.35"), at("1.36"));
    return blockers.map(({ kind, subject }) => `${kind} ${subject.slice(subject.lastIndexOf("::") + 2)}`);
  };

  it("let budgets pass that let a pod go", async () => {
    assert.deepEqual(await blockersOf(deployment, budget("one", { maxUnavailable: 1 })), []);
    assert.deepEqual(await blockersOf(deployment), []);
  });

  const blocking: readonly Record<string, number | string>[] = [
    { maxUnavailable: 0 },
    { minAvailable: 2 },
    { minAvailable: "100%" },
  ];
  for (const bound of blocking)
    it(`stop at a budget of ${JSON.stringify(bound)} over two replicas`, async () => {
      assert.deepEqual(await blockersOf(deployment, budget("none", bound)), ["disruption-budget none"]);
    });

  it("stop at two budgets over the same pods", async () => {
    const found = await blockersOf(
      deployment,
      budget("one", { maxUnavailable: 1 }),
      budget("two", { maxUnavailable: 1 }),
    );
    assert.deepEqual(found, ["disruption-budget web"]);
  });

  it("stop at objects of an API that is gone", async () => {
    const schema = resource("kubernetes:flowcontrol.apiserver.k8s.io/v1beta3:FlowSchema", "flow", {});
    assert.deepEqual(await blockersOf(schema), ["removed-api flow"]);
  });
});
