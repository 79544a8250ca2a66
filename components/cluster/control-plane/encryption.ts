import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { CustomerKey } from "../../encryption/customer-key";
import { encryptedLogGroup } from "../../encryption/encrypted-log-group";
import { controlPlaneEncrypts, logsEncrypt } from "../../encryption/key-policy";
import type { ClusterArgs } from "../cluster-args";
import { clusterRoleArn } from "./cluster-role";

/** The key of Kubernetes secrets. A cluster whose key is gone is gone too. */
export function secretsKey(
  name: string,
  { name: clusterName, location, protect, keyDeletionWindowInDays, roles, tags }: ClusterArgs,
  parent: pulumi.Resource,
) {
  return new CustomerKey(
    `${name}-secrets`,
    {
      name: `${clusterName}-secrets`,
      description: `Kubernetes secrets of cluster ${clusterName}`,
      location,
      statements: [controlPlaneEncrypts(location, clusterRoleArn(location, clusterName, roles?.path))],
      deletionWindowInDays: keyDeletionWindowInDays,
      tags,
    },
    { parent, protect: protect ?? false },
  );
}

/**
 * The log group of the control plane, which EKS would make itself without key and retention. Its key is not that of the
 * secrets: whoever reads logs has to be able to decrypt them, and nothing else.
 */
export function controlPlaneLogGroup(
  name: string,
  args: ClusterArgs,
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  const { name: clusterName, location, keyDeletionWindowInDays, tags } = args;
  const logGroupName = `/aws/eks/${clusterName}/cluster`;
  const protect = args.protect ?? false;
  const key = new CustomerKey(
    `${name}-control-plane-logs`,
    {
      name: `${clusterName}-control-plane-logs`,
      description: `Control plane logs of cluster ${clusterName}`,
      location,
      statements: [logsEncrypt(location, [logGroupName])],
      deletionWindowInDays: keyDeletionWindowInDays,
      tags,
    },
    { parent, protect },
  );
  return encryptedLogGroup(
    `${name}-control-plane`,
    {
      name: logGroupName,
      retentionInDays: args.logRetentionInDays ?? 365,
      key,
      // The audit log is what an intruder would want gone. Like the cluster's, the protection comes off by an update.
      deletionProtection: args.deletionProtection ?? true,
      tags,
    },
    { parent, protect },
  );
}
