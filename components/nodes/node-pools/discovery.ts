/** Tag by which node classes find subnets; its value is the cluster's name. */
const discoveryTag = "karpenter.sh/discovery";

/** Tag that EKS gives to the security group of a cluster, and to no other. */
const clusterTag = "aws:eks:cluster-name";

/** Terms of a node class that select by tag. */
export type SelectorTerms = readonly { readonly tags: Readonly<Record<string, string>> }[];

/** The terms that select the private subnets of a cluster. */
export function subnetTerms(clusterName: string): SelectorTerms {
  return [{ tags: { [discoveryTag]: clusterName } }];
}

/** The terms that select the security group of control plane, nodes and pods, whose id is unknown before the cluster. */
export function securityGroupTerms(clusterName: string): SelectorTerms {
  return [{ tags: { [clusterTag]: clusterName } }];
}
