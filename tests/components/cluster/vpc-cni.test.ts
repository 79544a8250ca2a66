import assert from "node:assert/strict";
import { vpcCniConfiguration, vpcCniIdentity } from "../../../components/cluster/vpc-cni";

describe("VPC CNI", () => {
  it("enforces network policies and hands out prefixes, in the strings that its schema wants", () => {
    assert.deepEqual(vpcCniConfiguration(), {
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
  });

  it("lets a pod do nothing before its policies are known where it is told to be strict", () => {
    const { env } = vpcCniConfiguration(undefined, { networkPolicies: "strict" });
    assert.deepEqual(env, {
      ENABLE_PREFIX_DELEGATION: "true",
      WARM_PREFIX_TARGET: "1",
      NETWORK_POLICY_ENFORCING_MODE: "strict",
    });
  });

  it("gives pods interfaces for their security groups, past which only probes and credentials go", () => {
    const { env } = vpcCniConfiguration(undefined, { podSecurityGroups: true });
    assert.deepEqual(env, {
      ENABLE_PREFIX_DELEGATION: "true",
      WARM_PREFIX_TARGET: "1",
      ENABLE_POD_ENI: "true",
      POD_SECURITY_GROUP_ENFORCING_MODE: "standard",
      AWS_VPC_K8S_CNI_EXTERNALSNAT: "true",
    });
  });

  it("names one configuration of network interfaces after each zone, which nodes find by their zone's label", () => {
    const configuration = vpcCniConfiguration({
      region: "eu-west-1",
      subnets: [
        { id: "subnet-1", availabilityZone: "eu-west-1a" },
        { id: "subnet-2", availabilityZone: "eu-west-1b" },
      ],
      securityGroupIds: ["sg-1"],
    });
    assert.deepEqual(configuration, {
      enableNetworkPolicy: "true",
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      },
      eniConfig: {
        create: true,
        region: "eu-west-1",
        subnets: {
          "eu-west-1a": { id: "subnet-1", securityGroups: ["sg-1"] },
          "eu-west-1b": { id: "subnet-2", securityGroups: ["sg-1"] },
        },
      },
    });
  });

  it("refuses two pod subnets in one zone", () => {
    const subnets = ["a", "b", "b"].map((zone) => ({ id: "subnet-1", availabilityZone: `eu-west-1${zone}` }));
    assert.throws(
      () => vpcCniConfiguration({ region: "eu-west-1", subnets, securityGroupIds: [] }),
      /Zone "eu-west-1b" has more than one pod subnet/,
    );
  });

  it("has the managed policy for IPv4, and for IPv6 the statements that no managed policy has", () => {
    assert.deepEqual(vpcCniIdentity("aws", "ipv4"), {
      serviceAccount: "aws-node",
      managedPolicyNames: ["AmazonEKS_CNI_Policy"],
    });
    assert.deepEqual(vpcCniIdentity("aws-cn", "ipv6"), {
      serviceAccount: "aws-node",
      statements: [
        {
          sid: "DescribeNetwork",
          actions: [
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeTags",
          ],
          resources: ["*"],
        },
        {
          sid: "AddressInterfaces",
          actions: ["ec2:AssignIpv6Addresses", "ec2:CreateTags"],
          resources: ["arn:aws-cn:ec2:*:*:network-interface/*"],
        },
      ],
    });
  });
});
