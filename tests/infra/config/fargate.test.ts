import assert from "node:assert/strict";
import { configOf, mistakesWithin } from "./configuration";

const everything = { profiles: [{ name: "all", selectors: [{ namespace: "*" }] }] };
const alone = {
  nodes: { groups: [], fargate: everything },
  storage: { snapshots: false, sharedFileSystem: false },
  monitoring: { containerInsights: "none" },
};
const withSelectors = (...selectors: object[]) => ({
  ...alone,
  nodes: { groups: [], fargate: { profiles: [{ name: "system", selectors }] } },
});

describe("configuration of Fargate", () => {
  it("takes a stack without nodes, and profiles beside nodes that take whatever they like", () => {
    assert.deepEqual(configOf(alone).nodes.groups, []);
    const fargate = { profiles: [{ name: "batch", selectors: [{ namespace: "kube-system", labels: { app: "x" } }] }] };
    assert.equal(configOf({ nodes: { fargate } }).nodes.groups.length, 1);
  });

  it("refuses a stack with neither nodes nor profiles", () => {
    const [line, ...others] = mistakesWithin({ nodes: { groups: [] } });
    assert.deepEqual(others, []);
    assert.match(line ?? "", /^nodes\.groups: \[\] leaves .* without nodes; .*profiles of "nodes\.fargate"\.$/);
  });

  it("refuses a selector for kube-system without CoreDNS where there are no nodes, in one sentence", () => {
    const metricsServer = { namespace: "kube-system", labels: { "app.kubernetes.io/name": "metrics-server" } };
    assert.deepEqual(mistakesWithin(withSelectors(metricsServer)), [
      'nodes.fargate.profiles: leave CoreDNS without a place: "nodes.groups" is [], and no selector matches {"namespace":"kube-system","labels":{"k8s-app":"kube-dns"}}; add the selector { namespace: kube-system }.',
    ]);
  });

  it("refuses more than five selectors, at their place", () => {
    const many = ["kube-system", "a", "b", "c", "d", "e"].map((namespace) => ({ namespace }));
    assert.deepEqual(mistakesWithin(withSelectors(...many)), [
      'nodes.fargate.profiles[0].selectors: has 6 selectors, and a profile takes 1 to 5; spread them over several profiles, or use wildcards as in "team-*".',
    ]);
  });

  it("refuses tenants and a sample that nothing would run", () => {
    const lines = mistakesWithin({
      ...withSelectors({ namespace: "kube-system" }),
      tenants: [{ name: "shop" }],
      sample: { enabled: true },
    });
    assert.deepEqual(
      lines.map((line) => /^(\S+): gives the namespace "(\S+)"/.exec(line)?.slice(1)),
      [
        ["tenants[0].name", "tenant-shop"],
        ["sample.namespace", "tenant-sample"],
      ],
    );
  });

  it("refuses Karpenter on Fargate without a profile for it", () => {
    const karpenter = { controllerOn: "fargate", pools: [{ name: "a", nodeClass: "standard", limits: { cpu: "10" } }] };
    const lines = mistakesWithin({ nodes: { karpenter } });
    assert.ok(
      lines.some((line) => /^nodes\.karpenter\.controllerOn: "fargate" needs a profile/.test(line)),
      lines.join(),
    );
  });

  describe("for Karpenter on Fargate", () => {
    const pool = { name: "a", instances: { categories: ["m"] }, limits: { cpu: "10" } };
    const on = (labels: object, pools: readonly object[] = [pool]) => ({
      groups: [],
      karpenter: { controllerOn: "fargate", pools },
      fargate: {
        profiles: [
          {
            name: "system",
            selectors: [{ "app.kubernetes.io/name": "karpenter" }, labels].map((wanted) => ({
              namespace: "kube-system",
              labels: wanted,
            })),
          },
        ],
      },
    });
    const dns = { "k8s-app": "kube-dns" };

    it("takes everything that needs nodes, which come with pods", () => {
      const { tenants } = configOf({
        nodes: { ...on(dns), sessionManager: true },
        ingress: { enabled: true },
        tenants: [{ name: "shop" }],
      });
      assert.equal(tenants.length, 1);
    });

    it("refuses cluster DNS without a profile, which would wait for nodes that wait for it", () => {
      assert.deepEqual(mistakesWithin({ nodes: on({ app: "other" }) }), [
        'nodes.fargate.profiles: leave CoreDNS without a place: "nodes.groups" is [], and no selector matches {"namespace":"kube-system","labels":{"k8s-app":"kube-dns"}}; add the selector { namespace: kube-system, labels: { k8s-app: kube-dns } }.',
      ]);
    });

    it("refuses pools that all have taints, and tenants with groups of their own", () => {
      const taints = [{ key: "example.com/batch", effect: "NoSchedule" }];
      assert.deepEqual(
        mistakesWithin({
          nodes: on(dns, [{ ...pool, taints }]),
          tenants: [{ name: "shop", nodes: { instanceTypes: ["m7i.large"] } }],
        }),
        [
          'nodes.karpenter.pools: all have taints although "nodes.groups" is [], so that the platform\'s own pods get no node; add a pool without taints.',
          'tenants[0].nodes: are a managed group although "nodes.groups" is [] and Karpenter makes the nodes; give the tenant a pool with a taint in "nodes.karpenter.pools", or name a group.',
        ],
      );
    });

    it("refuses a profile for all of kube-system, whose controllers get their credentials on nodes", () => {
      assert.deepEqual(mistakesWithin({ nodes: on({}), ingress: { enabled: true } }), [
        "nodes.fargate.profiles[0].selectors: take the driver of EBS volumes and the load balancer controller to Fargate, where no agent gives them AWS credentials; name labels of the pods that are meant, as in { namespace: kube-system, labels: { k8s-app: kube-dns } }.",
      ]);
    });
  });

  it("refuses a profile beside nodes that takes Karpenter away from them", () => {
    const karpenter = { pools: [{ name: "a", instances: { categories: ["m"] }, limits: { cpu: "10" } }] };
    const selectors = [{ namespace: "kube-system", labels: { "app.kubernetes.io/name": "karpenter" } }];
    const [line, ...others] = mistakesWithin({
      nodes: { karpenter, fargate: { profiles: [{ name: "system", selectors }] } },
    });
    assert.deepEqual(others, []);
    assert.match(line ?? "", /^nodes\.fargate\.profiles\[0\]\.selectors: take Karpenter to Fargate/);
  });

  const refusals: readonly (readonly [path: string, platform: object])[] = [
    ["nodes.sessionManager", { nodes: { ...alone.nodes, sessionManager: true } }],
    ["cluster.networkPolicies", { cluster: { networkPolicies: "strict" } }],
    ["network.podCidr", { network: { podCidr: "100.64.0.0/16" } }],
    ["storage.snapshots", { storage: { sharedFileSystem: false } }],
    ["storage.sharedFileSystem", { storage: { snapshots: false } }],
    ["monitoring.containerInsights", { monitoring: {} }],
    ["ingress.enabled", { ingress: { enabled: true } }],
    ["secrets.driver", { secrets: { driver: "csi" } }],
    ["tenants[0].nodes", { tenants: [{ name: "shop", nodes: { instanceTypes: ["m7i.large"] } }] }],
    ["tenants[0].securityGroup", { tenants: [{ name: "shop", securityGroup: true }] }],
  ];
  for (const [path, platform] of refusals)
    it(`refuses ${path} where there are no nodes, and says what to write`, () => {
      const [line, ...others] = mistakesWithin({ ...alone, ...platform });
      assert.deepEqual(others, []);
      assert.ok(line?.startsWith(`${path}: `), line);
      assert.match(line ?? "", /although "nodes\.groups" is \[\] and everything runs on Fargate.*; /);
    });
});
