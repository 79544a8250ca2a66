import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface EntranceArgs {
  readonly host: string;
  readonly namespace: string;
  /** Class of Ingresses, which says who may call and by which TLS. */
  readonly className: string;
  readonly scheme: "internal" | "internet-facing";
  /** ARN of the certificate. Default: one is found by its host. */
  readonly certificateArn?: string | undefined;
  /** The controller of load balancers and the class. */
  readonly ready: readonly pulumi.Resource[];
}

/**
 * A load balancer in front of the server. It ends the TLS of browsers with a certificate of ACM, and speaks TLS to the pods
 * too, whose own certificate it does not check: so the server stays in its secure mode, and nothing is in clear text.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/ingress/
 */
export function createEntrance(
  name: string,
  { host, namespace, className, scheme, certificateArn, ready }: EntranceArgs,
  opts: pulumi.CustomResourceOptions & { readonly dependsOn: pulumi.Resource[] },
): k8s.networking.v1.Ingress {
  const annotations = Object.entries({
    scheme,
    "target-type": "ip",
    "listen-ports": JSON.stringify([{ HTTPS: 443 }]),
    "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "backend-protocol": "HTTPS",
    "healthcheck-protocol": "HTTPS",
    "healthcheck-path": "/healthz",
    ...(certificateArn === undefined ? {} : { "certificate-arn": certificateArn }),
  });
  return new k8s.networking.v1.Ingress(
    name,
    {
      metadata: {
        name: "argocd-server",
        namespace,
        annotations: Object.fromEntries(annotations.map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value])),
      },
      spec: {
        ingressClassName: className,
        tls: [{ hosts: [host] }],
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "argocd-server", port: { number: 443 } } },
                },
              ],
            },
          },
        ],
      },
    },
    { ...opts, dependsOn: [...opts.dependsOn, ...ready] },
  );
}
