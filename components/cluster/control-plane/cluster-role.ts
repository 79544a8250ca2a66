import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../arn";
import { role, roleArn, type Role, type RoleSettings } from "../../identity/role";
import { serviceTrust } from "../../identity/trust";
import { autoModeTagging } from "./auto-mode-tagging";

export interface ClusterRoleArgs {
  /** Name of the cluster; the role's is `<cluster>-cluster`. */
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly location: Location;
  /** Whether EKS also runs nodes, load balancers and volumes, or has run them and still has to end them. */
  readonly autoMode: boolean;
  /** Whether EKS gives pods network interfaces of their own, for their security groups. Default false. */
  readonly podSecurityGroups?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const autoModePolicies = [
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/** The ARN of a cluster's role, before it exists. */
export function clusterRoleArn(location: Location, clusterName: string, path?: string): string {
  return roleArn(location, clusterRoleName(clusterName), path);
}

/**
 * The role with which EKS acts in the account for one cluster. What it may do with the key of the secrets stands in
 * that key's policy: a statement here would need the key's id, which is unknown at preview.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export function clusterRole(name: string, args: ClusterRoleArgs, parent: pulumi.Resource): Role {
  return role(
    `${name}-cluster`,
    {
      name: clusterRoleName(args.clusterName),
      location: args.location,
      description: `Control plane of cluster ${args.clusterName}`,
      trust: serviceTrust(
        "eks.amazonaws.com",
        { location: args.location, sourceArn: args.clusterArn },
        { tagsSessions: args.autoMode },
      ),
      managedPolicyNames: [
        "AmazonEKSClusterPolicy",
        ...(args.autoMode ? autoModePolicies : []),
        ...(args.podSecurityGroups === true ? ["AmazonEKSVPCResourceController"] : []),
      ],
      ...(args.autoMode ? { statements: autoModeTagging(args.location) } : {}),
      ...args.roles,
      tags: args.tags,
    },
    parent,
  );
}

function clusterRoleName(clusterName: string): string {
  return `${clusterName}-cluster`;
}
