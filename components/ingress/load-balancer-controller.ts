import * as pulumi from "@pulumi/pulumi";
import { ChartRelease, type ChartCluster, type ChartReleaseOptions } from "../charts";
import type { RoleSettings } from "../identity/role";
import { controllerServiceAccount, controllerStatements, type ResourceTag } from "./controller-permissions";
import { controllerValues } from "./controller-values";
import { createIngressClass } from "./ingress-class";
import { albClass, ingressClassParams, type IngressClassSettings } from "./ingress-class-params";

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

/**
 * The AWS Load Balancer Controller, which makes application load balancers of Ingresses, and the one class of them. It is
 * uninstalled while cluster and network still stand, after everything that depends on it: Ingresses do, and are gone only
 * when their load balancers are.
 * Idle cost: a fifth of a CPU and 384 MiB of the nodes; a load balancer is billed from its first Ingress on.
 * @throws when a tag would not survive the controller's command line.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/aws-load-balancer-controller.html
 */
export class LoadBalancerController extends pulumi.ComponentResource {
  /** Name of the class that Ingresses state. */
  readonly className = albClass;
  readonly scheme: "internal" | "internet-facing";
  /** What an Ingress waits for, and has to be gone before. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: LoadBalancerControllerArgs, opts: ChartReleaseOptions = {}) {
    const { dependsOn, ...rest } = opts;
    const { cluster, network, ingressClass = {} } = args;
    const { webAclArn } = ingressClass;
    const params = ingressClassParams(ingressClass, cluster.ipFamily);
    super(
      "platform:ingress:LoadBalancerController",
      name,
      { clusterName: cluster.name, className: albClass, scheme: params.scheme },
      rest,
    );
    this.scheme = params.scheme;
    const { release } = new ChartRelease(
      name,
      {
        cluster,
        chart: "aws-load-balancer-controller",
        values: controllerValues({ ...args, tlsPolicy: params.sslPolicy, webAcl: webAclArn !== undefined }),
        identities: [
          {
            serviceAccount: controllerServiceAccount,
            roleName: `${cluster.name}-load-balancers`,
            statements: controllerStatements({
              location: cluster.location,
              clusterName: cluster.name,
              vpcTag: network.vpcTag,
              webAclArn,
            }),
          },
        ],
        makesAwsResources: true,
        roles: args.roles,
      },
      { parent: this, ...(dependsOn === undefined ? {} : { dependsOn }) },
    );
    const created = createIngressClass(name, params, {
      parent: this,
      provider: cluster.kubernetes,
      deletedWith: cluster.resource,
      dependsOn: [release],
    });
    this.ready = [release, created];
    this.registerOutputs({ className: this.className });
  }
}
