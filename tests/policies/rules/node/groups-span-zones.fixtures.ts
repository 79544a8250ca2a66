import { unknown } from "../../../../policies/engine/values/value";
import { groupsSpanZones } from "../../../../policies/rules/node/groups-span-zones";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const subnet = (availabilityZone: Inputs[string], name = `s-${String(availabilityZone)}`) =>
  resource("aws:ec2/subnet:Subnet", name, { availabilityZone, tags: { nodes: "yes" } });
const [a, b, c] = [subnet("eu-west-1a"), subnet("eu-west-1b"), subnet("eu-west-1c")];
const subnets = [a, b, c];
const group = (name: string, subnetIds: Inputs[string], inputs: Inputs = {}) =>
  resource("aws:eks/nodeGroup:NodeGroup", name, { clusterName: "c", subnetIds, ...inputs });
const autoMode = (subnetIds: Inputs[string], nodePools: Inputs[string] = ["system"]) =>
  resource("aws:eks/cluster:Cluster", "c", {
    name: "c",
    computeConfig: { enabled: true, nodePools },
    vpcConfig: { subnetIds },
  });
const gpu = { taints: [{ key: "gpu", value: "true", effect: "NO_SCHEDULE" }] };
const all = [outputOf(a), outputOf(b), outputOf(c)];

export const fixtures: RuleFixtures = {
  rule: groupsSpanZones,
  passes: [
    { when: "pools that EKS brings start nodes in three zones", resources: [...subnets, autoMode(all)] },
    {
      when: "such pools and a group share the work",
      resources: [...subnets, autoMode([outputOf(a), outputOf(b)]), group("g", [outputOf(c)])],
    },
    { when: "one group spans three zones", resources: [...subnets, group("g", all)] },
    {
      when: "three groups share the work",
      resources: [...subnets, group("a", [outputOf(a)]), group("b", [outputOf(b)]), group("c", [outputOf(c)])],
    },
    {
      when: "two zones are enough",
      resources: [...subnets, group("g", [outputOf(a), outputOf(b)])],
      parameters: { minZones: 2 },
    },
    {
      when: "zones are named by id",
      resources: [1, 2, 3]
        .map((zone) => resource("aws:ec2/subnet:Subnet", `s${zone}`, { availabilityZoneId: `euw1-az${zone}` }))
        .flatMap((one, index, ids) =>
          index === 2
            ? [
                ...ids,
                group(
                  "g",
                  ids.map((id) => outputOf(id)),
                ),
              ]
            : [],
        ),
    },
    {
      when: "groups with the same taint stand in two zones",
      resources: [...subnets, group("g", all), group("x", [outputOf(a)], gpu), group("y", [outputOf(b)], gpu)],
    },
    {
      when: "Karpenter selects subnets in three zones",
      resources: [
        ...subnets,
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
          spec: { subnetSelectorTerms: [{ tags: { nodes: "*" } }] },
        }),
      ],
    },
    {
      when: "a node class of the stack's only cluster adds zones",
      resources: [
        ...subnets,
        resource("aws:eks/cluster:Cluster", "c", { name: "c" }),
        group("g", [outputOf(a)]),
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
          spec: { subnetSelectorTerms: [{ tags: { nodes: "yes" } }] },
        }),
      ],
    },
  ],
  fails: [
    {
      when: "pools that EKS brings start nodes in two zones",
      resources: [...subnets, autoMode([outputOf(a), outputOf(b)])],
      paths: ["vpcConfig.subnetIds"],
    },
    {
      when: "all groups are in two of three zones",
      resources: [...subnets, group("g", [outputOf(a)]), group("h", [outputOf(b)])],
      paths: ["subnetIds"],
      level: "production",
    },
    {
      when: "two subnets share a zone",
      resources: [
        subnet("eu-west-1a", "x"),
        subnet("eu-west-1a", "y"),
        group("g", [outputOf(subnet("eu-west-1a", "x")), outputOf(subnet("eu-west-1a", "y"))]),
      ],
      parameters: { minZones: 2 },
      paths: ["subnetIds"],
    },
    {
      when: "the other zones belong to another cluster",
      resources: [...subnets, group("g", [outputOf(a)]), group("h", all, { clusterName: "d" })],
      paths: ["subnetIds"],
    },
    {
      when: "one group alone serves its taint in one zone",
      resources: [...subnets, group("g", all), group("x", [outputOf(a)], gpu)],
      paths: ["taints"],
    },
    {
      when: "self-managed nodes are in one zone",
      resources: [
        ...subnets,
        resource("eks:index:NodeGroupV2", "n", { nodeSubnetIds: [outputOf(a)], cluster: { cluster: "c" } }),
      ],
      paths: ["nodeSubnetIds"],
    },
  ],
  undecided: [
    { when: "a subnet is outside the stack", resources: [...subnets, group("g", [outputOf(a), "subnet-0123"])] },
    {
      when: "a zone is unknown",
      resources: [a, b, subnet(unknown, "u"), group("g", [outputOf(a), outputOf(b), outputOf(subnet(unknown, "u"))])],
    },
    {
      when: "it is unknown which cluster another group joins",
      resources: [
        ...subnets,
        group("g", [outputOf(a)]),
        group("h", [outputOf(b), outputOf(c)], { clusterName: unknown }),
      ],
    },
    {
      when: "the taints of the only other group are unknown",
      resources: [...subnets, group("g", all, { taints: unknown }), group("x", [outputOf(a)], gpu)],
    },
  ],
  outside: [
    { when: "Auto Mode has no pools of its own", resources: [...subnets, autoMode([outputOf(a)], [])] },
    { when: "no node group exists", resources: [resource("eks:index:Cluster", "c", { skipDefaultNodeGroup: true })] },
  ],
};
