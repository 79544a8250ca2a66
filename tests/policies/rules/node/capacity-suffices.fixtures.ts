import { unknown } from "../../../../policies/engine/values/value";
import { capacitySuffices } from "../../../../policies/rules/node/capacity-suffices";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const subnet = (zone: string, cidrBlock: Inputs[string], name = zone) =>
  resource("aws:ec2/subnet:Subnet", name, {
    cidrBlock,
    availabilityZone: `eu-west-1${zone}`,
    tags: { nodes: "yes" },
  });
const cluster = resource("aws:eks/cluster:Cluster", "c", { name: "c" });
const group = (subnetIds: Inputs[string], maxSize: Inputs[string], more: Inputs = {}) =>
  resource("aws:eks/nodeGroup:NodeGroup", "g", {
    clusterName: "c",
    subnetIds,
    instanceTypes: ["m5.large"],
    scalingConfig: { minSize: 1, maxSize },
    ...more,
  });
const cni = (configuration: object) =>
  resource("aws:eks/addon:Addon", "cni", {
    clusterName: "c",
    addonName: "vpc-cni",
    configurationValues: JSON.stringify(configuration),
  });
const prefixes = cni({ env: { ENABLE_PREFIX_DELEGATION: "true" } });
const single = cni({ env: {} });
const wide = subnet("a", "10.0.0.0/19");
const granted = { quotas: { onDemandStandardVcpus: 1000, spotStandardVcpus: 1000 } };
const pool = (limits: Inputs, requirements: Inputs[string] = []) => [
  resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "standard", {
    metadata: { name: "standard" },
    spec: { subnetSelectorTerms: [{ tags: { nodes: "yes" } }], kubelet: { maxPods: 110 } },
  }),
  resource("kubernetes:karpenter.sh/v1:NodePool", "p", {
    metadata: { name: "p" },
    spec: { limits, template: { spec: { requirements, nodeClassRef: { name: "standard" } } } },
  }),
];
const only = (type: string) => [{ key: "node.kubernetes.io/instance-type", operator: "In", values: [type] }];

export const fixtures: RuleFixtures = {
  rule: capacitySuffices,
  passes: [
    {
      when: "nodes and pods fit and the quota was raised",
      resources: [cluster, wide, prefixes, group([outputOf(wide)], 10)],
      parameters: granted,
    },
    {
      // An m5.large with single addresses has 3 interfaces of 10 addresses: 8 nodes take 240 of 251.
      when: "single addresses fill a /24 with eight nodes",
      resources: [cluster, subnet("a", "10.0.0.0/24"), single, group([outputOf(subnet("a", "10.0.0.0/24"))], 8)],
      parameters: granted,
    },
    {
      when: "pods have IPv6 addresses and a node takes one of IPv4",
      resources: [
        resource("aws:eks/cluster:Cluster", "c", { name: "c", kubernetesNetworkConfig: { ipFamily: "ipv6" } }),
        subnet("a", "10.0.0.0/24"),
        prefixes,
        group([outputOf(subnet("a", "10.0.0.0/24"))], 250),
      ],
      parameters: granted,
    },
    {
      when: "a pool of Karpenter is bounded by its vCPUs",
      resources: [cluster, wide, prefixes, ...pool({ cpu: "40" }, only("m5.large"))],
      parameters: granted,
    },
  ],
  fails: [
    {
      when: "ninth node of a /24 finds no addresses",
      resources: [cluster, subnet("a", "10.0.0.0/24"), single, group([outputOf(subnet("a", "10.0.0.0/24"))], 9)],
      parameters: granted,
      paths: ["cidrBlock"],
      level: "production",
    },
    {
      // 110 pods less two on the host's network take 7 prefixes, one is in reserve: 128 addresses and the interface's own.
      when: "prefixes of two nodes are more than a /24",
      resources: [cluster, subnet("a", "10.0.0.0/24"), prefixes, group([outputOf(subnet("a", "10.0.0.0/24"))], 2)],
      parameters: granted,
      paths: ["cidrBlock"],
    },
    {
      when: "a pool may take twenty nodes in a subnet of two thousand addresses",
      resources: [cluster, subnet("a", "10.0.0.0/21"), prefixes, ...pool({ cpu: "40" }, only("m5.large"))],
      parameters: granted,
      paths: ["cidrBlock"],
      level: "advisory",
    },
    {
      when: "a new account may run five vCPUs",
      resources: [cluster, wide, prefixes, group([outputOf(wide)], 3)],
      paths: ["quotas.onDemandStandardVcpus"],
      level: "advisory",
    },
    {
      when: "spot instances have a quota of their own",
      resources: [cluster, wide, prefixes, group([outputOf(wide)], 3, { capacityType: "SPOT" })],
      parameters: { quotas: { onDemandStandardVcpus: 1000 } },
      paths: ["quotas.spotStandardVcpus"],
    },
  ],
  undecided: [
    {
      when: "the range is unknown",
      resources: [cluster, subnet("a", unknown), prefixes, group([outputOf(subnet("a", unknown))], 3)],
      parameters: granted,
    },
    {
      when: "the configuration of the VPC CNI is unknown",
      resources: [
        cluster,
        wide,
        resource("aws:eks/addon:Addon", "cni", {
          clusterName: "c",
          addonName: "vpc-cni",
          configurationValues: unknown,
        }),
        group([outputOf(wide)], 3),
      ],
      parameters: granted,
    },
    {
      when: "the greatest size is unknown",
      resources: [cluster, wide, prefixes, group([outputOf(wide)], unknown)],
      parameters: granted,
    },
  ],
  outside: [{ when: "nothing starts nodes in a subnet", resources: [wide] }],
};
