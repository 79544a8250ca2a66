import * as pulumi from "@pulumi/pulumi";
import { ChartRelease } from "../charts";
import type { PlainOptions } from "../options";
import { controllerServiceAccount, controllerStatements } from "./controller-permissions";
import { controllerValues } from "./controller-values";
import { createIngressClass } from "./ingress-class";
import { albClass, ingressClassParams } from "./ingress-class-params";
import type { LoadBalancerControllerArgs } from "./load-balancer-controller-args";

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

  constructor(name: string, args: LoadBalancerControllerArgs, opts: PlainOptions = {}) {
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
