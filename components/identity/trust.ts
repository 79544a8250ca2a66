import { iamArn, type Location } from "../arn";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Where a request has to come from for a service to be trusted. */
export interface TrustSource {
  readonly location: Location;
  /** ARN of the one resource on whose behalf the service acts. Left out where the service names none. */
  readonly sourceArn?: string | undefined;
}

/** The service account that a role is for, and where it lives. */
export interface ServiceAccountReference {
  /** ARN of the cluster. */
  readonly clusterArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** An EKS cluster's OpenID Connect identity. */
export interface OidcIdentity {
  readonly providerArn: string;
  /** URL with or without its scheme. */
  readonly issuer: string;
}

const assumeRole = "sts:AssumeRole";
const tagSession = "sts:TagSession";

/**
 * A service assumes the role, on behalf of this account, and of one resource where it is named: without that condition
 * anybody could have the service act with the role for them (the confused deputy problem).
 * @param service principal, such as `eks.amazonaws.com`.
 * @param tagsSessions whether the service also tags its sessions, as EKS Auto Mode does.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export function serviceTrust(service: string, source: TrustSource, { tagsSessions = false } = {}): string {
  return policyDocument([
    {
      sid: "ServiceAssumes",
      principals: { Service: service },
      actions: tagsSessions ? [assumeRole, tagSession] : [assumeRole],
      conditions: {
        StringEquals: { "aws:SourceAccount": source.location.accountId },
        ...(source.sourceArn === undefined ? {} : { ArnEquals: { "aws:SourceArn": source.sourceArn } }),
      },
    },
  ]);
}

/**
 * A service assumes the role and states no source that could be checked, such as `ec2.amazonaws.com` for instances.
 */
export function plainServiceTrust(service: string): string {
  return policyDocument([{ sid: "ServiceAssumes", principals: { Service: service }, actions: [assumeRole] }]);
}

/**
 * EKS Pod Identity assumes the role for pods of one service account of one cluster. The source ARN is the cluster's,
 * not the association's; namespace and service account are among the six tags that EKS sends with the request, unless
 * the association disables them: do not disable them for a role with this trust.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function podIdentityTrust(location: Location, account: ServiceAccountReference): string {
  return policyDocument([
    {
      sid: "PodIdentityAssumes",
      principals: { Service: "pods.eks.amazonaws.com" },
      actions: [assumeRole, tagSession],
      conditions: {
        StringEquals: {
          "aws:SourceAccount": location.accountId,
          "aws:RequestTag/kubernetes-namespace": account.namespace,
          "aws:RequestTag/kubernetes-service-account": account.serviceAccount,
        },
        ArnEquals: { "aws:SourceArn": account.clusterArn },
      },
    },
  ]);
}

/**
 * Tokens of exactly one service account assume the role (IAM roles for service accounts).
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function irsaTrust(
  { providerArn, issuer }: OidcIdentity,
  { namespace, serviceAccount }: Omit<ServiceAccountReference, "clusterArn">,
): string {
  const host = issuer.replace(/^https:\/\//, "");
  return policyDocument([
    {
      sid: "ServiceAccountAssumes",
      principals: { Federated: providerArn },
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: {
        StringEquals: {
          [`${host}:aud`]: "sts.amazonaws.com",
          [`${host}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
        },
      },
    },
  ]);
}

/** The identity that takes on a role in a second step: the role of a workload, and the workload that has it. */
export interface ChainSource extends ServiceAccountReference {
  /** ARN of the first role, with its path if it has one. */
  readonly roleArn: string;
  /** Whether the session carries the tags of Pod Identity, which pass on from role to role. Default true; false for IRSA. */
  readonly tagged?: boolean;
}

/**
 * A workload of another account, or of this one, takes on the role with that of its own. The trust names the account and
 * compares the role, so that it can be written before that role exists and outlives its replacement. Pod Identity's
 * session tags are transitive: cluster, namespace and service account hold here too, and none can be forged on the way.
 * @throws when the first role has no ARN that is known, or is not of the cluster's account.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export function chainedTrust({ roleArn, clusterArn, namespace, serviceAccount, tagged = true }: ChainSource): string {
  const role = targetRoleArn("the role that is chained from", roleArn);
  const [, partition = "", , , accountId = ""] = role.split(":");
  if (clusterArn.split(":")[4] !== accountId) {
    throw new Error(
      `The role "${role}" is not of the account of cluster "${clusterArn}"; Pod Identity takes roles of that account only.`,
    );
  }
  const tags = {
    "aws:RequestTag/eks-cluster-arn": clusterArn,
    "aws:RequestTag/kubernetes-namespace": namespace,
    "aws:RequestTag/kubernetes-service-account": serviceAccount,
  };
  return policyDocument([
    {
      sid: "WorkloadAssumes",
      principals: { AWS: `arn:${partition}:iam::${accountId}:root` },
      actions: tagged ? [assumeRole, tagSession] : [assumeRole],
      conditions: { ArnEquals: { "aws:PrincipalArn": role }, ...(tagged ? { StringEquals: tags } : {}) },
    },
  ]);
}

/** A controller of the platform that takes on roles of namespaces by itself. */
export interface ControllerSource {
  /** ARN of the controller's role, composed. */
  readonly roleArn: string;
  /** ARN of its cluster. */
  readonly clusterArn: string;
}

/**
 * A controller with Pod Identity takes on the role by calling STS itself. Its session has the tags of Pod Identity, so a
 * session of its role that came by another way does not pass. They are transitive, hence the right to tag.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
export function controllerTrust(location: Location, { roleArn, clusterArn }: ControllerSource): string {
  return policyDocument([
    {
      sid: "OperatorTakesOn",
      principals: { AWS: iamArn(location, "root") },
      actions: [assumeRole, tagSession],
      conditions: {
        ArnEquals: { "aws:PrincipalArn": roleArn },
        StringEquals: { "aws:PrincipalTag/eks-cluster-arn": clusterArn },
      },
    },
  ]);
}

/** What the controller's role needs for it; nothing while there is no role to take on. */
export function controllerStatements(roleArns: readonly string[]): readonly PolicyStatement[] {
  if (roleArns.length === 0) return [];
  return [{ sid: "TakeOnRolesOfNamespaces", actions: [assumeRole, tagSession], resources: roleArns }];
}

/** What the first role needs for it. */
export function chainedStatement(roleArn: string, { tagged = true } = {}): PolicyStatement {
  return {
    sid: "AssumeTargetRole",
    actions: tagged ? [assumeRole, tagSession] : [assumeRole],
    resources: [targetRoleArn("the role to assume", roleArn)],
  };
}

function targetRoleArn(what: string, roleArn: unknown): string {
  if (typeof roleArn === "string" && /^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn))
    return roleArn;
  const given = typeof roleArn === "string" ? `"${roleArn}"` : "an output";
  throw new Error(
    `For ${what} ${given} is given, which is no ARN of a role that is known at preview; write one such as "arn:aws:iam::444455556666:role/catalog-reader".`,
  );
}
