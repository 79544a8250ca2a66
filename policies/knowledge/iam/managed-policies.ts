/** Policies of AWS's that let their bearer do, or come by, everything. */
const adminEquivalent = /^(AdministratorAccess(-.+)?|IAMFullAccess|PowerUserAccess)$/;

/**
 * Policies of AWS's that hold none of the escalation combinations, alone or as a part of one. Their documents were read
 * for this; read them again when a version of the table is made.
 */
const harmless = new Set([
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
]);

/** The name of a policy that AWS manages, without its path; undefined for any other. */
export function managedPolicyName(arn: string): string | undefined {
  return /^arn:aws[\w-]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
}

/** What is known of a policy that AWS manages. `opaque`: nothing, so that whoever has it may be able to do anything. */
export function managedPolicyPower(name: string): "admin" | "harmless" | "opaque" {
  if (adminEquivalent.test(name)) return "admin";
  return harmless.has(name) ? "harmless" : "opaque";
}
