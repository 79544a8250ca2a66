import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { namespaceDefaultDeny } from "../../../../policies/rules/net/namespace-default-deny";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const namespace = (name: Inputs[string] = "shop") =>
  resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name } });
const policy = (name: string, spec: Inputs[string], place: Inputs[string] = "shop") =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", name, { metadata: { name, namespace: place }, spec });
const denyAll = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const workload = (place?: string, options: Partial<GraphResource> = {}) =>
  resource("kubernetes:apps/v1:Deployment", "web", { metadata: { name: "web", namespace: place } }, options);
const chart = (place: Inputs[string]) => resource("kubernetes:helm.sh/v3:Release", "chart", { namespace: place });

export const fixtures: RuleFixtures = {
  rule: namespaceDefaultDeny,
  passes: [
    { when: "one policy denies both ways", resources: [namespace(), policy("deny", denyAll)] },
    {
      when: "two policies share the work",
      resources: [
        namespace(),
        policy("in", { podSelector: {} }),
        policy("out", { podSelector: {}, policyTypes: ["Egress"] }),
      ],
    },
    {
      when: "the API's empty lists are written out",
      resources: [
        namespace(),
        policy("deny", {
          podSelector: { matchLabels: {}, matchExpressions: [] },
          policyTypes: ["Ingress", "Egress"],
          ingress: [],
          egress: [],
        }),
      ],
    },
    {
      when: "egress rules imply the direction",
      resources: [namespace(), policy("deny", { podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] })],
    },
    {
      when: "the pod selector is absent",
      resources: [namespace(), policy("deny", { policyTypes: ["Ingress", "Egress"] })],
    },
    {
      when: "the namespace is named by its declaration, whose name Pulumi makes up",
      resources: [
        resource("kubernetes:core/v1:Namespace", "ns"),
        resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "deny", {
          metadata: { namespace: outputOf(resource("kubernetes:core/v1:Namespace", "ns")) },
          spec: denyAll,
        }),
      ],
    },
    {
      when: "the configuration says that another stack makes the namespace",
      resources: [namespace("own"), policy("deny", denyAll, "own"), workload("shop")],
      parameters: { namespacesElsewhere: ["sho*"] },
    },
    { when: "a namespace that is only used has one", resources: [workload("shop"), policy("deny", denyAll)] },
    {
      when: "a chart targets another namespace",
      resources: [namespace(), chart("monitoring"), policy("deny", denyAll)],
    },
  ],
  fails: [
    {
      when: "another stack is said to make the namespace, and this one does",
      resources: [namespace()],
      parameters: { namespacesElsewhere: ["shop"] },
      paths: ["metadata.name"],
    },
    { when: "there is no policy", resources: [namespace()], paths: ["metadata.name"] },
    {
      when: "only ingress is isolated",
      resources: [namespace(), policy("in", { podSelector: {} })],
      paths: ["metadata.name"],
    },
    {
      when: "an empty list of egress rules implies no direction",
      resources: [namespace(), policy("in", { podSelector: {}, egress: [] })],
      paths: ["metadata.name"],
    },
    {
      when: "an empty selector covers another namespace only",
      resources: [
        namespace(),
        resource("kubernetes:core/v1:Namespace", "other", { metadata: { name: "other" } }),
        policy("deny", denyAll, "other"),
      ],
      paths: ["metadata.name"],
    },
    {
      when: "the selector has an expression",
      resources: [
        namespace(),
        policy("deny", { ...denyAll, podSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] } }),
      ],
      paths: ["metadata.name"],
    },
    {
      when: "the selector has a label",
      resources: [namespace(), policy("deny", { ...denyAll, podSelector: { matchLabels: { app: "web" } } })],
    },
    { when: "a namespace is used that nobody declares", resources: [workload("shop")], paths: ["metadata.namespace"] },
    {
      when: "two objects use it, and one carries the finding",
      resources: [workload("shop"), resource("kubernetes:core/v1:Service", "web", { metadata: { namespace: "shop" } })],
      paths: ["metadata.namespace"],
    },
    { when: "an object without a namespace lands in default", resources: [workload()], paths: ["metadata.namespace"] },
    {
      when: "the provider places it",
      resources: [
        resource("pulumi:providers:kubernetes", "k", { namespace: "shop" }),
        workload(undefined, { provider: "urn:pulumi:test::fixture::pulumi:providers:kubernetes::k" }),
      ],
    },
    {
      when: "a policy in an unknown namespace leaves ingress open in any case",
      resources: [namespace(), policy("out", { podSelector: {}, policyTypes: ["Egress"] }, unknown)],
    },
  ],
  undecided: [
    { when: "the namespace of the only policy is unknown", resources: [namespace(), policy("deny", denyAll, unknown)] },
    {
      when: "the selector of the only policy is unknown",
      resources: [namespace(), policy("deny", { ...denyAll, podSelector: unknown })],
    },
    { when: "a chart targets the namespace", resources: [namespace(), chart("shop")] },
    {
      when: "a policy of another engine is in the namespace",
      resources: [
        namespace(),
        resource("kubernetes:cilium.io/v2:CiliumNetworkPolicy", "c", { metadata: { namespace: "shop" } }),
      ],
    },
    {
      when: "a policy of another engine is for all namespaces",
      resources: [
        namespace(),
        resource("kubernetes:policy.networking.k8s.io/v1alpha1:BaselineAdminNetworkPolicy", "c", {
          metadata: { name: "default" },
        }),
      ],
    },
    { when: "the name of the namespace is unknown", resources: [namespace(unknown)] },
  ],
  outside: [
    { when: "the namespace is the cluster's own", resources: [namespace("kube-system"), workload("kube-system")] },
  ],
};
