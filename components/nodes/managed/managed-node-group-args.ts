import type * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../../encryption/customer-key";
import type { NodeCluster, NodeSubnet } from "../node-cluster";
import type { NodeRole } from "../node-role";
import type { NodeGroupSettings } from "./node-group-settings";

export interface ManagedNodeGroupArgs {
  /** What the names of launch templates begin with. */
  readonly prefix: string;
  readonly cluster: NodeCluster;
  readonly role: NodeRole;
  /** Where this one group launches; `perZone` and `zones` of the settings are for whoever makes several groups. */
  readonly subnets: readonly NodeSubnet[];
  /** Routes, gateways and endpoints without which a node never joins. */
  readonly networkReady: readonly pulumi.Resource[];
  readonly volumeKey: CustomerKey;
  readonly settings: NodeGroupSettings;
  /** Whether the role lets Systems Manager reach the nodes. Default false. */
  readonly ssm?: boolean;
  /** Every tag that instances, volumes and network interfaces must carry: default tags don't reach them. */
  readonly tags: Readonly<Record<string, string>>;
}
