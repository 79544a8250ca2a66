import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { egressOpening } from "../tenancy/namespace/egress";
import { isolation, type NamedNetworkPolicy } from "../tenancy/namespace/network-policies";
import { podSecurityLabels, type PodSecurityLevel } from "../tenancy/namespace/pod-security";

export interface ControllerNamespaceArgs {
  /** Name of the namespace, the chart's usual one. */
  readonly name: string;
  readonly cluster: {
    /** Kubernetes minor, such as `1.36`. */
    readonly version: string;
    readonly ipFamily: "ipv4" | "ipv6";
    readonly kubernetes: k8s.Provider;
    readonly resource: pulumi.Resource;
  };
  /** The weakest Pod Security Standard that the pods in it need. */
  readonly podSecurity: PodSecurityLevel;
  /** Ranges of nodes, pods and control plane: who calls webhooks and reads metrics. */
  readonly cidrs: readonly string[];
  /** TCP ports of its pods that are called from those: webhooks, metrics, interfaces. Default none. */
  readonly openPorts?: readonly number[];
  /** TCP ports that its pods call outside of the namespace. Default 443, that of AWS and of the API server. */
  readonly calledPorts?: readonly number[];
}

/**
 * A namespace for a controller of the platform: held to a Pod Security Standard, and closed but for what a controller
 * needs, which is names, credentials, the API server, AWS, and those who call its webhooks.
 * Idle cost: none.
 */
export class ControllerNamespace extends pulumi.ComponentResource {
  /** Name of the namespace, known at preview. */
  readonly name: string;
  /** What its controllers wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ControllerNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:charts:ControllerNamespace", name, { name: args.name, podSecurity: args.podSecurity }, opts);
    this.name = args.name;
    const { version, kubernetes, resource } = args.cluster;
    const inCluster = { parent: this, provider: kubernetes, deletedWith: resource };
    const namespace = new k8s.core.v1.Namespace(
      name,
      { metadata: { name: args.name, labels: podSecurityLabels(version, { enforce: args.podSecurity }) } },
      inCluster,
    );
    const policies = [...isolation, ...openings(args)].map(
      (policy) =>
        new k8s.networking.v1.NetworkPolicy(
          `${name}.${policy.name}`,
          { metadata: { name: policy.name, namespace: args.name }, spec: policy.spec },
          { ...inCluster, dependsOn: [namespace] },
        ),
    );
    this.ready = [namespace, ...policies];
    this.registerOutputs({ name: this.name });
  }
}

function openings({
  cluster,
  cidrs,
  openPorts = [],
  calledPorts = [443],
}: ControllerNamespaceArgs): readonly NamedNetworkPolicy[] {
  const everywhere = cluster.ipFamily === "ipv6" ? "::/0" : "0.0.0.0/0";
  return [
    egressOpening({ name: "allow-calls", cidrs: [everywhere], ports: calledPorts.map((port) => ({ port })) }),
    ...(openPorts.length === 0
      ? []
      : [
          {
            name: "allow-callers",
            spec: {
              podSelector: {},
              policyTypes: ["Ingress"],
              ingress: [
                {
                  from: cidrs.map((cidr) => ({ ipBlock: { cidr } })),
                  ports: openPorts.map((port) => ({ protocol: "TCP", port })),
                },
              ],
            },
          },
        ]),
  ];
}
