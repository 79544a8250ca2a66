import * as eks from "@pulumi/eks";
import type { Network } from "./network";

const administrator = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

/**
 * The tutorial's cluster.
 * EKS-01, EKS-02, EKS-03, EKS-04, EKS-09, EKS-11, EKS-14, COST-01, COST-02: nothing says otherwise.
 * EKS-13: its add-ons have no versions. NODE-01, NODE-02: it makes a node group of its own.
 */
export function createCluster({ vpcId, subnetIds }: Network): eks.Cluster {
  return new eks.Cluster("tutorial", {
    vpcId,
    subnetIds: [...subnetIds], // EKS-12, NODE-03, NODE-09: two zones, both public
    authenticationMode: eks.AuthenticationMode.ApiAndConfigMap, // EKS-05
    userMappings: [
      { userArn: "arn:aws:iam::111122223333:user/alice", username: "alice", groups: ["system:masters"] }, // EKS-05, RBAC-10
    ],
    accessEntries: {
      bob: {
        principalArn: "arn:aws:iam::111122223333:user/bob", // EKS-08
        accessPolicies: { admin: { policyArn: administrator, accessScope: { type: "cluster" } } }, // EKS-07
      },
    },
    nodeRootVolumeEncrypted: false, // NODE-04
    nodePublicKey: "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ alice", // NODE-06
    nodeUserData: "/etc/eks/bootstrap.sh tutorial --kubelet-extra-args '--anonymous-auth=true'", // NODE-10
    storageClasses: "gp2", // DATA-11
  });
}

/** All by itself, and open: EKS-01 by range, and no key, no logs, no protection. */
export function createAutoModeCluster({ vpcId, subnetIds }: Network): void {
  // EKS-02, EKS-03, EKS-04, EKS-11; EKS-14: no ConfigMap switches policies on.
  new eks.Cluster("auto", {
    vpcId,
    subnetIds: [...subnetIds], // EKS-12; NODE-03, NODE-09: its nodes start there
    version: "1.36",
    authenticationMode: eks.AuthenticationMode.Api,
    autoMode: { enabled: true },
    endpointPublicAccess: true,
    publicAccessCidrs: ["203.0.112.0/20"], // EKS-01
  });
}
