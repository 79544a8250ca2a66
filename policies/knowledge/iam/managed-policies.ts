/** Policies of AWS's that let their bearer do, or come by, everything. */
const adminEquivalent = /^(AdministratorAccess(-.+)?|IAMFullAccess|PowerUserAccess)$/;

/**
 * Policies of AWS's that complete none of the escalation combinations, alone or together with others. Their documents
 * of August 2026 were judged by those combinations; judge them again when the list of actions is renewed. Two hold a part of
 * one: nodes need `eks-auth:AssumeRoleForPodIdentity`, and AmazonEKSClusterPolicy is for control planes.
 * Whether they read too much is another question.
 */
const limited = new Set([
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKSWorkerNodeMinimalPolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonSSMManagedInstanceCore",
  "AmazonEKS_CNI_Policy",
  "AmazonEKSClusterPolicy",
  "AmazonEKSFargatePodExecutionRolePolicy",
  "AmazonEBSCSIDriverPolicy",
  "AmazonEFSCSIDriverPolicy",
  "CloudWatchAgentServerPolicy",
  "AWSXRayDaemonWriteAccess",
  "AmazonPrometheusRemoteWriteAccess",
  "AmazonEBSCSIDriverPolicyV2",
  "AmazonEBSCSIDriverEKSClusterScopedPolicy",
  "AmazonElasticFileSystemsUtils",
  "AmazonS3FilesCSIDriverPolicy",
  "AWSXrayWriteOnlyAccess",
  "CloudWatchNetworkFlowMonitorAgentPublishPolicy",
  "ReadOnlyAccess",
  "SecurityAudit",
  "ViewOnlyAccess",
]);

/** The name of a policy that AWS manages, without its path; undefined for any other. */
export function managedPolicyName(arn: string): string | undefined {
  return /^arn:aws[\w-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}

/** What is known of a policy that AWS manages. `opaque`: nothing, so that whoever has it may be able to do anything. */
export function managedPolicyPower(name: string): "admin" | "limited" | "opaque" {
  if (adminEquivalent.test(name)) return "admin";
  return limited.has(name) ? "limited" : "opaque";
}
