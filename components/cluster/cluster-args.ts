import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { LogRetentionDays } from "../encryption/encrypted-log-group";
import type { AccessEntryArgs } from "./control-plane/access-entries";
import type { KubernetesMinor } from "./versions";
import type { PodTraffic } from "./vpc-cni";
import type { RoleSettings } from "../identity/role";

export interface ClusterSubnet {
  readonly id: pulumi.Input<string>;
  readonly availabilityZone: string;
}

/** What a cluster has to know of its network. `Network` satisfies it. */
export interface ClusterNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** All IPv4 ranges of the VPC. */
  readonly cidrs: readonly string[];
  readonly privateSubnets: readonly ClusterSubnet[];
  /** Subnets for pods only, one per zone. Empty: pods share the nodes' subnets. */
  readonly podSubnets: readonly ClusterSubnet[];
  /** Whether VPC and subnets have IPv6 ranges as well. */
  readonly ipv6: boolean;
}

/** EKS runs nodes, load balancers and volumes itself. */
export interface AutoModeArgs {
  /** The node pools that EKS brings. Default none: only pools that you declare. */
  readonly nodePools?: readonly ("general-purpose" | "system")[];
  /** Role of their nodes: with `nodePools` only. It cannot be changed later. */
  readonly nodeRole?: { readonly arn: string; readonly ready: readonly pulumi.Resource[] };
}

/** Networks outside AWS whose machines join as hybrid nodes: private IPv4 ranges, at most 15 of each kind. */
export interface RemoteNetworksArgs {
  readonly nodeCidrs: readonly string[];
  /** Ranges of pods on these nodes, where their network routes to them. */
  readonly podCidrs?: readonly string[];
}

export interface ClusterArgs {
  /** 1-100 characters; the prefix of the roles' names, which have 64. Unique in account and region. */
  readonly name: string;
  readonly location: Location;
  readonly network: ClusterNetwork;
  /** ARN of the role that runs this program, with its path. It becomes a cluster administrator. */
  readonly deployerPrincipalArn: string;
  /** Default 1.36. Raise it one minor at a time; it can never be lowered. */
  readonly version?: KubernetesMinor;
  /** Subnets of the control plane's network interfaces, in two zones or more. Default the private subnets. */
  readonly subnets?: readonly ClusterSubnet[];
  /** Ranges that may call the public endpoint. Left out, there is none. The private endpoint is always on. */
  readonly publicAccessCidrs?: readonly string[];
  /** IPv4 ranges beside nodes and pods that call the private endpoint, such as a VPN's. */
  readonly privateAccessCidrs?: readonly string[];
  readonly accessEntries?: readonly AccessEntryArgs[];
  /** Default `ipv4`. It cannot be changed later. */
  readonly ipFamily?: "ipv4" | "ipv6";
  /** IPv4 range of services, /12 to /24, outside of every network that the VPC reaches. Default 172.20.0.0/16. Not with IPv6. */
  readonly serviceCidr?: string | undefined;
  /** Days between request and deletion of the keys of secrets and logs, 7-30. Default 30. */
  readonly keyDeletionWindowInDays?: number;
  /** Days to keep the control plane's logs. Default 365. */
  readonly logRetentionInDays?: LogRetentionDays;
  /**
   * What happens when standard support ends: with `STANDARD` EKS upgrades the control plane by itself; `EXTENDED` keeps
   * the minor for another 12 months at six times the price of a cluster hour. Default `STANDARD`.
   */
  readonly supportType?: "STANDARD" | "EXTENDED";
  /** Provisioned control plane capacity. Default the one that scales by itself. */
  readonly controlPlaneTier?: "standard" | "tier-xl" | "tier-2xl" | "tier-4xl" | "tier-8xl";
  /** Whether traffic may be moved away from an impaired zone. Default true. */
  readonly zonalShift?: boolean;
  /** Whether EKS refuses to delete the cluster. Default true; takes an update to switch off before a destroy. */
  readonly deletionProtection?: boolean;
  /** Whether Pulumi refuses to delete the cluster, its keys and its log group. Default false. */
  readonly protect?: boolean;
  /**
   * Left out, Auto Mode is not mentioned, and stays as it is; `false` switches it off where it was on, and leaves EKS the rights
   * to end what it has made.
   */
  readonly autoMode?: AutoModeArgs | false;
  /** Whether to install VPC CNI, kube-proxy and the Pod Identity agent. Default true unless Auto Mode, which has its own. */
  readonly networkAddons?: boolean;
  /** How strictly network policies are enforced, and whether pods may have security groups. Not with Auto Mode. */
  readonly podTraffic?: PodTraffic;
  /** Hybrid nodes. They need IPv4 and a cluster without public endpoint. */
  readonly remoteNetworks?: RemoteNetworksArgs;
  /** Role that the kubeconfig assumes. Default whoever runs the command. */
  readonly kubeconfigRoleArn?: string;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export const defaultServiceCidr = "172.20.0.0/16";
