import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { CoreAddons, corednsConfiguration, type CoreAddonsArgs } from "../../../components/cluster/core-addons";
import { registrations, type Registration } from "../registrations";
import { addonCluster } from "./addon-cluster";

const addonType = "aws:eks/addon:Addon";
const budgetAndSpread = {
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
};

describe("core add-ons", () => {
  it("run after the nodes, with the versions of the minor", async () => {
    const found = await build({});
    const nodes = found.only("aws:eks/nodeGroup:NodeGroup");
    const addons = sorted(found.ofType(addonType));
    assert.deepEqual(
      addons.map(({ inputs }) => [inputs["addonName"], inputs["addonVersion"], inputs["preserve"]]),
      [
        ["coredns", "v1.14.6-eksbuild.4", true],
        ["eks-node-monitoring-agent", "v1.7.0-eksbuild.1", false],
        ["metrics-server", "v0.9.0-eksbuild.11", false],
      ],
    );
    for (const addon of addons) assert.ok(found.dependencies(addon).includes("aws:eks/nodeGroup:NodeGroup nodes"));
    assert.ok(addons.every((addon) => found.waitsFor(addon, nodes)));
    assert.equal(found.built.ready.length, 3);
  });

  it("leave the metrics server to others where they are told to", async () => {
    const names = sorted((await build({ metricsServer: false })).ofType(addonType)).map(({ name }) => name);
    assert.deepEqual(names, ["core-coredns", "core-eks-node-monitoring-agent"]);
  });

  it("leave out the agent of nodes where there are none", async () => {
    const names = sorted((await build({ nodeMonitoring: false })).ofType(addonType)).map(({ name }) => name);
    assert.deepEqual(names, ["core-coredns", "core-metrics-server"]);
  });

  it("configure CoreDNS with a value that is known at preview", async () => {
    const found = await build({ dns: { min: 3, max: 10 } });
    assert.equal(
      found.byName(addonType, "core-coredns").inputs["configurationValues"],
      '{"autoScaling":{"enabled":true,"maxReplicas":10,"minReplicas":3},' +
        '"podDisruptionBudget":{"enabled":true,"maxUnavailable":1},' +
        '"topologySpreadConstraints":[{"labelSelector":{"matchLabels":{"k8s-app":"kube-dns"}},"maxSkew":1,' +
        '"topologyKey":"topology.kubernetes.io/zone","whenUnsatisfiable":"ScheduleAnyway"}]}',
    );
  });
});

describe("CoreDNS", () => {
  it("has a fixed number of replicas, or has EKS scale them, never both", () => {
    assert.deepEqual(corednsConfiguration({ min: 2 }), { replicaCount: 2, ...budgetAndSpread });
    assert.deepEqual(corednsConfiguration({ min: 3, max: 3 }), { replicaCount: 3, ...budgetAndSpread });
    assert.deepEqual(corednsConfiguration({ min: 2, max: 6 }), {
      autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 6 },
      ...budgetAndSpread,
    });
  });

  it("is told of Fargate, or no profile would take its pods", () => {
    assert.deepEqual(corednsConfiguration({ min: 2, onFargate: true }), {
      replicaCount: 2,
      computeType: "Fargate",
      ...budgetAndSpread,
    });
  });

  for (const [min, max] of [
    [1, 1],
    [3, 2],
    [2, 1001],
    [2.5, 4],
  ] as const) {
    it(`refuses ${String(min)} to ${String(max)} replicas`, () => {
      assert.throws(() => corednsConfiguration({ min, max }), new RegExp(`${String(min)} to ${String(max)} replicas`));
    });
  }
});

function build(args: Omit<CoreAddonsArgs, "cluster">) {
  return registrations(() => {
    const cluster = addonCluster();
    const nodes = new aws.eks.NodeGroup("nodes", {
      clusterName: "blue",
      nodeRoleArn: "arn:aws:iam::111122223333:role/blue-node",
      subnetIds: [],
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 },
    });
    return new CoreAddons("core", { cluster, ...args }, { dependsOn: [nodes] });
  });
}

/** By name: add-ons beside each other register in any order. */
function sorted(addons: readonly Registration[]): readonly Registration[] {
  return [...addons].sort((a, b) => (a.name < b.name ? -1 : 1));
}
