import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AddonCluster } from "../cluster/managed-addon";

/** What storage needs of a cluster; `Cluster` satisfies it. */
export interface StorageCluster extends AddonCluster {
  readonly kubernetes: k8s.Provider;
  /** The group that EKS puts on its nodes. */
  readonly securityGroupId: pulumi.Input<string>;
}

/**
 * Options of a Kubernetes object that makes nothing in AWS by itself: it is gone with the cluster, so that an API server
 * that no longer answers can't strand a destroy.
 */
export function inCluster(
  cluster: StorageCluster,
  parent: pulumi.Resource,
  dependsOn: readonly pulumi.Resource[] = [],
): pulumi.CustomResourceOptions {
  return { parent, provider: cluster.kubernetes, deletedWith: cluster.resource, dependsOn: [...dependsOn] };
}
