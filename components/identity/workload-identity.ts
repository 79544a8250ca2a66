import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { insideCluster, type ClusterReference } from "./cluster-reference";
import type { PolicyStatement } from "./policy-document";
import { role, type Role, type RoleSettings } from "./role";
import { chainedStatement, irsaTrust, podIdentityTrust } from "./trust";

/** How pods come by credentials: through the Pod Identity agent of their node, or by IAM roles for service accounts. */
export type IdentityMechanism = "pod-identity" | "irsa";

/** How to make the service account itself. */
export interface AccountArgs {
  readonly kubernetes: k8s.Provider;
  /** What it waits for: the namespace. */
  readonly after: readonly pulumi.Resource[];
  readonly labels?: Readonly<Record<string, string>>;
}

export interface WorkloadIdentityArgs extends RoleSettings {
  /** Name of the role, at most 64 characters, unique in the account across regions. */
  readonly name: string;
  readonly location: Location;
  readonly cluster: ClusterReference;
  readonly namespace: string;
  /** Need not exist yet. With `irsa` it must carry the annotation of `annotations`, unless it is made here. */
  readonly serviceAccount: string;
  /** Makes the service account as well, with all that the mechanism needs. Left out, somebody else does. */
  readonly account?: AccountArgs | undefined;
  /** Default `pod-identity`. Pods on Fargate and Windows nodes need `irsa`. */
  readonly mechanism?: IdentityMechanism;
  /** What the workload may do. Grants are functions that return such statements. */
  readonly statements?: readonly PolicyStatement[];
  /** Names of policies that AWS manages, with their path if they have one. */
  readonly managedPolicyNames?: readonly string[];
  /**
   * ARN of a role, in another account or in this one, that this one takes on: the workload has that role's rights. With
   * Pod Identity, EKS does so for it, and rights of its own would have no effect; with `irsa` its SDK has to.
   * The other side is a `TargetRole`.
   */
  readonly assumes?: string | undefined;
  /** Whether to associate role and service account. Default true; false where an EKS add-on makes the association. */
  readonly associate?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The AWS identity of a Kubernetes service account: a role that only its pods can assume, and the association.
 * A pod created before its association gets no credentials until it is created again, so workloads depend on this.
 * Idle cost: none.
 * @throws when the role to assume has no ARN that is known, or stands beside rights that would have no effect.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
 */
export class WorkloadIdentity extends pulumi.ComponentResource {
  /** Composed, so that policies which name the role are known at preview. */
  readonly roleArn: string;
  readonly roleName: string;
  readonly role: aws.iam.Role;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** The role's policies, the association and the service account where it is made here: what a workload or an add-on with this identity waits for. */
  readonly ready: readonly pulumi.Resource[];
  /** What the service account must be annotated with. Empty with Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;

  constructor(name: string, args: WorkloadIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseIdleRights(args);
    super("platform:identity:WorkloadIdentity", name, intent(args), opts);
    const mechanism = args.mechanism ?? "pod-identity";
    this.namespace = args.namespace;
    this.serviceAccount = args.serviceAccount;
    const created = createRole(this, name, args, mechanism);
    this.role = created.resource;
    this.roleName = created.name;
    this.roleArn = created.arn;
    const associate = mechanism === "pod-identity" && args.associate !== false;
    const identified = [...created.policies, ...(associate ? [createAssociation(this, name, args, created)] : [])];
    this.annotations = mechanism === "irsa" ? { "eks.amazonaws.com/role-arn": this.roleArn } : {};
    this.ready = [...identified, ...createAccount(this, name, args, [created.resource, ...identified])];
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
    ...(args.assumes === undefined ? {} : { assumes: args.assumes }),
    statements: statementsOf(args),
    managedPolicyNames: args.managedPolicyNames ?? [],
  };
}

function statementsOf({ statements = [], assumes, mechanism }: WorkloadIdentityArgs): readonly PolicyStatement[] {
  return assumes === undefined
    ? statements
    : [...statements, chainedStatement(assumes, { tagged: mechanism !== "irsa" })];
}

/** A pod gets the credentials of one role. */
function refuseIdleRights(args: WorkloadIdentityArgs): void {
  const { name, assumes, mechanism, statements = [], managedPolicyNames = [], associate } = args;
  if (assumes === undefined || mechanism === "irsa") return;
  if (statements.length + managedPolicyNames.length > 0) {
    throw new Error(
      `The identity "${name}" has rights of its own, which have no effect while its pods get the credentials of "${assumes}"; give that role the rights, or leave one of the two out.`,
    );
  }
  if (associate === false) {
    throw new Error(
      `The identity "${name}" assumes "${assumes}", but an add-on makes its association, which can name no second role; leave "assumes" out.`,
    );
  }
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
      statements: statementsOf(args),
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
  { cluster, namespace, serviceAccount, assumes, tags }: WorkloadIdentityArgs,
  { resource, arn, policies }: Role,
): aws.eks.PodIdentityAssociation {
  return new aws.eks.PodIdentityAssociation(
    name,
    {
      clusterName: cluster.name,
      namespace,
      serviceAccount,
      roleArn: arn,
      // The trust of both roles asks for session tags, so they stay on.
      ...(assumes === undefined ? {} : { targetRoleArn: assumes }),
      tags: { ...tags },
    },
    {
      parent,
      // One association per service account: a replacement cannot exist beside its predecessor.
      deleteBeforeReplace: true,
      dependsOn: [cluster.resource, resource, ...policies],
      ...insideCluster(cluster),
    },
  );
}

/** The account comes last, so that no pod can use it before it has its rights. */
function createAccount(
  parent: WorkloadIdentity,
  name: string,
  { cluster, namespace, serviceAccount, account }: WorkloadIdentityArgs,
  identified: readonly pulumi.Resource[],
): readonly pulumi.Resource[] {
  if (account === undefined) return [];
  return [
    new k8s.core.v1.ServiceAccount(
      name,
      {
        metadata: {
          name: serviceAccount,
          namespace,
          annotations: { ...parent.annotations },
          labels: { ...account.labels },
        },
        // AWS credentials come by a token of their own; a pod that talks to the API server asks for one itself.
        automountServiceAccountToken: false,
      },
      {
        parent,
        provider: account.kubernetes,
        deletedWith: cluster.resource,
        dependsOn: [...account.after, ...identified],
      },
    ),
  ];
}
