import * as aws from "@pulumi/aws";
import type { Network } from "./network";

const administrator = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

export function createCluster({ publicSubnets, openGroup }: Network): aws.eks.Cluster {
  const cluster = new aws.eks.Cluster("main", {
    name: "main",
    roleArn: "arn:aws:iam::111122223333:role/main-cluster",
    version: "1.29", // EKS-09; COST-01, COST-02: extended support, and nobody watches the bill
    enabledClusterLogTypes: ["api", "audit"], // EKS-04, LOG-02: EKS makes the log group itself
    // EKS-03: no encryptionConfig. EKS-10: no zonalShiftConfig. EKS-11: no deletionProtection.
    accessConfig: {
      authenticationMode: "API_AND_CONFIG_MAP", // EKS-05
      bootstrapClusterCreatorAdminPermissions: true, // EKS-06
    },
    vpcConfig: {
      subnetIds: publicSubnets.map(({ id }) => id), // EKS-12: two zones
      securityGroupIds: [openGroup.id],
      endpointPrivateAccess: false, // EKS-02
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"], // EKS-01
    },
  });
  grantAccess(cluster);
  createHiddenCluster(publicSubnets);
  return cluster;
}

/** EKS-07 three times: nobody named them as administrators, and the cluster has more than it may have. */
function grantAccess(cluster: aws.eks.Cluster): void {
  for (const name of ["alice", "developers", "vendor"]) {
    const principalArn =
      name === "alice" ? "arn:aws:iam::111122223333:user/alice" : `arn:aws:iam::111122223333:role/${name}`;
    new aws.eks.AccessEntry(name, {
      clusterName: cluster.name,
      principalArn, // EKS-08: alice is a user
      ...(name === "vendor" ? { kubernetesGroups: ["system:masters"] } : {}), // EKS-08
    });
    new aws.eks.AccessPolicyAssociation(name, {
      clusterName: cluster.name,
      principalArn,
      policyArn: administrator,
      accessScope: { type: "cluster" },
    });
  }
}

/** Private by its endpoint alone: EKS-12 says that it stands in public subnets, and everything else is left out. */
function createHiddenCluster(subnets: readonly aws.ec2.Subnet[]): void {
  new aws.eks.Cluster("hidden", {
    name: "hidden",
    roleArn: "arn:aws:iam::111122223333:role/hidden-cluster",
    // EKS-03, EKS-04, EKS-05, EKS-06, EKS-09, EKS-10, EKS-11, EKS-13, EKS-14: what is not said is not safe.
    vpcConfig: {
      subnetIds: subnets.map(({ id }) => id),
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    },
  });
}

export function createAddons(cluster: aws.eks.Cluster): void {
  // EKS-13: no version. EKS-14: policies are not switched on. IAM-19: it works as the node does.
  new aws.eks.Addon("vpc-cni", {
    clusterName: cluster.name,
    addonName: "vpc-cni",
    configurationValues: JSON.stringify({ enableNetworkPolicy: "false" }),
  });
  // EKS-13 of the cluster: no kube-proxy, and no agent although a pod has an identity by it.
  new aws.eks.Addon("coredns", {
    clusterName: cluster.name,
    addonName: "coredns",
    addonVersion: "v1.8.7-eksbuild.1", // EKS-13
  });
  // IAM-12: for an account that nobody declared.
  new aws.eks.PodIdentityAssociation("reports", {
    clusterName: cluster.name,
    namespace: "reports",
    serviceAccount: "reports",
    roleArn: "arn:aws:iam::111122223333:role/reports",
  });
}
