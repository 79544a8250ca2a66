import type * as pulumi from "@pulumi/pulumi";
import type { ChartCluster } from "../../charts";
import type { CustomerKey } from "../../encryption/customer-key";
import type { RoleSettings } from "../../identity/role";
import type { NodePoolSettings } from "../node-pools/node-pool-settings";
import type { NodeClassSettings } from "./node-class";

/** A cluster that Karpenter makes nodes for. `Cluster` satisfies it. */
export interface KarpenterCluster extends ChartCluster {
  /** The network add-ons and access that every node waits for. */
  readonly beforeNodes: readonly pulumi.Resource[];
}

/**
 * Where Karpenter itself runs: on nodes that it does not make, at least two for its two pods, or on Fargate by a profile
 * for `kube-system` with the label `app.kubernetes.io/name: karpenter`.
 */
export interface ControllerPlace {
  readonly kind: "nodes" | "fargate";
  /** The nodes or the profile, and whatever else its pods wait for. */
  readonly ready: readonly pulumi.Resource[];
}

export interface KarpenterArgs {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: KarpenterCluster;
  readonly controller: ControllerPlace;
  /** Routes, gateways and endpoints without which a node never joins. */
  readonly networkReady: readonly pulumi.Resource[];
  /** Encrypts the nodes' volumes. For spot, its policy must hold the statements of `spotLaunches`. */
  readonly volumeKey: CustomerKey;
  readonly nodeClasses: readonly NodeClassSettings[];
  readonly pools: readonly NodePoolSettings[];
  /** Whether pods have subnets of their own, so that a node's first network interface has no addresses for them. Default false. */
  readonly podSubnets?: boolean;
  /** Whether a zone that traffic is shifted away from gets no nodes. Default false. */
  readonly zonalShift?: boolean;
  /** Whether a spot node may be replaced by a cheaper spot node. Upstream calls it alpha. Default false. */
  readonly spotToSpotConsolidation?: boolean;
  /** Whether Systems Manager may open sessions on the nodes. Default false. */
  readonly ssm?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  /** On everything, and on instances, volumes and network interfaces, which default tags don't reach. */
  readonly tags: Readonly<Record<string, string>>;
}
