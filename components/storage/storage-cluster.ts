import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { AddonCluster } from "../cluster/managed-addon";

/** What storage needs of a cluster; `Cluster` satisfies it. */
export interface StorageCluster extends AddonCluster {
  readonly kubernetes: k8s.Provider;
  /** The group that EKS puts on its nodes. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Whether EKS runs the driver of volumes itself. Default false. */
  readonly autoMode?: boolean;
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

/** Name of the driver that makes volumes of EBS: the add-on's, or that of Auto Mode, which cannot use each other's volumes. */
export function ebsDriver({ autoMode = false }: StorageCluster): string {
  return autoMode ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com";
}
