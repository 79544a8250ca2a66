import assert from "node:assert/strict";
import { capacityOf } from "../../../../policies/engine/capacity/report";
import { Graph } from "../../../../policies/engine/graph/graph";
import { parametersSchema } from "../../../../policies/engine/parameters";
import { unknown } from "../../../../policies/engine/values/value";
import { graphOf, outputOf, resource } from "../../fixture";

const zones = ["a", "b"];
const subnet = (name: string, zone: string, cidrBlock: string, tags: Record<string, string> = {}) =>
  resource("aws:ec2/subnet:Subnet", name, { cidrBlock, availabilityZone: `eu-west-1${zone}`, tags });
const nodes = zones.map((zone, index) => subnet(`private-${zone}`, zone, `10.0.${index * 16}.0/20`, { nodes: "yes" }));
const pods = zones.map((zone, index) => subnet(`pods-${zone}`, zone, `100.64.${index * 32}.0/19`));
const cluster = resource("aws:eks/cluster:Cluster", "c", { name: "c" });
const group = resource("aws:eks/nodeGroup:NodeGroup", "workers", {
  clusterName: "c",
  subnetIds: nodes.map((one) => outputOf(one)),
  instanceTypes: ["m5.large", "m5.xlarge"],
  scalingConfig: { maxSize: 5 },
});

function capacity(...resources: Parameters<typeof graphOf>[0]) {
  const parameters = parametersSchema.parse({ quotas: { onDemandStandardVcpus: 40 } });
  return capacityOf(new Graph(graphOf(resources), true, parameters.podTemplates), parameters);
}

describe("capacity", () => {
  it("is taken by a group's largest type, spread over its subnets", () => {
    const env = { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" };
    const cni = resource("aws:eks/addon:Addon", "cni", {
      ...{ clusterName: "c", addonName: "vpc-cni" },
      configurationValues: JSON.stringify({ env }),
    });
    const found = capacity(cluster, cni, ...nodes, group);
    // Five m5.xlarge of four vCPUs; three nodes of a zone with 8 prefixes each and the address of an interface.
    assert.deepEqual(
      found.slice(0, 3).map(({ title, taken, limit, percent }) => [title, taken.least, taken.most, limit, percent]),
      [
        ["vCPUs of on-demand standard instances (A, C, D, H, I, M, R, T, Z)", 20, 20, 40, 50],
        ["private-a", 387, 387, 4091, 9],
        ["private-b", 387, 387, 4091, 9],
      ],
    );
  });

  it("is taken in the subnets of pods where they have their own, as the component of the add-on says", () => {
    const configuration = {
      env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENABLE_PREFIX_DELEGATION: "true" },
      eniConfig: { subnets: { "eu-west-1a": { id: unknown }, "eu-west-1b": { id: unknown } } },
    };
    const component = resource("platform:cluster:ManagedAddon", "cni", { addonName: "vpc-cni", configuration });
    const told = { ...component, propertyDependencies: { configuration: pods.map(({ urn }) => urn) } };
    const cni = resource(
      "aws:eks/addon:Addon",
      "cni",
      { clusterName: "c", addonName: "vpc-cni", configurationValues: unknown },
      { parent: component.urn, parentType: component.type },
    );
    const found = capacity(cluster, told, cni, ...nodes, ...pods, group).filter(({ kind }) => kind === "addresses");
    assert.deepEqual(
      found.map(({ title, taken, limit }) => [title, taken.most, limit]),
      [
        ["pods-a", 387, 8187],
        ["pods-b", 387, 8187],
        ["private-a", 3, 4091],
        ["private-b", 3, 4091],
      ],
    );
  });

  it("of a pool ends at its limits, for the type that takes most", () => {
    const found = capacity(
      cluster,
      ...nodes,
      resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
        metadata: { name: "standard" },
        spec: { subnetSelectorTerms: [{ tags: { nodes: "yes" } }] },
      }),
      resource("kubernetes:karpenter.sh/v1:NodePool", "p", {
        metadata: { name: "p" },
        spec: {
          limits: { cpu: "17" },
          template: {
            spec: {
              nodeClassRef: { name: "standard" },
              requirements: [
                { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot", "on-demand"] },
                { key: "karpenter.k8s.aws/instance-family", operator: "In", values: ["m5"] },
                { key: "karpenter.k8s.aws/instance-cpu", operator: "Lt", values: ["5"] },
              ],
            },
          },
        },
      }),
    );
    const of = (quota: string) => found.find((limit) => limit.quota === quota)?.taken.most;
    // Eight m5.large or four m5.xlarge, bought either way: 16 vCPUs.
    assert.deepEqual([of("onDemandStandardVcpus"), of("spotStandardVcpus")], [16, 16]);
    // Four m5.large of a zone take 30 addresses each, two m5.xlarge 60.
    assert.equal(found.find(({ title }) => title === "private-a")?.taken.most, 120);
  });

  it("is not known where the greatest size is not", () => {
    const open = { ...group, inputs: { ...group.inputs, scalingConfig: { maxSize: unknown } } };
    const [first] = capacity(cluster, ...nodes, open).filter(({ title }) => title === "private-a");
    assert.deepEqual(first?.taken, { least: 0, most: null });
  });

  it("is nothing of a stack without nodes", () => {
    assert.deepEqual(capacity(cluster, ...nodes), []);
  });
});
