import { arn, type Location } from "../../arn";
import type { PolicyStatement } from "../../identity/policy-document";

/**
 * What Cluster Autoscaler may do: look at groups and instance types, and change the size of the groups that carry the tag
 * of its cluster, which EKS puts on those of managed node groups.
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function autoscalerPermissions(location: Location, clusterName: string): readonly PolicyStatement[] {
  return [
    {
      sid: "Look",
      actions: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "autoscaling:DescribeTags",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
      ],
      resources: ["*"],
    },
    {
      sid: "LookAtNodeGroups",
      actions: ["eks:DescribeNodegroup"],
      resources: [arn(location, "eks", `nodegroup/${clusterName}/*`)],
    },
    {
      sid: "Scale",
      actions: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      resources: [arn(location, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/*")],
      conditions: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
    },
  ];
}
