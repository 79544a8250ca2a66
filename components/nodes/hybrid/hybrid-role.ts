import { arn, type Location } from "../../arn";
import { policyDocument, type PolicyStatement } from "../../identity/policy-document";

/** What machines need to join their cluster, and pods on them to get credentials by Pod Identity. */
export function hybridNodeStatements(clusterArn: string): readonly PolicyStatement[] {
  return [
    { sid: "FindCluster", actions: ["eks:DescribeCluster", "eks:ListAccessEntries"], resources: [clusterArn] },
    { sid: "HandOutPodIdentity", actions: ["eks-auth:AssumeRoleForPodIdentity"], resources: [clusterArn] },
  ];
}

/** Tag of an activation and its machines, by which they may deregister none but those of their own cluster. */
export const clusterArnTag = "EKSClusterARN";

/**
 * What machines that Systems Manager gives credentials need to leave again.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html
 */
export function deregisterStatements(location: Location, clusterArn: string): readonly PolicyStatement[] {
  return [
    { sid: "FindItself", actions: ["ssm:DescribeInstanceInformation"], resources: ["*"] },
    {
      sid: "DeregisterOfThisCluster",
      actions: ["ssm:DeregisterManagedInstance"],
      resources: [arn(location, "ssm", "managed-instance/*")],
      conditions: { StringEquals: { [`ssm:resourceTag/${clusterArnTag}`]: clusterArn } },
    },
  ];
}

/**
 * IAM Roles Anywhere assumes the role for certificates of one trust anchor, in sessions that carry the name of the certificate:
 * the kubelet's name follows from it, so that no machine can pass for another.
 */
export function rolesAnywhereTrust(trustAnchorArn: string): string {
  const principals = { Service: "rolesanywhere.amazonaws.com" };
  const ofAnchor = { ArnEquals: { "aws:SourceArn": trustAnchorArn } };
  return policyDocument([
    { sid: "AnchorTags", principals, actions: ["sts:TagSession", "sts:SetSourceIdentity"], conditions: ofAnchor },
    {
      sid: "AnchorAssumes",
      principals,
      actions: ["sts:AssumeRole"],
      conditions: { ...ofAnchor, StringEquals: { "sts:RoleSessionName": "${aws:PrincipalTag/x509Subject/CN}" } },
    },
  ]);
}
