import { arn, type Location } from "../../arn";
import type { PolicyStatement } from "../../identity/policy-document";

/** Only what the cluster makes for itself: EKS states the name with every session of the cluster's role. */
const ownCluster = { "aws:RequestTag/eks:eks-cluster-name": "${aws:PrincipalTag/eks:eks-cluster-name}" };

/**
 * What lets Auto Mode put tags of one's own on what it makes: the policies that AWS manages allow no tag but EKS's. Without
 * them every launch for a node class with tags is refused.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-learn-iam.html#tag-prop
 */
export function autoModeTagging(location: Location): readonly PolicyStatement[] {
  return [
    {
      sid: "Compute",
      actions: ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"],
      resources: ["*"],
      conditions: {
        StringEquals: ownCluster,
        StringLike: {
          "aws:RequestTag/eks:kubernetes-node-class-name": "*",
          "aws:RequestTag/eks:kubernetes-node-pool-name": "*",
        },
      },
    },
    {
      sid: "Storage",
      actions: ["ec2:CreateVolume", "ec2:CreateSnapshot"],
      resources: [
        arn(location, "ec2", "volume/*"),
        // Snapshots belong to no account in their ARNs.
        arn({ ...location, accountId: "" }, "ec2", "snapshot/*"),
      ],
      conditions: { StringEquals: ownCluster },
    },
    {
      sid: "Networking",
      actions: ["ec2:CreateNetworkInterface"],
      resources: ["*"],
      conditions: {
        StringEquals: ownCluster,
        StringLike: { "aws:RequestTag/eks:kubernetes-cni-node-name": "*" },
      },
    },
    {
      sid: "LoadBalancer",
      actions: [
        "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:CreateTargetGroup",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:CreateRule",
        "ec2:CreateSecurityGroup",
      ],
      resources: ["*"],
      conditions: { StringEquals: ownCluster },
    },
  ];
}
