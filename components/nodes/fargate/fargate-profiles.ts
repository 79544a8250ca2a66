import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../../arn";
import type { CustomerKey } from "../../encryption/customer-key";
import { encryptedLogGroup, type LogRetentionDays } from "../../encryption/encrypted-log-group";
import { policyDocument } from "../../identity/policy-document";
import { role, type Role, type RoleSettings } from "../../identity/role";
import { allowDns, defaultDeny } from "../../tenancy/namespace/network-policies";
import { podSecurityLabels } from "../../tenancy/namespace/pod-security";
import type { NodeSubnet } from "../node-cluster";
import { fargateLogGroup, logRouterConfiguration, logsConfigMap, logsNamespace, writeLogs } from "./pod-logs";
import { fargateProfileName } from "./profile-name";
import { profileProblems } from "./profile-problems";
import type { FargateProfileSettings } from "./selectors";

/** A cluster that has pods on Fargate. `Cluster` satisfies it. */
export interface FargateCluster {
  readonly name: string;
  readonly location: Location;
  /** Kubernetes minor, such as `1.36`. */
  readonly version: string;
  readonly kubernetes: k8s.Provider;
  readonly resource: pulumi.Resource;
  /** What nodes wait for, and pods on Fargate as well. */
  readonly beforeNodes: readonly pulumi.Resource[];
}

export interface FargateProfilesArgs {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: FargateCluster;
  /**
   * Private subnets, and what pods in them wait for. Pods get no public address, so that EKS refuses subnets with a route to an
   * internet gateway.
   */
  readonly network: { readonly privateSubnets: readonly NodeSubnet[]; readonly ready: readonly pulumi.Resource[] };
  readonly profiles: readonly FargateProfileSettings[];
  readonly logs: {
    /** Its policy must name the group of `fargateLogGroup`. */
    readonly key: CustomerKey;
    readonly retentionInDays: LogRetentionDays;
  };
  /** Path and boundary of the role. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Pods that run on Fargate, each on a machine of its own: the profiles that choose them, the role that pulls their images, and
 * the log group that their output goes to.
 * Idle cost: none; each pod is billed by the vCPU and GiB that it asks for, and logs per GiB.
 * @throws when EKS would refuse a profile.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
 */
export class FargateProfiles extends pulumi.ComponentResource {
  readonly role: Role;
  readonly profiles: readonly aws.eks.FargateProfile[];
  /** What pods on Fargate wait for: all profiles, and where their logs go. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: FargateProfilesArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseProblems(args);
    super("platform:nodes:FargateProfiles", name, intent(args), opts);
    this.role = createRole(this, name, args);
    const logs = createLogs(this, name, args);
    this.profiles = createProfiles(this, name, args, this.role);
    this.ready = [...this.profiles, ...logs];
    this.registerOutputs({ roleArn: this.role.arn });
  }
}

function refuseProblems({ profiles }: FargateProfilesArgs): void {
  const lines = profileProblems(profiles).map(({ path, message }) => `profiles.${path.join(".")} ${message}`);
  if (lines.length > 0) throw new Error(lines.join(" "));
}

function intent({ cluster, profiles }: FargateProfilesArgs): pulumi.Inputs {
  return { clusterName: cluster.name, profiles: profiles.map(({ name, selectors }) => ({ name, selectors })) };
}

function createRole(
  parent: FargateProfiles,
  name: string,
  { prefix, cluster, roles, tags }: FargateProfilesArgs,
): Role {
  const { location } = cluster;
  return role(
    name,
    {
      name: `${prefix}-fargate`,
      location,
      trust: podExecutionTrust(location, cluster.name),
      description: `Hosts of pods of ${cluster.name} on Fargate pull images and write logs`,
      managedPolicyNames: ["AmazonEKSFargatePodExecutionRolePolicy"],
      statements: [writeLogs(location, cluster.name)],
      ...roles,
      tags,
    },
    parent,
  );
}

/**
 * Fargate assumes the role for profiles of this cluster alone. The ARN holds the account, which the service is not
 * documented to state by itself.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
 */
export function podExecutionTrust(location: Location, clusterName: string): string {
  return policyDocument([
    {
      sid: "FargateAssumes",
      principals: { Service: "eks-fargate-pods.amazonaws.com" },
      actions: ["sts:AssumeRole"],
      conditions: { ArnLike: { "aws:SourceArn": arn(location, "eks", `fargateprofile/${clusterName}/*`) } },
    },
  ]);
}

/** A pod gets its log router when it starts, so that these come before any. */
function createLogs(parent: FargateProfiles, name: string, args: FargateProfilesArgs): readonly pulumi.Resource[] {
  const { cluster, logs, tags } = args;
  const group = encryptedLogGroup(
    `${name}-logs`,
    { name: fargateLogGroup(cluster.name), retentionInDays: logs.retentionInDays, key: logs.key, tags },
    { parent },
  );
  const inCluster = { parent, provider: cluster.kubernetes, deletedWith: cluster.resource };
  const namespace = new k8s.core.v1.Namespace(
    `${name}-logs`,
    {
      metadata: {
        name: logsNamespace,
        labels: { "aws-observability": "enabled", ...podSecurityLabels(cluster.version) },
      },
    },
    inCluster,
  );
  // It is for the one ConfigMap, and closed as every namespace is.
  for (const { name: policy, spec } of [defaultDeny, allowDns])
    new k8s.networking.v1.NetworkPolicy(
      `${name}-logs.${policy}`,
      { metadata: { name: policy, namespace: logsNamespace }, spec },
      { ...inCluster, dependsOn: [namespace] },
    );
  const configMap = new k8s.core.v1.ConfigMap(
    `${name}-logs`,
    {
      metadata: { name: logsConfigMap, namespace: logsNamespace },
      data: { ...logRouterConfiguration(cluster.name, cluster.location.region) },
    },
    { ...inCluster, dependsOn: [namespace, group] },
  );
  return [group, configMap];
}

/** A cluster makes and deletes one profile at a time, so that each waits for the one before. */
function createProfiles(
  parent: FargateProfiles,
  name: string,
  { cluster, network, profiles, tags }: FargateProfilesArgs,
  { name: roleName, arn: podExecutionRoleArn, resource, policies }: Role,
): readonly aws.eks.FargateProfile[] {
  const created: aws.eks.FargateProfile[] = [];
  for (const settings of profiles) {
    const place = { cluster: cluster.name, role: roleName, subnets: network.privateSubnets };
    created.push(
      new aws.eks.FargateProfile(
        `${name}-${settings.name}`,
        {
          clusterName: cluster.name,
          fargateProfileName: fargateProfileName(settings, place),
          podExecutionRoleArn,
          subnetIds: network.privateSubnets.map(({ id }) => id),
          selectors: settings.selectors.map(({ namespace, labels = {} }) => ({ namespace, labels: { ...labels } })),
          tags: { ...tags },
        },
        {
          parent,
          dependsOn: [...cluster.beforeNodes, ...network.ready, resource, ...policies, ...created.slice(-1)],
          // Its deletion waits for its pods, and the provider for ten minutes.
          customTimeouts: { create: "20m", delete: "30m" },
        },
      ),
    );
  }
  return created;
}
