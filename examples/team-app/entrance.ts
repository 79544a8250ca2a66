import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface EntranceArgs {
  readonly namespace: pulumi.Output<string>;
  /** The platform's class of Ingresses, which decides about scheme and TLS policy. */
  readonly className: pulumi.Output<string>;
  readonly service: string;
  readonly host: string;
  readonly certificateArn: string;
}

/** A load balancer that serves the host over HTTPS. Deleting it waits until the load balancer is gone. */
export function createEntrance(args: EntranceArgs, opts: pulumi.CustomResourceOptions): k8s.networking.v1.Ingress {
  const { namespace, className, service, host, certificateArn } = args;
  const annotation = (key: string, value: string) => ({ [`alb.ingress.kubernetes.io/${key}`]: value });
  return new k8s.networking.v1.Ingress(
    "web",
    {
      metadata: {
        name: "web",
        namespace,
        annotations: {
          ...annotation("listen-ports", JSON.stringify([{ HTTPS: 443 }])),
          ...annotation("certificate-arn", certificateArn),
          // The class states both too. Rules that see this stack alone find them here.
          ...annotation("ssl-policy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"),
          ...annotation("scheme", "internal"),
          ...annotation("healthcheck-path", "/healthz"),
        },
      },
      spec: {
        ingressClassName: className,
        tls: [{ hosts: [host] }],
        rules: [
          {
            host,
            http: {
              paths: [
                { path: "/", pathType: "Prefix", backend: { service: { name: service, port: { name: "http" } } } },
              ],
            },
          },
        ],
      },
    },
    // A new load balancer takes its minutes.
    { ...opts, customTimeouts: { create: "15m", delete: "15m" } },
  );
}
