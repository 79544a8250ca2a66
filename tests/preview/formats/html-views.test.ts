import assert from "node:assert/strict";
import type { RegisteredResource } from "../../../preview/engine/registered-resource";
import { reportTreeOf } from "../../../preview/formats/html/report-tree";
import { viewsOf, type View } from "../../../preview/formats/html/views";
import type { StackPreview } from "../../../preview/stack-preview";
import { resource } from "../../policies/fixture";

function registered(type: string, name: string, settings: Parameters<typeof resource>[3] = {}): RegisteredResource {
  return {
    ...resource(type, name, {}, settings),
    ...{ external: false, aliases: [], ignoreChanges: [], deleteBeforeReplace: false },
    ...{ additionalSecretOutputs: [], customTimeouts: {} },
  };
}

function views(...resources: readonly RegisteredResource[]): readonly View[] {
  const coverage = { rules: 0, passed: 0, failed: 0, undecided: 0, waived: 0, resources: [] };
  // Views read nothing else of a preview.
  const preview = {
    resources,
    verdicts: { findings: [], undecided: [], waived: [], opaque: [], coverage, capacity: [] },
  };
  return viewsOf(reportTreeOf(preview as unknown as StackPreview, "s0"), "dev", "s0");
}

/** The labels of a picture's boxes, and its edges by label. */
function shown(view: View | undefined): { readonly boxes: readonly string[]; readonly edges: readonly string[] } {
  const label = (id: string): string => view?.nodes.find((node) => node.id === id)?.label ?? id;
  return {
    boxes: (view?.nodes ?? []).map((node) => node.label),
    edges: (view?.edges ?? []).map(([first, then]) => `${label(first)} > ${label(then)}`),
  };
}

const many = (count: number, type: string, name: string): readonly RegisteredResource[] =>
  Array.from({ length: count }, (_, index) => registered(type, `${name}-${index}`));

describe("the pictures of a graph", () => {
  it("show what a component waits for as its own order, without what follows from it", () => {
    const network = registered("test:index:Room", "network");
    const subnet = registered("test:index:Thing", "subnet", { parent: network.urn });
    const cluster = registered("test:index:Room", "cluster", { dependencies: [subnet.urn] });
    const nodes = registered("test:index:Room", "nodes", { dependencies: [cluster.urn, subnet.urn] });
    const [whole, inside, ...others] = views(nodes, cluster, subnet, network);
    assert.deepEqual(shown(whole), {
      boxes: ["network", "cluster", "nodes"],
      edges: ["network > cluster", "cluster > nodes"],
    });
    assert.deepEqual(shown(inside), { boxes: ["subnet"], edges: [] });
    assert.deepEqual(
      inside?.path.map(({ label }) => label),
      ["dev", "network"],
    );
    assert.deepEqual(others, []);
  });

  it("keep both ways where two components wait for parts of each other", () => {
    const a = registered("test:index:Room", "a");
    const b = registered("test:index:Room", "b");
    const ofA = registered("test:index:Thing", "of-a", { parent: a.urn, dependencies: [b.urn] });
    const ofB = registered("test:index:Thing", "of-b", { parent: b.urn, dependencies: [a.urn] });
    assert.deepEqual(shown(views(a, b, ofA, ofB)[0]).edges.toSorted(), ["a > b", "b > a"]);
  });

  it("fold a crowd by type, and by service where the types are too many", () => {
    const [byType] = views(...many(24, "aws:ec2/subnet:Subnet", "subnet"), registered("aws:kms/key:Key", "key"));
    assert.deepEqual(shown(byType).boxes, ["key", "24 × Subnet"]);
    const types = Array.from({ length: 30 }, (_, index) => registered(`aws:ec2/t${index}:T${index}`, `t${index}`));
    const [byService, inside] = views(...types, registered("aws:kms/key:Key", "key"));
    assert.deepEqual(shown(byService).boxes, ["key", "30 × aws ec2"]);
    assert.equal(inside?.nodes.length, 30);
  });

  it("do not fold what would leave one box", () => {
    assert.equal(views(...many(40, "aws:kms/key:Key", "key"))[0]?.nodes.length, 40);
  });

  it("lead to what is inside of a folded component through its fold", () => {
    const rooms = many(30, "test:index:Room", "room");
    const [first] = rooms;
    assert.ok(first);
    const all = views(
      ...rooms,
      registered("test:index:Thing", "thing", { parent: first.urn }),
      registered("aws:kms/key:Key", "key"),
    );
    assert.deepEqual(
      all.find(({ nodes }) => nodes[0]?.label === "thing")?.path.map(({ label }) => label),
      ["dev", "30 × Room", "room-0"],
    );
  });
});
