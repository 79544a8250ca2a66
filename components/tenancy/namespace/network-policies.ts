import type { types } from "@pulumi/kubernetes";

/** A network policy whose every value is known before anything exists. */
export interface NamedNetworkPolicy {
  readonly name: string;
  readonly spec: types.input.networking.v1.NetworkPolicySpec;
}

type Peer = types.input.networking.v1.NetworkPolicyPeer;

/** Selects every pod of the policy's own namespace. */
const everyPod = {};

/** Nothing goes in or out that no other policy allows. */
export const defaultDeny: NamedNetworkPolicy = {
  name: "default-deny",
  spec: { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] },
};

/** Names have to be resolved: to the pods of the cluster's DNS, over both protocols, since long answers come by TCP. */
export const allowDns: NamedNetworkPolicy = {
  name: "allow-dns",
  spec: {
    podSelector: everyPod,
    policyTypes: ["Egress"],
    egress: [
      {
        to: [{ ...namespaceNamed("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
        ports: [
          { protocol: "UDP", port: 53 },
          { protocol: "TCP", port: 53 },
        ],
      },
    ],
  },
};

/**
 * Credentials come from the Pod Identity agent of the node, at one link-local address per family. The instance metadata
 * service beside it stays closed. A cluster of one family skips the address of the other.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
const allowPodIdentity: NamedNetworkPolicy = {
  name: "allow-pod-identity",
  spec: {
    podSelector: everyPod,
    policyTypes: ["Egress"],
    egress: [
      {
        to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { ipBlock: { cidr: "fd00:ec2::23/128" } }],
        ports: [{ protocol: "TCP", port: 80 }],
      },
    ],
  },
};

/** The pods of a namespace belong together. */
const allowOwnNamespace: NamedNetworkPolicy = {
  name: "allow-own-namespace",
  spec: {
    podSelector: everyPod,
    policyTypes: ["Ingress", "Egress"],
    ingress: [{ from: [{ podSelector: everyPod }] }],
    egress: [{ to: [{ podSelector: everyPod }] }],
  },
};

/** What every namespace starts from: nothing is allowed but names, credentials and its own pods. */
export const isolation: readonly NamedNetworkPolicy[] = [defaultDeny, allowDns, allowPodIdentity, allowOwnNamespace];

/** The pods of a namespace, by the label that the API server puts on every namespace. */
export function namespaceNamed(name: string): Peer {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } };
}

export interface IngressOpening {
  readonly name: string;
  /** Labels of the pods that are reached. */
  readonly labels: Readonly<Record<string, string>>;
  /** TCP port of the pods, by number or name. */
  readonly port: number | string;
  /** Namespaces whose pods may come in, beside the pods of the own one. */
  readonly clientNamespaces: readonly string[];
  /** Ranges whose addresses may come in, such as those of subnets with load balancers. Default none. */
  readonly clientCidrs?: readonly string[];
}

/** Lets clients reach one port of some pods. */
export function ingressOpening(opening: IngressOpening): NamedNetworkPolicy {
  const { name, labels, port, clientNamespaces, clientCidrs = [] } = opening;
  return {
    name,
    spec: {
      podSelector: { matchLabels: { ...labels } },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            { podSelector: everyPod },
            ...clientNamespaces.map(namespaceNamed),
            ...clientCidrs.map((cidr) => ({ ipBlock: { cidr } })),
          ],
          ports: [{ protocol: "TCP", port }],
        },
      ],
    },
  };
}
