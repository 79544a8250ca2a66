import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { insideCluster, type ClusterReference } from "./cluster-reference";
import type { PolicyStatement } from "./policy-document";
import { role, type Role } from "./role";
import { irsaTrust, podIdentityTrust } from "./trust";

/** How pods come by credentials: through the Pod Identity agent of their node, or by IAM roles for service accounts. */
export type IdentityMechanism = "pod-identity" | "irsa";

export interface WorkloadIdentityArgs {
  /** Name of the role, at most 64 characters, unique in the account across regions. */
  readonly name: string;
  readonly location: Location;
  readonly cluster: ClusterReference;
  readonly namespace: string;
  /** Need not exist yet. With `irsa` it must carry the annotation of `annotations`. */
  readonly serviceAccount: string;
  /** Default `pod-identity`. Pods on Fargate and Windows nodes need `irsa`. */
  readonly mechanism?: IdentityMechanism;
  /** What the workload may do. Grants are functions that return such statements. */
  readonly statements?: readonly PolicyStatement[];
  /** Names of policies that AWS manages, with their path if they have one. */
  readonly managedPolicyNames?: readonly string[];
  readonly permissionsBoundaryArn?: string | undefined;
  /** Path of the role. Default `/`. */
  readonly path?: string | undefined;
  /** Whether to associate role and service account. Default true; false where an EKS add-on makes the association. */
  readonly associate?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The AWS identity of a Kubernetes service account: a role that only its pods can assume, and the association.
 * A pod created before its association gets no credentials until it is created again, so workloads depend on this.
 * Idle cost: none.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
 */
export class WorkloadIdentity extends pulumi.ComponentResource {
  /** Composed, so that policies which name the role are known at preview. */
  readonly roleArn: string;
  readonly roleName: string;
  readonly role: aws.iam.Role;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The role's policies and the association: what a workload or an add-on with this identity waits for. */
  readonly ready: readonly pulumi.Resource[];
  /** What the service account must be annotated with. Empty with Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;

  constructor(name: string, args: WorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:identity:WorkloadIdentity", name, intent(args), opts);
    const mechanism = args.mechanism ?? "pod-identity";
    this.namespace = args.namespace;
    this.serviceAccount = args.serviceAccount;
    const created = createRole(this, name, args, mechanism);
    this.role = created.resource;
    this.roleName = created.name;
    this.roleArn = created.arn;
    const associate = mechanism === "pod-identity" && args.associate !== false;
    this.ready = [...created.policies, ...(associate ? [createAssociation(this, name, args, created)] : [])];
    this.annotations = mechanism === "irsa" ? { "eks.amazonaws.com/role-arn": this.roleArn } : {};
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** What a rule can judge while the documents are still unknown: the issuer's name is part of an IRSA trust. */
function intent(args: WorkloadIdentityArgs): pulumi.Inputs {
  const mechanism = args.mechanism ?? "pod-identity";
  return {
    mechanism,
    roleName: args.name,
    clusterName: args.cluster.name,
    clusterArn: args.cluster.arn,
    namespace: args.namespace,
    serviceAccount: args.serviceAccount,
    ...(mechanism === "irsa" ? { issuer: args.cluster.issuer, audience: "sts.amazonaws.com" } : {}),
    statements: args.statements ?? [],
    managedPolicyNames: args.managedPolicyNames ?? [],
  };
}

function createRole(
  parent: WorkloadIdentity,
  name: string,
  args: WorkloadIdentityArgs,
  mechanism: IdentityMechanism,
): Role {
  const { location, cluster, namespace, serviceAccount } = args;
  const trust =
    mechanism === "pod-identity"
      ? podIdentityTrust(location, { clusterArn: cluster.arn, namespace, serviceAccount })
      : pulumi
          .all([cluster.oidcProviderArn, cluster.issuer])
          .apply(([providerArn, issuer]) => irsaTrust({ providerArn, issuer }, { namespace, serviceAccount }));
  return role(
    name,
    {
      name: args.name,
      location,
      trust,
      description: `Service account ${namespace}/${serviceAccount} of cluster ${cluster.name}`,
      statements: args.statements ?? [],
      managedPolicyNames: args.managedPolicyNames ?? [],
      permissionsBoundaryArn: args.permissionsBoundaryArn,
      path: args.path,
      tags: args.tags,
    },
    parent,
  );
}

function createAssociation(
  parent: WorkloadIdentity,
  name: string,
  { cluster, namespace, serviceAccount, tags }: WorkloadIdentityArgs,
  { resource, arn, policies }: Role,
): aws.eks.PodIdentityAssociation {
  return new aws.eks.PodIdentityAssociation(
    name,
    { clusterName: cluster.name, namespace, serviceAccount, roleArn: arn, tags: { ...tags } },
    {
      parent,
      // One association per service account: a replacement cannot exist beside its predecessor.
      deleteBeforeReplace: true,
      dependsOn: [cluster.resource, resource, ...policies],
      ...insideCluster(cluster),
    },
  );
}
