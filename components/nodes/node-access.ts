import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { insideCluster } from "../identity/cluster-reference";

/** A cluster that nodes are let into. */
export interface AccessibleCluster {
  readonly name: string;
  readonly location: Location;
  readonly resource: pulumi.Resource;
}

export interface NodeAccessArgs {
  readonly cluster: AccessibleCluster;
  readonly roleArn: string;
  /** The role has to exist, or EKS refuses the entry. */
  readonly role: pulumi.Resource;
  /** `EC2_LINUX` for nodes that join by themselves, `EC2` for those of a node class of Auto Mode, `HYBRID_LINUX` outside AWS. */
  readonly type: "EC2_LINUX" | "EC2" | "HYBRID_LINUX";
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Lets nodes into a cluster by their role. EKS does so itself for managed groups, Fargate and the pools it brings, and for no
 * others: their kubelets would be refused for ever. Returns what nodes wait for, and leave before.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function nodeAccess(name: string, args: NodeAccessArgs, parent: pulumi.Resource): readonly pulumi.Resource[] {
  const { cluster, roleArn: principalArn, role, type, tags } = args;
  const inside = insideCluster(cluster);
  const entry = new aws.eks.AccessEntry(
    name,
    { clusterName: cluster.name, principalArn, type, tags: { ...tags } },
    // One entry per principal: a replacement cannot exist beside its predecessor.
    { parent, dependsOn: [cluster.resource, role], ...inside, deleteBeforeReplace: true },
  );
  if (type !== "EC2") return [entry];
  const policy = new aws.eks.AccessPolicyAssociation(
    name,
    {
      clusterName: cluster.name,
      principalArn,
      policyArn: `arn:${cluster.location.partition}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy`,
      accessScope: { type: "cluster" },
    },
    { parent: entry, dependsOn: [entry], ...inside, deleteBeforeReplace: true },
  );
  return [entry, policy];
}
