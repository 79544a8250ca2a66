import type { NamedNetworkPolicy } from "../../../../components/tenancy/namespace/network-policies";

/** One end of a connection: a pod by its namespace and labels, or an address outside the cluster. */
export type End =
  { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | { readonly ip: string };

export interface Connection {
  /** Namespace that holds the policies. */
  readonly namespace: string;
  /** Labels of its pod that is asked about. */
  readonly labels: Readonly<Record<string, string>>;
  readonly direction: "Ingress" | "Egress";
  readonly other: End;
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly protocol?: string; readonly port?: number }[];
}

interface Spec {
  readonly podSelector?: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/**
 * Whether the policies of a namespace let a connection through, as the Kubernetes API describes network policies: a pod
 * that some policy selects for a direction accepts only what one of those policies allows. It knows labels by equality
 * and single addresses, which is all that the policies under test use.
 */
export function allowed(policies: readonly NamedNetworkPolicy[], connection: Connection): boolean {
  const isolating = policies
    // The specifications under test are plain, so that they can be read like the API's own objects.
    .map(({ spec }) => spec as Spec)
    .filter(({ policyTypes = [] }) => policyTypes.includes(connection.direction))
    .filter(({ podSelector }) => selects(podSelector ?? {}, connection.labels));
  return isolating.length === 0 || isolating.some((spec) => allows(spec, connection));
}

function allows(spec: Spec, connection: Connection): boolean {
  const rules = (connection.direction === "Ingress" ? spec.ingress : spec.egress) ?? [];
  return rules.some(({ from, to, ports }) => {
    const peers = from ?? to;
    return (
      (peers === undefined || peers.some((peer) => isPeer(peer, connection))) &&
      (ports === undefined ||
        ports.some(({ protocol = "TCP", port }) => protocol === connection.protocol && port === connection.port))
    );
  });
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, { namespace, other }: Connection): boolean {
  if ("ip" in other) return ipBlock !== undefined && ipBlock.cidr.split("/")[0] === other.ip;
  if (ipBlock !== undefined) return false;
  const isNamespace =
    namespaceSelector === undefined
      ? other.namespace === namespace
      : selects(namespaceSelector, { "kubernetes.io/metadata.name": other.namespace });
  return isNamespace && selects(podSelector ?? {}, other.labels);
}

function selects({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
}
