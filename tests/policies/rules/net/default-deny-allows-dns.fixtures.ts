import { unknown } from "../../../../policies/engine/values/value";
import { defaultDenyAllowsDns } from "../../../../policies/rules/net/default-deny-allows-dns";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const namespace = resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name: "shop" } });
const policy = (name: string, ...egress: Inputs[string][]) =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, {
    metadata: { namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Egress"], egress },
  });
const kubeSystem = { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } };
const dnsPods = { matchLabels: { "k8s-app": "kube-dns" } };
const udp = { protocol: "UDP", port: 53 };
const tcp = { protocol: "TCP", port: 53 };
const toDns = [{ namespaceSelector: kubeSystem, podSelector: dnsPods }];
const deny = policy("deny");
const cluster = (inputs: Inputs) => resource("aws:eks/cluster:Cluster", "c", inputs);

export const fixtures: RuleFixtures = {
  rule: defaultDenyAllowsDns,
  passes: [
    { when: "DNS is allowed by labels", resources: [namespace, deny, policy("dns", { to: toDns, ports: [udp, tcp] })] },
    {
      when: "two policies allow one protocol each",
      resources: [
        namespace,
        deny,
        policy("u", { to: toDns, ports: [udp] }),
        policy("t", { to: [{ namespaceSelector: kubeSystem }], ports: [tcp] }),
      ],
    },
    {
      when: "the namespace is named by an expression, and ports by none",
      resources: [
        namespace,
        policy("dns", {
          to: [
            {
              namespaceSelector: {
                matchExpressions: [
                  { key: "kubernetes.io/metadata.name", operator: "In", values: ["kube-system", "dns"] },
                ],
              },
            },
          ],
        }),
      ],
    },
    { when: "port 53 may go anywhere", resources: [namespace, deny, policy("dns", { ports: [udp, tcp] })] },
    {
      when: "the block holds the service range",
      resources: [
        namespace,
        cluster({ kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" } }),
        policy("dns", { to: [{ ipBlock: { cidr: "172.16.0.0/12" } }], ports: [udp, { port: 50, endPort: 60 }] }),
      ],
    },
  ],
  fails: [
    {
      when: "egress is denied and nothing allowed",
      resources: [namespace, deny],
      paths: ["metadata.name"],
      level: "advisory",
    },
    {
      when: "only UDP is allowed",
      resources: [namespace, deny, policy("dns", { to: toDns, ports: [udp] })],
      paths: ["metadata.name"],
    },
    {
      when: "a policy for some pods allows it",
      resources: [
        namespace,
        deny,
        resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "some", {
          metadata: { namespace: "shop" },
          spec: { podSelector: { matchLabels: { app: "x" } }, policyTypes: ["Egress"], egress: [{ to: toDns }] },
        }),
      ],
    },
    {
      when: "pods of the own namespace are allowed only",
      resources: [namespace, policy("dns", { to: [{ podSelector: dnsPods }] })],
    },
    {
      when: "another namespace is allowed",
      resources: [
        namespace,
        policy("dns", { to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "dns" } } }] }),
      ],
    },
    {
      when: "the service range is excepted",
      resources: [
        namespace,
        cluster({ kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" } }),
        policy("dns", { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["172.16.0.0/12"] } }] }),
      ],
    },
    {
      when: "the namespace is not declared",
      resources: [resource("kubernetes:core/v1:Service", "s", { metadata: { namespace: "shop" } }), deny],
      paths: ["metadata.namespace"],
    },
  ],
  undecided: [
    {
      when: "Auto Mode answers on the nodes",
      resources: [namespace, cluster({ computeConfig: { enabled: true } }), deny],
    },
    { when: "a selector is unknown", resources: [namespace, policy("dns", { to: [{ namespaceSelector: unknown }] })] },
    {
      when: "a block holds one of the ranges that the cluster may have",
      resources: [namespace, policy("dns", { to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] })],
    },
    {
      when: "a chart may add a policy",
      resources: [namespace, deny, resource("kubernetes:helm.sh/v3:Release", "r", { namespace: "shop" })],
    },
  ],
  outside: [
    {
      when: "egress is not denied",
      resources: [
        namespace,
        resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "in", {
          metadata: { namespace: "shop" },
          spec: { podSelector: {} },
        }),
      ],
    },
  ],
};
