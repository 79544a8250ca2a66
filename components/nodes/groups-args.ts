import type * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../encryption/customer-key";
import type { RoleSettings } from "../identity/role";
import type { NodeSubnet } from "./node-cluster";

/** What the groups of nodes of a cluster are made with, whoever manages them. */
export interface GroupsArgs<Cluster, Settings> {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: Cluster;
  /** Private subnets, and what their nodes wait for. */
  readonly network: { readonly privateSubnets: readonly NodeSubnet[]; readonly ready: readonly pulumi.Resource[] };
  /** Encrypts the nodes' volumes. Its policy must hold the statements of `autoScalingLaunches`. */
  readonly volumeKey: CustomerKey;
  readonly groups: readonly Settings[];
  /** Whether Systems Manager may open sessions on the nodes. Default false. */
  readonly ssm?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  /** Every tag that instances, volumes and network interfaces must carry: default tags don't reach them. */
  readonly tags: Readonly<Record<string, string>>;
}
