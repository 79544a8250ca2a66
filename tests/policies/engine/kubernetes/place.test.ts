import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { objectsIn } from "../../../../policies/engine/kubernetes/objects";
import { isSamePlace, objectsAt, placeOf, type Place } from "../../../../policies/engine/kubernetes/place";
import { unknown } from "../../../../policies/engine/values/value";
import { graphOf, outputOf, resource } from "../../fixture";

const types = ["kubernetes:core/v1:Service"];
const namespace = (name: string | null | typeof unknown = null, resourceName = "ns") =>
  resource("kubernetes:core/v1:Namespace", resourceName, { metadata: { name } });
const service = (place: Parameters<typeof resource>[2] = {}, options: Partial<GraphResource> = {}) =>
  resource("kubernetes:core/v1:Service", "service", { metadata: place }, options);

/** The place of the first service among the resources. */
function placeIn(resources: readonly GraphResource[], complete = true): { place: Place; graph: Graph } {
  const graph = new Graph(graphOf(resources), complete);
  const [object] = graph.ofType(...types).flatMap(objectsIn);
  assert.ok(object);
  return { place: placeOf(object, graph), graph };
}

describe("place of an object", () => {
  it("is its own namespace", () => {
    assert.deepEqual(placeIn([service({ namespace: "app" })]).place, { kind: "named", name: "app" });
  });

  it("is default without any", () => {
    assert.deepEqual(placeIn([service({ namespace: "" })]).place, { kind: "named", name: "default" });
  });

  it("is the provider's namespace where it has none", () => {
    const provider = resource("pulumi:providers:kubernetes", "k", { namespace: "app" });
    const { place } = placeIn([provider, service({}, { provider: provider.urn })]);
    assert.deepEqual(place, { kind: "named", name: "app" });
  });

  it("is not known where the provider is not", () => {
    assert.equal(placeIn([service({}, { provider: "urn:elsewhere" })]).place.kind, "unknown");
  });

  it("is the name of the declaration that an output comes from", () => {
    const { place } = placeIn([namespace("app"), service({ namespace: outputOf(namespace("app")) })]);
    assert.deepEqual(place, { kind: "named", name: "app" });
  });

  it("is the declaration where its name is made up", () => {
    assert.equal(placeIn([namespace(), service({ namespace: outputOf(namespace()) })]).place.kind, "declared");
  });

  it("is not known while the rest of the stack is not", () => {
    assert.equal(placeIn([service({ namespace: outputOf(namespace()) })], false).place.kind, "unknown");
  });

  it("is one of several where an output comes from several", () => {
    const both = [namespace(null, "a"), namespace(null, "b")];
    assert.equal(placeIn([...both, service({ namespace: outputOf(...both) })]).place.kind, "unknown");
  });
});

describe("two places", () => {
  const made = placeIn([namespace(), service({ namespace: outputOf(namespace()) })]).place;
  const unnamed = placeIn([namespace(unknown), service({ namespace: outputOf(namespace(unknown)) })]).place;
  const app: Place = { kind: "named", name: "app" };

  it("are one by name or by declaration", () => {
    assert.equal(isSamePlace(app, { kind: "named", name: "app" }), true);
    assert.equal(isSamePlace(app, { kind: "named", name: "other" }), false);
    assert.equal(isSamePlace(made, made), true);
    assert.equal(isSamePlace(made, unnamed), false);
  });

  it("are not one where Pulumi makes up a name", () => {
    assert.equal(isSamePlace(made, app), false);
  });

  it("may be one where a name is not known yet", () => {
    assert.equal(typeof isSamePlace(unnamed, app), "object");
    assert.equal(typeof isSamePlace({ kind: "unknown", undecided: { path: "p", reason: "r" } }, app), "object");
  });
});

describe("objects of a namespace", () => {
  it("are those in it, and those that may be", () => {
    const { graph } = placeIn([
      service({ namespace: "app" }),
      service({ namespace: "other" }),
      service({ namespace: unknown }),
      resource("kubernetes:core/v1:ServiceList", "list", { items: [{ metadata: { namespace: "app" } }] }),
    ]);
    const found = objectsAt(graph, [...types, "kubernetes:core/v1:ServiceList"], { kind: "named", name: "app" });
    assert.deepEqual(
      found.map(({ object, belongs }) => [object.resource.name, belongs === true]),
      [
        ["service", true],
        ["list", true],
        ["service-3", false],
      ],
    );
  });
});
