import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { effectiveNamespace, namespaceKind, namespacesOf } from "../../../../policies/engine/kubernetes/namespaces";
import { parametersSchema } from "../../../../policies/engine/parameters";
import { unknown } from "../../../../policies/engine/values/value";
import { graphOf, resource } from "../../fixture";

const parameters = parametersSchema.parse({});
const provider = resource("pulumi:providers:kubernetes", "cluster", { namespace: "apps" });
const config = (name: string, metadata: Parameters<typeof resource>[2], options = {}): GraphResource =>
  resource("kubernetes:core/v1:ConfigMap", name, { metadata: metadata ?? {} }, options);

function namespaceOf(...resources: readonly GraphResource[]): string | undefined {
  const graph = new Graph(graphOf(resources));
  const object = graph.ofType("kubernetes:core/v1:ConfigMap")[0];
  assert.ok(object);
  const found = effectiveNamespace(object, graph);
  return typeof found === "string" ? found : undefined;
}

describe("namespaces", () => {
  it("of an object are its own, else its provider's, else default", () => {
    const options = { provider: provider.urn };
    assert.equal(namespaceOf(provider, config("c", { namespace: "own" }, options)), "own");
    assert.equal(namespaceOf(provider, config("c", {}, options)), "apps");
    assert.equal(namespaceOf(config("c", {})), "default");
    assert.equal(namespaceOf(config("c", { namespace: unknown })), undefined);
    assert.equal(namespaceOf(config("c", {}, options)), undefined, "the provider is not known");
  });

  it("are the system's, a tenant's or the platform's by their names", () => {
    assert.equal(namespaceKind("kube-system", parameters), "system");
    assert.equal(namespaceKind("tenant-a", parameters), "tenant");
    assert.equal(namespaceKind("not-tenant-a", parameters), "platform");
    assert.equal(namespaceKind("monitoring", parameters), "platform");
  });

  it("of a stack are those declared and those used, by objects that live in one", () => {
    const declared = resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name: "tenant-a" } });
    const clusterRole = resource("kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", "role", { metadata: {} });
    const customWithout = resource("kubernetes:karpenter.sh/v1:Whatever", "custom", { metadata: {} });
    const customWith = resource("kubernetes:example.com/v1:Thing", "thing", { metadata: { namespace: "things" } });
    const graph = new Graph(graphOf([declared, clusterRole, customWithout, customWith, config("c", {})]));
    const { known, open } = namespacesOf(graph, parameters);
    assert.equal(open, undefined);
    assert.deepEqual(
      known.map(({ name, kind, declaration, members }) => [name, kind, declaration?.name, members.length]),
      [
        ["tenant-a", "tenant", "ns", 0],
        ["things", "platform", undefined, 1],
        ["default", "platform", undefined, 1],
      ],
    );
  });

  it("may be more while a name is not known", () => {
    const graph = new Graph(graphOf([config("c", { namespace: unknown })]));
    assert.equal(namespacesOf(graph, parameters).open?.path, "metadata.namespace");
  });
});
