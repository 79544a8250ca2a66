import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { insideCluster } from "../../identity/cluster-reference";

/**
 * The access policies for people and pipelines.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export type AccessPolicyName =
  | "AmazonEKSClusterAdminPolicy"
  | "AmazonEKSAdminPolicy"
  | "AmazonEKSAdminViewPolicy"
  | "AmazonEKSEditPolicy"
  | "AmazonEKSSecretReaderPolicy"
  | "AmazonEKSViewPolicy";

export interface AccessPolicyGrant {
  readonly policy: AccessPolicyName;
  /** Where it holds. Default the whole cluster. */
  readonly namespaces?: readonly string[];
}

/** An IAM role that may use the Kubernetes API. */
export interface AccessEntryArgs {
  /** Logical name, unique among the entries. */
  readonly name: string;
  /** ARN of the role, with its path if it has one. */
  readonly principalArn: string;
  /** Groups that role bindings speak of. Not `system:` and the like: EKS refuses those. */
  readonly kubernetesGroups?: readonly string[];
  readonly policies?: readonly AccessPolicyGrant[];
}

/** A cluster that takes entries. */
export interface AccessCluster {
  readonly name: string;
  readonly partition: string;
  readonly resource: pulumi.Resource;
  /** The role of the entry, where the same program makes it: the entry is replaced with it. */
  readonly role?: pulumi.Resource;
  /** What else comes before the entry. Default nothing. */
  readonly after?: readonly pulumi.Resource[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Lets a role into a cluster. Returns the entry and its policies: what has to exist before the role's first call.
 * The entry holds the role's id: when the role is deleted and made again under its name, the entry has to be replaced.
 */
export function accessEntry(
  name: string,
  entry: AccessEntryArgs,
  cluster: AccessCluster,
  parent: pulumi.Resource,
): readonly pulumi.Resource[] {
  const { principalArn, kubernetesGroups = [], policies = [] } = entry;
  const { deletedWith, replaceWith } = insideCluster(cluster);
  const principal = cluster.role === undefined ? [] : [cluster.role];
  const lifetime = { deletedWith, replaceWith: [...replaceWith, ...principal], deleteBeforeReplace: true };
  const resource = new aws.eks.AccessEntry(
    name,
    {
      clusterName: cluster.name,
      principalArn,
      type: "STANDARD",
      kubernetesGroups: [...kubernetesGroups],
      tags: { ...cluster.tags },
    },
    // One entry per principal: a replacement cannot exist beside its predecessor.
    { parent, dependsOn: [cluster.resource, ...principal, ...(cluster.after ?? [])], ...lifetime },
  );
  const associations = policies.map(
    ({ policy, namespaces }) =>
      new aws.eks.AccessPolicyAssociation(
        `${name}-${policy.toLowerCase()}`,
        {
          clusterName: cluster.name,
          principalArn,
          policyArn: `arn:${cluster.partition}:eks::aws:cluster-access-policy/${policy}`,
          accessScope:
            namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
        },
        // Cluster, principal and policy are the key: deleting the old scope after the new one would remove both.
        { parent: resource, dependsOn: [resource], ...lifetime },
      ),
  );
  return [resource, ...associations];
}

/**
 * What is wrong with entries that EKS would refuse, or that would never match a caller: one sentence each.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function accessEntryProblems(
  deployerPrincipalArn: string,
  entries: readonly AccessEntryArgs[],
): readonly string[] {
  const seen = new Map([[deployerPrincipalArn, "deployerPrincipalArn"]]);
  const names = new Set(["deployer"]);
  const problems = principalProblems("deployerPrincipalArn", deployerPrincipalArn);
  for (const entry of entries) {
    const path = `accessEntries "${entry.name}"`;
    problems.push(...principalProblems(path, entry.principalArn), ...grantProblems(path, entry));
    if (names.has(entry.name)) problems.push(`${path} is a name that is taken; give each entry its own.`);
    names.add(entry.name);
    const other = seen.get(entry.principalArn);
    if (other !== undefined) {
      problems.push(
        `${path} names "${entry.principalArn}", which ${other} has already; a cluster takes one entry each.`,
      );
    }
    seen.set(entry.principalArn, path);
  }
  return problems;
}

function principalProblems(path: string, arn: string): string[] {
  if (arn.includes(":assumed-role/")) {
    return [`${path} "${arn}" is a session; name the role behind it, with its path if it has one.`];
  }
  if (arn.includes(":role/aws-service-role/")) {
    return [`${path} "${arn}" is a service-linked role, which EKS refuses; name a role of yours.`];
  }
  return /^arn:[a-z-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)
    ? []
    : [`${path} "${arn}" is not the ARN of a role; write one such as "arn:aws:iam::111122223333:role/deployer".`];
}

function grantProblems(path: string, { kubernetesGroups = [], policies = [] }: AccessEntryArgs): readonly string[] {
  const problems = kubernetesGroups
    .filter((group) => /^(system|eks|aws|amazon|iam):/.test(group))
    .map((group) => `${path} has the reserved group "${group}"; bind a group of yours to the role you mean.`);
  if (kubernetesGroups.length === 0 && policies.length === 0) {
    problems.push(`${path} has neither policies nor kubernetesGroups, so it could do nothing; give it one of them.`);
  }
  for (const { policy, namespaces } of policies) {
    if (namespaces?.length === 0) {
      problems.push(
        `${path} gives ${policy} in no namespace; list namespaces, or leave them out for the whole cluster.`,
      );
    }
    if (policies.filter((other) => other.policy === policy).length > 1) {
      problems.push(`${path} gives ${policy} twice; give it once with all its namespaces.`);
    }
  }
  return [...new Set(problems)];
}
