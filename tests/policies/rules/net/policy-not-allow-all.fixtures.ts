import { unknown } from "../../../../policies/engine/values/value";
import { policyNotAllowAll } from "../../../../policies/rules/net/policy-not-allow-all";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const policy = (spec: Inputs, namespace: Inputs[string] = "shop") =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "p", {
    metadata: { namespace },
    spec: { podSelector: {}, ...spec },
  });
const from = (...peers: Inputs[string][]) => policy({ ingress: [{ from: peers }] });
const block = (cidr: Inputs[string], except?: Inputs[string]) => ({ ipBlock: { cidr, except } });
const namespace = resource("kubernetes:core/v1:Namespace", "ns");

export const fixtures: RuleFixtures = {
  rule: policyNotAllowAll,
  passes: [
    {
      when: "nothing is allowed",
      resources: [policy({ policyTypes: ["Ingress", "Egress"], ingress: [], egress: [] })],
    },
    {
      when: "peers are named",
      resources: [
        from(
          { namespaceSelector: { matchLabels: { team: "a" } } },
          { podSelector: {} },
          { namespaceSelector: {}, podSelector: { matchLabels: { app: "x" } } },
        ),
      ],
    },
    {
      when: "a namespace is named by an expression",
      resources: [from({ namespaceSelector: { matchExpressions: [{ key: "team", operator: "Exists" }] } })],
    },
    {
      when: "a range of many addresses is not everybody",
      resources: [from(block("203.0.112.0/23"), block("10.0.0.0/8"), block("198.51.0.0/16"))],
    },
    {
      when: "DNS may go anywhere",
      resources: [
        policy({
          policyTypes: ["Egress"],
          egress: [
            { ports: [{ protocol: "UDP", port: 53 }] },
            { to: [{ namespaceSelector: {} }], ports: [{ port: 53 }] },
          ],
        }),
      ],
    },
    {
      when: "ingress rules stand in a policy for egress",
      resources: [policy({ policyTypes: ["Egress"], ingress: [{}] })],
    },
  ],
  fails: [
    {
      when: "an ingress rule has no peers",
      resources: [policy({ ingress: [{}] })],
      paths: ["spec.ingress[0].from"],
      level: "production",
    },
    {
      when: "the API writes an empty list of peers",
      resources: [policy({ ingress: [{ from: [], ports: [{ port: 443 }] }] })],
      paths: ["spec.ingress[0].from"],
    },
    {
      when: "every namespace may come in",
      resources: [from({ namespaceSelector: {} })],
      paths: ["spec.ingress[0].from[0].namespaceSelector"],
    },
    {
      when: "every pod of every namespace may come in",
      resources: [from({ namespaceSelector: {}, podSelector: {} })],
      paths: ["spec.ingress[0].from[0].namespaceSelector"],
    },
    {
      when: "the internet may come in",
      resources: [from(block("0.0.0.0/0"))],
      paths: ["spec.ingress[0].from[0].ipBlock.cidr"],
    },
    {
      when: "the internet is split over two rules",
      resources: [policy({ ingress: [{ from: [block("0.0.0.0/1")] }, { from: [block("128.0.0.0/1")] }] })],
      paths: ["spec.ingress[0].from[0].ipBlock.cidr"],
    },
    { when: "the internet without private space may come in", resources: [from(block("0.0.0.0/0", ["10.0.0.0/8"]))] },
    {
      when: "everything may leave",
      resources: [policy({ policyTypes: ["Egress"], egress: [{}] })],
      paths: ["spec.egress[0].to"],
    },
    {
      when: "every port of every namespace may be reached",
      resources: [policy({ policyTypes: ["Egress"], egress: [{ to: [{ namespaceSelector: {} }] }] })],
      paths: ["spec.egress[0].to[0].namespaceSelector"],
    },
    {
      when: "the namespace is named by a declaration whose name Pulumi makes up",
      resources: [namespace, policy({ ingress: [{}] }, outputOf(namespace))],
    },
    { when: "a peer is unknown beside one that allows all", resources: [from(unknown, { namespaceSelector: {} })] },
  ],
  undecided: [
    { when: "the namespace is unknown", resources: [policy({ ingress: [{}] }, unknown)] },
    { when: "a peer is unknown", resources: [from(unknown)] },
    { when: "a block is unknown", resources: [from(block(unknown), block("10.0.0.0/8"))] },
    {
      when: "the ports of a rule without destinations are unknown",
      resources: [policy({ policyTypes: ["Egress"], egress: [{ ports: unknown }] })],
    },
  ],
  outside: [{ when: "the namespace is the cluster's own", resources: [policy({ ingress: [{}] }, "kube-system")] }],
};
