/**
 * Managed policies of AWS that a platform like this attaches, and the path each stands under: some sit under
 * `/service-role/`, and their successors do not.
 * @see AWS Managed Policy Reference Guide
 */
export const managedPolicyPaths: Readonly<Record<string, string>> = {
  AmazonEKSClusterPolicy: "/",
  AmazonEKSComputePolicy: "/",
  AmazonEKSBlockStoragePolicy: "/",
  AmazonEKSLoadBalancingPolicy: "/",
  AmazonEKSNetworkingPolicy: "/",
  AmazonEKSVPCResourceController: "/",
  AmazonEKSWorkerNodePolicy: "/",
  AmazonEKSWorkerNodeMinimalPolicy: "/",
  AmazonEKSFargatePodExecutionRolePolicy: "/",
  AmazonEKS_CNI_Policy: "/",
  AmazonEC2ContainerRegistryReadOnly: "/",
  AmazonEC2ContainerRegistryPullOnly: "/",
  AmazonSSMManagedInstanceCore: "/",
  AmazonEBSCSIDriverPolicy: "/service-role/",
  AmazonEBSCSIDriverPolicyV2: "/",
  AmazonEBSCSIDriverEKSClusterScopedPolicy: "/",
  AmazonEFSCSIDriverPolicy: "/service-role/",
  AWSBackupServiceRolePolicyForBackup: "/service-role/",
  AWSBackupServiceRolePolicyForRestores: "/service-role/",
  CloudWatchAgentServerPolicy: "/",
  AWSXrayWriteOnlyAccess: "/",
  ReadOnlyAccess: "/",
  AdministratorAccess: "/",
  AmazonPrometheusRemoteWriteAccess: "/",
};
