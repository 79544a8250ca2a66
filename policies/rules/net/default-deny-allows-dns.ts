import { cidrContains } from "../../engine/network/cidr-union";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { selects } from "../../engine/kubernetes/label-selector";
import {
  foreignPolicies,
  hiddenPolicies,
  isEmptyList,
  isolates,
  namespacedTypes,
  namespaceOfSubject,
  networkPolicy,
  policiesIn,
  selectsEveryPod,
} from "../../engine/network/network-policies";
import { admitsPort, rulesOf } from "../../engine/network/policy-rule";
import { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth, type Undecided } from "../../engine/values/truth";

const cluster = "aws:eks/cluster:Cluster";
const clusterComponent = "eks:index:Cluster";

/** The ranges that EKS chooses from when a cluster states none. */
const serviceRanges = ["10.100.0.0/16", "172.20.0.0/16"] as const;

const dnsNamespace = new Property({ "kubernetes.io/metadata.name": "kube-system" }, "");
const dnsPods = new Property({ "k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns" }, "");

export const defaultDenyAllowsDns: Rule = {
  id: "NET-07",
  name: "default-deny-allows-dns",
  title: "Namespaces that deny egress let their pods ask the cluster's DNS",
  why: "Without DNS every other allowance is useless, and the denial gets removed in the first incident.",
  fix: "Allow egress to kube-system, pods k8s-app kube-dns, on UDP 53 and TCP 53 for every pod.",
  level: "advisory",
  scope: "stack",
  references: { soc2: ["A1.1"], nsa: ["Net"] },
  reads: {
    ...Object.fromEntries(namespacedTypes.map((type) => [type, ["metadata.namespace"]])),
    "kubernetes:core/v1:Namespace": ["metadata.name"],
    [networkPolicy]: ["metadata.namespace", "spec.podSelector", "spec.policyTypes", "spec.egress"],
  },
  follows: [...foreignPolicies, cluster, clusterComponent],
  check(subject, { graph, parameters }) {
    const namespace = namespaceOfSubject(graph, subject, parameters);
    if (!namespace || namespace.isSystem === true) return [];
    const general = policiesIn(graph, namespace).map(({ policy, belongs }) => ({
      policy,
      applies: and(belongs, selectsEveryPod(policy), isolates(policy, "Egress")),
    }));
    const isolated = some(general, ({ applies }) => applies);
    if (isolated === false) return [];
    const open = hiddenPolicies(graph, namespace) ?? dnsOnNodes(graph);
    const allowed = (protocol: "TCP" | "UDP"): Truth =>
      some(general, ({ policy, applies }) => and(applies, allowsDns(graph, policy, protocol)), open);
    return [
      violation(
        and(isolated, not(namespace.isSystem), not(and(allowed("UDP"), allowed("TCP")))),
        namespace.declaration ? "metadata.name" : "metadata.namespace",
        `Pods in namespace ${namespace.name ?? subject.name} may send nothing to the cluster's DNS on port 53 by UDP and TCP.`,
      ),
    ];
  },
};

function allowsDns(graph: Graph, policy: Resource, protocol: "TCP" | "UDP"): Truth {
  const { rules, open } = rulesOf(policy.at("spec"), "egress");
  return some(
    rules,
    (rule) =>
      and(
        admitsPort(rule, protocol, 53),
        or(
          isEmptyList(rule.peers),
          rule.peers.some((peer) => or(selectsDnsPods(peer), holdsServiceRange(graph, peer.child("ipBlock")))),
        ),
      ),
    open,
  );
}

function selectsDnsPods(peer: Property): Truth {
  const pods = peer.child("podSelector");
  return and(selects(peer.child("namespaceSelector"), dnsNamespace), pods.isAbsent ? true : selects(pods, dnsPods));
}

function holdsServiceRange(graph: Graph, block: Property): Truth {
  const cidr = block.child("cidr");
  if (cidr.isAbsent) return false;
  if (cidr.isUnknown) return cidr.undecided;
  const holds = (range: string): Truth =>
    and(
      cidrContains(cidr.text() ?? "", range),
      not(
        block.child("except").some((exception) => exception.satisfies((value) => cidrContains(String(value), range))),
      ),
    );
  const stated = graph
    .ofType(cluster, clusterComponent)
    .map((one) =>
      one.at(one.type === cluster ? "kubernetesNetworkConfig.serviceIpv4Cidr" : "kubernetesServiceIpAddressRange"),
    )
    .find((range) => !range.isAbsent);
  if (stated) return stated.isUnknown ? stated.undecided : holds(stated.text() ?? "");
  const each = serviceRanges.map(holds);
  if (each.every((truth) => truth === true)) return true;
  if (each.every((truth) => truth === false)) return false;
  return { path: cidr.path, reason: "the service range of the cluster is not known" };
}

/** Auto Mode answers DNS on each node, where no policy reaches. */
function dnsOnNodes(graph: Graph): Undecided | undefined {
  const autoMode = or(
    some(graph.ofType(cluster), (one) => one.at("computeConfig.enabled").isTrue()),
    some(graph.ofType(clusterComponent), (one) => one.at("autoMode.enabled").isTrue()),
  );
  return autoMode === false ? undefined : { path: "metadata.name", reason: "Auto Mode answers DNS on the nodes" };
}
