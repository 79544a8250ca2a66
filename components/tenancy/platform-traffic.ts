import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { egressOpening } from "./namespace/egress";
import type { NamedNetworkPolicy } from "./namespace/network-policies";
import type { WorkloadCluster } from "./namespace/tenant-namespace";

export interface PlatformTrafficArgs {
  readonly cluster: WorkloadCluster & { readonly ipFamily: "ipv4" | "ipv6" };
  /** Ranges of nodes, pods and control plane, of the cluster's address family. */
  readonly cidrs: readonly string[];
  /** Namespaces of the platform that are there from the beginning. Default `kube-system`. */
  readonly namespaces?: readonly string[];
  /** Namespaces that an add-on would make, too late for its own pods: they are made here. Default none. */
  readonly addonNamespaces?: readonly string[];
}

/**
 * Lets the platform's own pods talk where the VPC CNI enforces network policies strictly: there a pod that no policy
 * selects reaches nothing. They may be called from inside the network and call anything but the instance metadata.
 * Everything that is scheduled has to wait for it, CoreDNS first.
 * Idle cost: none.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
 */
export class PlatformTraffic extends pulumi.ComponentResource {
  /** What everything scheduled on the nodes waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: PlatformTrafficArgs, opts?: pulumi.ComponentResourceOptions) {
    const { namespaces = ["kube-system"], addonNamespaces = [] } = args;
    super("platform:tenancy:PlatformTraffic", name, { namespaces: [...namespaces, ...addonNamespaces] }, opts);
    this.ready = [
      ...namespaces.flatMap((namespace) => createPolicies(this, name, args, namespace, [])),
      ...addonNamespaces.flatMap((namespace) => {
        const created = createNamespace(this, name, args, namespace);
        return [created, ...createPolicies(this, name, args, namespace, [created])];
      }),
    ];
    this.registerOutputs();
  }
}

/** Agents of nodes mount files of the host, which only the weakest Pod Security Standard lets them. */
function createNamespace(parent: PlatformTraffic, name: string, { cluster }: PlatformTrafficArgs, namespace: string) {
  const level = (mode: string) => `pod-security.kubernetes.io/${mode}`;
  const labels = Object.fromEntries(["enforce", "audit", "warn"].map((mode) => [level(mode), "privileged"]));
  return new k8s.core.v1.Namespace(
    `${name}.${namespace}`,
    { metadata: { name: namespace, labels } },
    { parent, provider: cluster.kubernetes, deletedWith: cluster.resource },
  );
}

function createPolicies(
  parent: PlatformTraffic,
  name: string,
  { cluster, cidrs }: PlatformTrafficArgs,
  namespace: string,
  dependsOn: pulumi.Resource[],
): readonly pulumi.Resource[] {
  const everywhere = cluster.ipFamily === "ipv6" ? "::/0" : "0.0.0.0/0";
  const ports = (["TCP", "UDP"] as const).map((protocol) => ({ protocol, port: 1, endPort: 65535 }));
  const policies = [ingressFrom(cidrs), egressOpening({ name: "platform-egress", cidrs: [everywhere], ports })];
  return policies.map(
    (policy) =>
      new k8s.networking.v1.NetworkPolicy(
        `${name}.${namespace}.${policy.name}`,
        { metadata: { name: policy.name, namespace }, spec: policy.spec },
        { parent, provider: cluster.kubernetes, deletedWith: cluster.resource, dependsOn },
      ),
  );
}

function ingressFrom(cidrs: readonly string[]): NamedNetworkPolicy {
  return {
    name: "platform-ingress",
    spec: {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: cidrs.map((cidr) => ({ ipBlock: { cidr } })) }],
    },
  };
}
