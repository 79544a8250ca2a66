import type * as pulumi from "@pulumi/pulumi";
import type { AddonIdentity } from "./managed-addon";

/** A subnet from which pods get their addresses. */
export interface PodSubnet {
  readonly id: pulumi.Input<string>;
  readonly availabilityZone: string;
}

/** Pods in subnets of their own, with a range that nodes do not use. */
export interface CustomNetworking {
  readonly region: string;
  /** One per zone in which nodes run. */
  readonly subnets: readonly PodSubnet[];
  /** Security groups of the pods' network interfaces. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
}

/** How the VPC CNI treats pods, beside giving them addresses. */
export interface PodTraffic {
  /**
   * What a pod may do before its policies are known: everything (`standard`), or nothing (`strict`). Strict holds for every
   * namespace: a pod that no policy selects then reaches nothing and is reached by nobody but its node. Default `standard`.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
   */
  readonly networkPolicies?: "standard" | "strict";
  /**
   * Whether pods can have security groups of their own. The cluster's role needs `AmazonEKSVPCResourceController` then.
   * Default false.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html
   */
  readonly podSecurityGroups?: boolean;
}

/**
 * The configuration of the VPC CNI: network policies are enforced, and nodes get addresses in prefixes of 16, one of
 * them in reserve, so that a node runs as many pods as its kubelet allows and a burst of pods waits for no interface.
 * The schema of the add-on wants strings where one expects booleans and numbers.
 * @throws when two pod subnets share a zone: a node takes the one configuration that is named after its zone.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
 */
export function vpcCniConfiguration(
  custom?: CustomNetworking,
  traffic: PodTraffic = {},
): Readonly<Record<string, unknown>> {
  const env = { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1", ...trafficEnvironment(traffic) };
  if (custom === undefined) return { enableNetworkPolicy: "true", env };
  const zones = custom.subnets.map(({ availabilityZone }) => availabilityZone);
  const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
  if (twice !== undefined) {
    throw new Error(`Zone "${twice}" has more than one pod subnet; give each zone of ${zones.join(", ")} one.`);
  }
  return {
    enableNetworkPolicy: "true",
    env: {
      ...env,
      AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
      ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
    },
    eniConfig: {
      create: true,
      region: custom.region,
      subnets: Object.fromEntries(
        custom.subnets.map(({ availabilityZone, id }) => [
          availabilityZone,
          { id, securityGroups: [...custom.securityGroupIds] },
        ]),
      ),
    },
  };
}

function trafficEnvironment({ networkPolicies = "standard", podSecurityGroups = false }: PodTraffic) {
  return {
    ...(networkPolicies === "strict" && { NETWORK_POLICY_ENFORCING_MODE: "strict" }),
    ...(podSecurityGroups && {
      ENABLE_POD_ENI: "true",
      // With the strict mode neither probes of the node nor the Pod Identity agent, which is on the node, get through.
      POD_SECURITY_GROUP_ENFORCING_MODE: "standard",
      // Otherwise calls out of the VPC leave by the node's interface, past the pod's group.
      AWS_VPC_K8S_CNI_EXTERNALSNAT: "true",
    }),
  };
}

/**
 * What the VPC CNI may do. There is no managed policy for IPv6.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
export function vpcCniIdentity(partition: string, ipFamily: "ipv4" | "ipv6"): AddonIdentity {
  const serviceAccount = "aws-node";
  if (ipFamily === "ipv4") return { serviceAccount, managedPolicyNames: ["AmazonEKS_CNI_Policy"] };
  return {
    serviceAccount,
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
        resources: [`arn:${partition}:ec2:*:*:network-interface/*`],
      },
    ],
  };
}
