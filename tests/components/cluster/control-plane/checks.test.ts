import assert from "node:assert/strict";
import type { ClusterArgs, ClusterNetwork } from "../../../../components/cluster/cluster-args";
import { checkCluster } from "../../../../components/cluster/control-plane/checks";

const network: ClusterNetwork = {
  vpcId: "vpc-1",
  cidrs: ["10.0.0.0/16"],
  privateSubnets: [
    { id: "subnet-1", availabilityZone: "eu-west-1a" },
    { id: "subnet-2", availabilityZone: "eu-west-1b" },
  ],
  podSubnets: [],
  ipv6: false,
};
const args: ClusterArgs = {
  name: "blue",
  location: { partition: "aws", region: "eu-west-1", accountId: "111122223333" },
  network,
  deployerPrincipalArn: "arn:aws:iam::111122223333:role/deployer",
};
const oneZone = [{ id: "subnet-1", availabilityZone: "eu-west-1a" }];

describe("cluster arguments", () => {
  it("are accepted in every shape that can work", () => {
    checkCluster(args);
    checkCluster({ ...args, name: "b".repeat(100), publicAccessCidrs: ["203.0.113.0/24"] });
    checkCluster({ ...args, ipFamily: "ipv6", network: { ...network, ipv6: true } });
    checkCluster({ ...args, remoteNetworks: { nodeCidrs: ["192.168.0.0/20"] } });
    checkCluster({ ...args, autoMode: { nodePools: ["system"], nodeRole: { arn: "arn:x", ready: [] } } });
    checkCluster({ ...args, autoMode: {} });
  });

  const refused: readonly [string, Partial<ClusterArgs>, RegExp][] = [
    [
      "a name of 101 characters",
      { name: "b".repeat(101) },
      /^Cluster "b{101}": its name has 101 characters, and EKS takes 1 to 100/,
    ],
    ["a name that begins with a dash", { name: "-blue" }, /the first a letter or digit/],
    ["subnets in one zone", { subnets: oneZone }, /its subnets are in "eu-west-1a" only; give it two zones/],
    ["no subnets", { subnets: [] }, /its subnets are in no zone/],
    ["IPv6 in a network without", { ipFamily: "ipv6" }, /the network has no IPv6 ranges/],
    [
      "a service range with IPv6",
      { ipFamily: "ipv6", serviceCidr: "172.20.0.0/16", network: { ...network, ipv6: true } },
      /serviceCidr is "172\.20\.0\.0\/16" and ipFamily "ipv6"/,
    ],
    [
      "pod subnets with IPv6",
      { ipFamily: "ipv6", network: { ...network, ipv6: true, podSubnets: oneZone } },
      /pods cannot have subnets of their own/,
    ],
    [
      "hybrid nodes with a public endpoint",
      { remoteNetworks: { nodeCidrs: ["192.168.0.0/20"] }, publicAccessCidrs: ["203.0.113.0/24"] },
      /remoteNetworks and publicAccessCidrs are both given/,
    ],
    [
      "hybrid nodes with IPv6",
      { remoteNetworks: { nodeCidrs: ["192.168.0.0/20"] }, ipFamily: "ipv6", network: { ...network, ipv6: true } },
      /remoteNetworks needs IPv4/,
    ],
    ["hybrid nodes from nowhere", { remoteNetworks: { nodeCidrs: [] } }, /remoteNetworks\.nodeCidrs is empty/],
    [
      "node pools without a role",
      { autoMode: { nodePools: ["system"] } },
      /nodePools are "system" without autoMode\.nodeRole/,
    ],
    [
      "a node role without pools",
      { autoMode: { nodeRole: { arn: "arn:x", ready: [] } } },
      /nodeRole is given without autoMode\.nodePools/,
    ],
    ["services inside the VPC", { serviceCidr: "10.0.0.0/20" }, /serviceCidr "10\.0\.0\.0\/20" overlaps/],
    ["a deployer that is a session", { deployerPrincipalArn: "arn:aws:sts::1:assumed-role/a/b" }, /is a session/],
  ];
  for (const [what, changes, message] of refused) {
    it(`are refused with ${what}`, () => {
      assert.throws(
        () => {
          checkCluster({ ...args, ...changes });
        },
        (error) => error instanceof Error && message.test(error.message),
      );
    });
  }

  it("are refused for all reasons at once", () => {
    assert.throws(
      () => {
        checkCluster({ ...args, subnets: oneZone, publicAccessCidrs: [] });
      },
      {
        message:
          'Cluster "blue": its subnets are in "eu-west-1a" only; give it two zones or more. ' +
          "publicAccessCidrs is empty, which opens the API server to everybody; list ranges, or leave it out.",
      },
    );
  });
});
