import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../components/cluster";
import type { LoadBalancerController } from "../components/ingress";
import type { Network } from "../components/network";
import type { Config } from "./config";
import { roleSettings } from "./config/access";
import { ingressClassSettings } from "./config/ingress";
import { given } from "./given";
import { stackTag } from "./providers";

/** The parts of the platform that load balancers are built on. */
export interface IngressSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  /** What the controller's pods wait for. */
  readonly ready: readonly pulumi.Resource[];
  /** What load balancers are tagged with. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The controller of load balancers and the class of Ingresses, where the stack asks for them. */
export async function createIngress(
  config: Config,
  { cluster, network, ready, tags }: IngressSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<LoadBalancerController | undefined> {
  const { ingress, access } = config;
  if (!ingress.enabled) return undefined;
  const { LoadBalancerController } = await import("../components/ingress");
  return new LoadBalancerController(
    "ingress",
    {
      cluster,
      network: { vpcId: network.vpcId, vpcTag: stackTag(config) },
      ingressClass: ingressClassSettings(ingress),
      roles: roleSettings(access),
      tags,
      ...given({ imageRepository: ingress.imageRepository }),
    },
    { ...opts, dependsOn: ready },
  );
}
