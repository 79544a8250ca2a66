import assert from "node:assert/strict";
import { times } from "../../engine/cloud/times";
import { criticalPathOf, withoutSlowServices, type PlannedResource } from "./bound";

function planned(type: string, name: string, more: Partial<PlannedResource> = {}): PlannedResource {
  const urn = `urn:pulumi:dev::platform::${type}::${name}`;
  return { urn, type, custom: true, inputs: {}, dependencies: [], propertyDependencies: {}, ...more };
}

const cluster = planned("aws:eks/cluster:Cluster", "cluster");
const cni = planned("aws:eks/addon:Addon", "cni", { inputs: { addonName: "vpc-cni" }, dependencies: [cluster.urn] });
const nodes = planned("aws:eks/nodeGroup:NodeGroup", "nodes", { dependencies: [cni.urn] });
const driver = planned("aws:eks/addon:Addon", "driver", {
  inputs: { addonName: "aws-ebs-csi-driver" },
  dependencies: [nodes.urn],
});
const scraper = planned("aws:amp/scraper:Scraper", "metrics", { dependencies: [cluster.urn] });

describe("the lower bound of an up", () => {
  it("is the cluster, the network add-on, the slowest node group and the slowest add-on", () => {
    const { makespan, bound, plain } = criticalPathOf([cluster, cni, nodes, driver]);
    assert.equal(bound, times.cluster.create + 0.5 + times.nodeGroup.create + 0.75);
    assert.equal(plain, times.cluster.create + times.nodeGroup.create + 0.75);
    assert.equal(makespan, bound);
  });

  it("is what AWS makes beside the nodes where that takes longer", () => {
    const resources = [cluster, cni, nodes, driver, scraper];
    assert.equal(criticalPathOf(resources).bound, times.cluster.create + times.scraper.create);
    assert.equal(
      criticalPathOf(resources, withoutSlowServices).bound,
      criticalPathOf([cluster, cni, nodes, driver]).bound,
    );
  });

  it("is exceeded by an order that nothing needs", () => {
    const late = { ...driver, dependencies: [scraper.urn] };
    const { makespan, bound } = criticalPathOf([cluster, cni, nodes, scraper, late]);
    assert.ok(makespan > bound);
  });

  it("needs a cluster", () => {
    assert.throws(() => criticalPathOf([planned("aws:ec2/vpc:Vpc", "network")]), /There is no cluster/);
  });
});
