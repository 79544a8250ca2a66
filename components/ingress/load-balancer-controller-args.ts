import type * as pulumi from "@pulumi/pulumi";
import type { ChartCluster } from "../charts";
import type { RoleSettings } from "../identity/role";
import type { ResourceTag } from "./controller-permissions";
import type { IngressClassSettings } from "./ingress-class-params";

/** The VPC that load balancers are made in. */
export interface IngressNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** A tag that this VPC has and others have not. */
  readonly vpcTag: ResourceTag;
}

export interface LoadBalancerControllerArgs {
  readonly cluster: ChartCluster & { readonly ipFamily: "ipv4" | "ipv6" };
  readonly network: IngressNetwork;
  /** What holds for load balancers of Ingresses. */
  readonly ingressClass?: IngressClassSettings;
  /** Where the controller's image is, without its tag. Default the public registry of EKS. */
  readonly imageRepository?: string | undefined;
  /** Path and boundary of the role. Default neither. */
  readonly roles?: RoleSettings | undefined;
  /** Tags of every load balancer. The provider's own do not reach what a controller makes. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
