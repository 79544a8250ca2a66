import assert from "node:assert/strict";
import type { RegisteredResource } from "../../../preview/engine/registered-resource";
import { treeOf } from "../../../preview/formats/tree";
import { resource } from "../../policies/fixture";

type Settings = Parameters<typeof resource>[3];

/** A registered resource, with what the tree does not read left at its plainest. */
function registered(name: string, settings: Settings = {}): RegisteredResource {
  return {
    ...resource("test:index:Thing", name, {}, settings),
    ...{ external: false, aliases: [], ignoreChanges: [], deleteBeforeReplace: false },
    ...{ additionalSecretOutputs: [], customTimeouts: {} },
  };
}

const names = (...resources: readonly RegisteredResource[]): readonly string[] =>
  treeOf(resources).map(({ branches, resource: { name } }) => `${branches}${name}`);

describe("the tree of resources", () => {
  it("puts a resource after its siblings that it waits for, and sorts the rest by name", () => {
    const network = registered("network");
    const key = registered("key");
    const cluster = registered("cluster", { dependencies: [network.urn] });
    assert.deepEqual(names(cluster, network, key), ["network", "cluster", "key"]);
    assert.deepEqual(names(key, network, cluster), ["network", "cluster", "key"]);
  });

  it("puts a component after the one whose part its own part waits for", () => {
    const network = registered("network");
    const subnet = registered("subnet", { parent: network.urn });
    const cluster = registered("cluster");
    const nodes = registered("nodes", { parent: cluster.urn, dependencies: [subnet.urn] });
    assert.deepEqual(names(nodes, cluster, subnet, network), ["network", "└─ subnet", "cluster", "└─ nodes"]);
  });

  it("puts what a provider serves after what the provider waits for", () => {
    const cluster = registered("cluster");
    const provider = registered("provider", { parent: cluster.urn });
    const app = registered("app", { provider: provider.urn });
    assert.deepEqual(names(app, provider, cluster), ["cluster", "└─ provider", "app"]);
  });

  it("shows each component once where two wait for parts of each other", () => {
    const a = registered("a");
    const b = registered("b");
    const ofA = registered("of-a", { parent: a.urn, dependencies: [b.urn] });
    const ofB = registered("of-b", { parent: b.urn, dependencies: [a.urn] });
    assert.deepEqual(names(a, b, ofA, ofB).toSorted(), ["a", "b", "└─ of-a", "└─ of-b"]);
  });
});
