import { unknown } from "../../../../policies/engine/values/value";
import { defaultNamespaceUnused } from "../../../../policies/rules/workload/default-namespace-unused";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { object } from "../../kubernetes-fixture";
import { pod } from "../../pod-fixture";

const provider = (namespace?: string) => resource("pulumi:providers:kubernetes", "k", { namespace });
const provided = { provider: provider().urn };
const namespace = resource("kubernetes:core/v1:Namespace", "ns");
const paths = ["metadata.namespace"];

export const fixtures: RuleFixtures = {
  rule: defaultNamespaceUnused,
  passes: [
    { when: "the namespace is another", resources: [pod(), object("core/v1:Service", "s")] },
    {
      when: "the provider places it elsewhere",
      resources: [provider("app"), resource("kubernetes:core/v1:Secret", "s", {}, provided)],
    },
    {
      when: "the namespace is one that the stack declares under a name that Pulumi makes up",
      resources: [namespace, object("core/v1:ConfigMap", "c", {}, { namespace: outputOf(namespace) })],
    },
  ],
  fails: [
    { when: "it is named", resources: [pod({}, { namespace: "default" })], paths },
    { when: "nothing is named", resources: [object("core/v1:Service", "s", {}, { namespace: null })], paths },
    {
      when: "the name is empty",
      resources: [object("networking.k8s.io/v1:Ingress", "i", {}, { namespace: "" })],
      paths,
    },
    {
      when: "the provider names none",
      resources: [provider(), resource("kubernetes:core/v1:PersistentVolumeClaim", "v", {}, provided)],
      paths,
    },
    {
      when: "roles and accounts are in it",
      resources: [
        object("rbac.authorization.k8s.io/v1:Role", "r", {}, { namespace: "default" }),
        object("core/v1:ServiceAccount", "a", {}, { namespace: "default" }),
      ],
    },
    {
      when: "a patch names no namespace",
      resources: [resource("kubernetes:core/v1:ServiceAccountPatch", "p", { metadata: { name: "app" } })],
      paths,
    },
    {
      when: "an item of a list is in it",
      resources: [resource("kubernetes:core/v1:SecretList", "l", { items: [{ metadata: { namespace: "app" } }, {}] })],
      paths: ["items[1].metadata.namespace"],
    },
  ],
  undecided: [
    { when: "the namespace is unknown", resources: [pod({}, { namespace: unknown })] },
    {
      when: "the provider's namespace is unknown",
      resources: [
        resource("pulumi:providers:kubernetes", "k", { namespace: unknown }),
        resource("kubernetes:core/v1:Secret", "s", {}, provided),
      ],
    },
  ],
  outside: [
    { when: "an object is in no namespace", resources: [namespace] },
    {
      when: "every cluster has the object there, and the stack only says how it should be",
      resources: [
        resource("kubernetes:core/v1:ServiceAccountPatch", "p", { metadata: { name: "default" } }),
        object("core/v1:ServiceAccount", "default", {}, { namespace: "default" }),
        object("core/v1:Service", "kubernetes", {}, { namespace: "default" }),
      ],
    },
  ],
};
