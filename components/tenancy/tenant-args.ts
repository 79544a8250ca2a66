import type * as pulumi from "@pulumi/pulumi";
import type { AccessPolicyName } from "../cluster/control-plane/access-entries";
import type { CustomerKey } from "../encryption/customer-key";
import type { NodeCluster, NodeSubnet } from "../nodes/node-cluster";
import type { NodeGroupSettings } from "../nodes/managed/node-group-settings";
import type { NodeRole } from "../nodes/node-role";
import type { ContainerDefaults, NamespaceQuota } from "./namespace/bounds";
import type { EgressOpening } from "./namespace/egress";
import type { IngressOpening } from "./namespace/network-policies";
import type { PodSecurity } from "./namespace/pod-security";
import type { TenantBudgetArgs } from "./tenant-budget";
import type { WorkloadCluster } from "./namespace/tenant-namespace";
import type { TenantRole } from "./tenant-roles";
import type { TenantSecurityGroupNetwork } from "./tenant-security-group";

/** The cluster that tenants share. `Cluster` satisfies it. */
export interface TenantCluster extends WorkloadCluster, NodeCluster {
  readonly version: string;
  readonly resource: pulumi.Resource;
  readonly ipFamily: "ipv4" | "ipv6";
}

/** An IAM role whose sessions may use the tenant's namespace. */
export interface TenantAccess {
  /** ARN of the role, with its path if it has one. A cluster takes one entry for each. */
  readonly principalArn: string;
  /** What it is there, by a role of the platform's making. */
  readonly role?: TenantRole;
  /** Access policies of EKS, which hold in the namespace only. All but the view policy read secrets or change network policies. */
  readonly policies?: readonly Exclude<AccessPolicyName, "AmazonEKSClusterAdminPolicy">[];
}

/** What a tenant asks for: plain values, so that a configuration file can state them. */
export interface TenantSettings {
  /** At most 40 lower-case letters, digits and hyphens that begin with a letter. The namespace is `tenant-<name>`. */
  readonly name: string;
  /** Team that answers for it: tag `owner` and a label. Default that of the platform. */
  readonly owner?: string;
  /** Who pays: tag `cost-center` and a label. Default that of the platform. */
  readonly costCenter?: string;
  readonly podSecurity?: PodSecurity;
  readonly quota?: NamespaceQuota;
  readonly containerDefaults?: ContainerDefaults;
  /** Default one, `app`. */
  readonly serviceAccounts?: readonly string[];
  /** What its pods may reach beside names, credentials and each other. Default nothing. */
  readonly egress?: readonly EgressOpening[];
  /** Who may reach its pods beside each other. Default nobody. */
  readonly ingress?: readonly IngressOpening[];
  readonly access?: readonly TenantAccess[];
  /** Nodes that run its pods and nobody else's. Default none: it shares those of the platform. */
  readonly nodes?: TenantNodes;
  readonly budget?: TenantBudgetArgs;
  /** Whether its pods have a security group of their own. Default false. */
  readonly securityGroup?: boolean;
}

/** Size and kind of a tenant's nodes. Name, labels and taints follow from the tenant. */
export type TenantNodes = Omit<NodeGroupSettings, "name" | "labels" | "taints" | "perZone">;

/** What the nodes of tenants are made with, the same for all. */
export interface TenantNodesPlace {
  readonly role: NodeRole;
  readonly subnets: readonly NodeSubnet[];
  /** Routes, gateways and endpoints without which a node never joins. */
  readonly networkReady: readonly pulumi.Resource[];
  readonly volumeKey: CustomerKey;
  /** Default false. */
  readonly ssm?: boolean;
}

export interface TenantArgs extends TenantSettings {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: TenantCluster;
  /** What keeps pods on their own tenant's nodes: `ready` of `NodePoolAdmission`. The namespace waits for it. */
  readonly admission: readonly pulumi.Resource[];
  /** Undefined where the cluster has no nodes, and so none for tenants. */
  readonly nodesPlace: TenantNodesPlace | undefined;
  readonly securityGroupNetwork: TenantSecurityGroupNetwork;
  /** Tags of the platform, which instances have to be given: default tags don't reach them. */
  readonly tags: Readonly<Record<string, string>>;
}
