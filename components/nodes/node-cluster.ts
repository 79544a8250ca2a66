import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";

/** What nodes need of their cluster. */
export interface NodeCluster {
  readonly name: string;
  readonly location: Location;
  /** Kubernetes minor, such as `1.36`. */
  readonly version: string;
  readonly resource: pulumi.Resource;
  /** The network add-ons and access that every node waits for. */
  readonly beforeNodes: readonly pulumi.Resource[];
}

/** A private subnet for nodes. Zone and range are plain, so that names can be made of them. */
export interface NodeSubnet {
  readonly id: pulumi.Input<string>;
  readonly availabilityZone: string;
  readonly cidr: string;
}
