import assert from "node:assert/strict";
import { configOf, mistakesWithin } from "./configuration";

const pool = { name: "general", instances: { categories: ["m"] }, limits: { cpu: "100" } };
const system = { name: "system", instanceTypes: ["m7i.large"], minSize: 2, maxSize: 2 };

/** That there is one mistake, at a place. */
function mistake(platform: object, place: string, pattern: RegExp): void {
  const [first = "", ...others] = mistakesWithin(platform);
  assert.deepEqual(others, []);
  assert.ok(first.startsWith(`${place}: `), first);
  assert.match(first, pattern);
}

describe("configuration of what adds nodes", () => {
  it("has none of them by itself", () => {
    const { nodes, cluster } = configOf({});
    assert.deepEqual([nodes.karpenter, nodes.clusterAutoscaler, cluster.autoMode], [undefined, undefined, undefined]);
  });

  it("fills in a Karpenter pool's safe choices", () => {
    const { karpenter } = configOf({ nodes: { groups: [system], karpenter: { pools: [pool] } } }).nodes;
    assert.deepEqual(karpenter?.nodeClasses, [
      { name: "standard", image: "bottlerocket@v1.66.0", volumeSizeGiB: 80, maxPods: 110 },
    ]);
    assert.deepEqual(karpenter.pools[0]?.disruption.budgets, [{ nodes: "10%" }]);
    assert.deepEqual(karpenter.pools[0].instances.capacityTypes, ["on-demand"]);
  });

  it("refuses pools that would take anything, grow without end, or go by a schedule without one", () => {
    const of = (change: object) => ({ nodes: { karpenter: { pools: [{ ...pool, ...change }] } } });
    mistake(of({ instances: {} }), "nodes.karpenter.pools[0].instances", /any instance/);
    mistake(of({ limits: {} }), "nodes.karpenter.pools[0].limits", /neither "cpu" nor "memory"/);
    mistake(of({ weight: 101 }), "nodes.karpenter.pools[0].weight", /from 1 to 100/);
    mistake(of({ expireAfter: "30d" }), "nodes.karpenter.pools[0].expireAfter", /there are no days/);
    mistake(
      of({ disruption: { budgets: [{ nodes: "0", schedule: "0 8 * * *" }] } }),
      "nodes.karpenter.pools[0].disruption.budgets[0].schedule",
      /no "duration"/,
    );
  });

  it("takes spot alone", () => {
    configOf({
      nodes: { karpenter: { pools: [{ ...pool, instances: { categories: ["m"], capacityTypes: ["spot"] } }] } },
    });
  });

  it("refuses Karpenter, groups and shells beside Auto Mode", () => {
    const cluster = { autoMode: {} };
    configOf({ cluster, nodes: { groups: [] } });
    mistake({ cluster }, "nodes.groups", /has "system" although "cluster.autoMode" is on/);
    mistake(
      { cluster, nodes: { groups: [], karpenter: { pools: [pool] } } },
      "nodes.karpenter",
      /owns its definitions/,
    );
    mistake(
      { cluster, nodes: { groups: [], sessionManager: true } },
      "nodes.sessionManager",
      /nobody can open a shell/,
    );
    mistake({ nodes: { groups: [] } }, "nodes.groups", /without nodes/);
  });

  it("refuses pools that EKS does not bring, and a cluster where nothing runs without a toleration", () => {
    const of = (autoMode: object) => ({ cluster: { autoMode }, nodes: { groups: [] } });
    mistake(of({ builtInPools: ["gpu"] }), "cluster.autoMode.builtInPools[0]", /"gpu".*"general-purpose"/);
    mistake(of({ builtInPools: ["system"] }), "cluster.autoMode.pools", /no pool without taints/);
  });

  it("refuses strict policies and pod subnets where they would not reach the pools of EKS", () => {
    const nodes = { groups: [] };
    mistake({ nodes, cluster: { autoMode: {}, networkPolicies: "strict" } }, "cluster.networkPolicies", /"strict"/);
    mistake({ nodes, cluster: { autoMode: {} }, network: { podCidr: "100.64.0.0/16" } }, "network.podCidr", /100\.64/);
  });

  it("refuses a Cluster Autoscaler that has nothing to scale, or scales what Karpenter starts nodes for", () => {
    const growing = { ...system, maxSize: 4 };
    configOf({ nodes: { groups: [growing], clusterAutoscaler: {} } });
    configOf({ nodes: { groups: [system], karpenter: { pools: [pool] } } });
    mistake({ nodes: { groups: [system], clusterAutoscaler: {} } }, "nodes.clusterAutoscaler", /has no group whose/);
    const taint = { key: "example.com/a", value: "b" };
    const both = (taints: object[], poolTaints: object[]) => ({
      nodes: {
        groups: [{ ...growing, taints }],
        karpenter: { pools: [{ ...pool, taints: poolTaints }] },
        clusterAutoscaler: {},
      },
    });
    mistake(both([], []), "nodes.clusterAutoscaler", /the group "system" .* the Karpenter pool "general"/);
    mistake(
      both([{ ...taint, effect: "NO_SCHEDULE" }], [{ ...taint, effect: "NoSchedule" }]),
      "nodes.clusterAutoscaler",
      /give one of them a taint/,
    );
    configOf(both([], [{ ...taint, effect: "NoSchedule" }]));
  });

  it("refuses priorities of groups that are not there, and priorities that nobody looks at", () => {
    const of = (clusterAutoscaler: object) => ({ nodes: { groups: [{ ...system, maxSize: 4 }], clusterAutoscaler } });
    const priorities = [{ priority: 10, groups: ["spot"] }];
    mistake(
      of({ expander: "priority", priorities }),
      "nodes.clusterAutoscaler.priorities[0].groups[0]",
      /"spot" is no group of "nodes.groups"; write one of "system"/,
    );
    mistake(of({ expander: "priority" }), "nodes.clusterAutoscaler.priorities", /says nothing/);
    mistake(
      of({ priorities: [{ priority: 10, groups: ["system"] }] }),
      "nodes.clusterAutoscaler.expander",
      /does not look at "priorities"/,
    );
  });

  it("refuses images from public registries where there is no way to them", () => {
    mistake(
      { network: { nat: "none" }, nodes: { groups: [system], karpenter: { pools: [pool] } } },
      "nodes.karpenter",
      /public registry/,
    );
  });
});
