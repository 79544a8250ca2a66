import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { opaqueResources } from "../../../../policies/engine/opaque";
import { parametersSchema } from "../../../../policies/engine/parameters";
import { Secret, unknown } from "../../../../policies/engine/values/value";
import { evaluate, readConfiguration } from "../../../../policies/evaluate";
import { rules } from "../../../../policies/rules";
import { graphOf, resource } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const v2 = "kubernetes:yaml/v2:ConfigGroup";
const group = (inputs: Inputs, type = v2): GraphResource => resource(type, "apps", inputs, { custom: false });
const configMap = (name: Inputs[string]) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name } });
const parameters = parametersSchema.parse({});

/** What is announced, as URN without the group's own beginning, with the path of its inputs. */
function announced(...resources: readonly GraphResource[]): readonly string[] {
  return new Graph(graphOf(resources)).resources
    .filter(({ isAnnounced }) => isAnnounced)
    .map(({ urn, properties }) => `${urn.slice(urn.lastIndexOf("$") + 1)} at ${properties.path}`);
}

/** Why something of the stack cannot be looked into. */
function opaque(...resources: readonly GraphResource[]): readonly string[] {
  return opaqueResources(new Graph(graphOf(resources)), rules, parameters).map(({ why }) => why);
}

describe("objects that a component announces", () => {
  it("are those of objs and yaml, named as the provider names them", () => {
    const yaml = "# first\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n---\n---\n";
    assert.deepEqual(announced(group({ objs: [configMap("settings")], yaml: `${yaml}apiVersion: v1\nkind: Pod\n` })), [
      "kubernetes:apps/v1:Deployment::apps:shop/web at yaml[0]",
      "kubernetes:core/v1:Pod::apps:yaml[2] at yaml[2]",
      "kubernetes:core/v1:ConfigMap::apps:settings at objs[0]",
    ]);
  });

  it("have URNs below the group's, and of their own where they share a name", () => {
    const graph = new Graph(graphOf([group({ objs: [configMap("a"), configMap("a")], resourcePrefix: "team" })]));
    assert.deepEqual(
      graph.ofType("kubernetes:core/v1:ConfigMap").map(({ urn, source }) => [urn, source.parent]),
      ["team:a", "team:a-2"].map((name) => [
        `urn:pulumi:test::fixture::${v2}$kubernetes:core/v1:ConfigMap::${name}`,
        group({}).urn,
      ]),
    );
  });

  it("are the items of lists, also of those that state the kind for them", () => {
    const list = { apiVersion: "v1", kind: "List", items: [configMap("a"), { ...configMap("b"), kind: "Secret" }] };
    const typed = { apiVersion: "v1", kind: "ConfigMapList", items: [{ metadata: { name: "c" } }] };
    assert.deepEqual(announced(group({ objs: [list, typed] })), [
      "kubernetes:core/v1:ConfigMap::apps:a at objs[0].items[0]",
      "kubernetes:core/v1:Secret::apps:b at objs[0].items[1]",
      "kubernetes:core/v1:ConfigMap::apps:c at objs[1].items[0]",
    ]);
  });

  it("are those of files that somebody has read, at a path that begins with the file", () => {
    const files = [
      {
        path: "manifests/web.yaml",
        text: "kind: Pod\napiVersion: v1\nmetadata: {name: web}\n---\n---\nkind: Pod\napiVersion: v1\n",
      },
    ];
    const file = resource("kubernetes:yaml/v2:ConfigFile", "apps", { file: "manifests/web.yaml" }, { custom: false });
    const both = group({ files: ["manifests/*.yaml"], objs: [configMap("settings")] });
    for (const [component, ...more] of [
      [file],
      [both, "kubernetes:core/v1:ConfigMap::apps:settings at objs[0]"],
    ] as const) {
      const read = { ...component, manifests: { files, isComplete: true } };
      assert.deepEqual(announced(read).toSorted(), [
        ...more,
        "kubernetes:core/v1:Pod::apps:manifests/web.yaml[2] at manifests/web.yaml[2]",
        "kubernetes:core/v1:Pod::apps:web at manifests/web.yaml[0]",
      ]);
      assert.deepEqual(opaque(read), []);
      assert.deepEqual(opaque({ ...component, manifests: { files, isComplete: false } }), [
        "not all of its objects are known",
      ]);
    }
    assert.deepEqual(opaque(file), ["its objects are not in the stack"]);
  });

  it("are no more announced once the stack holds one", () => {
    const parent = group({ objs: [configMap("a")] });
    assert.deepEqual(announced(parent, resource("kubernetes:core/v1:ConfigMap", "a", {}, { parent: parent.urn })), []);
  });

  it("are judged, with the path in the group's inputs", () => {
    const pod = (spec: Inputs) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "x", namespace: "a" }, spec });
    const yaml = `apiVersion: v1\nkind: Pod\nmetadata: {name: z, namespace: a}\nspec: {hostNetwork: yes}\n`;
    for (const type of [v2, "kubernetes:yaml:ConfigGroup"]) {
      const { findings, coverage } = evaluate(
        graphOf([group({ objs: [pod({ hostPID: true })], yaml }, type)]),
        readConfiguration({}),
      );
      const found = findings.filter(({ name }) => name === "no-host-namespaces");
      assert.deepEqual(
        found.map(({ urn, path }) => [urn.slice(urn.lastIndexOf("::") + 2), path]),
        [
          ["apps:a/z", "yaml[0].spec.hostNetwork"],
          ["apps:a/x", "objs[0].spec.hostPID"],
        ],
      );
      for (const { urn } of found) assert.ok(coverage.resources.some((resource) => resource.urn === urn));
    }
  });

  it("are in the namespace of the group's provider where they state none", () => {
    const provider = resource("pulumi:providers:kubernetes", "p", { namespace: "shop" });
    const inputs = { objs: [configMap("a")] };
    const inDefault = (...resources: readonly GraphResource[]) => {
      const { findings, undecided } = evaluate(graphOf(resources), readConfiguration({}));
      const isAbout = ({ name }: { readonly name: string }) => name === "default-namespace-unused";
      return findings.some(isAbout) ? "yes" : undecided.some(isAbout) ? "undecided" : "no";
    };
    assert.equal(inDefault(group(inputs)), "yes");
    assert.equal(inDefault(provider, { ...group(inputs), provider: provider.urn }), "no");
    assert.equal(inDefault(provider, group(inputs)), "undecided");
  });

  it("leave nothing opaque when all of them are known", () => {
    assert.deepEqual(opaque(group({ objs: [configMap(unknown)], yaml: "kind: Pod\napiVersion: v1\n" })), []);
  });

  for (const [more, inputs] of Object.entries({
    "makes objects of files": { files: ["more.yaml"] },
    "changes them": { transformations: unknown },
    "has a list that is not known": { objs: unknown },
    "has an object that is not known": { objs: [unknown] },
    "has an object of a kind that is not known": { objs: [{ ...configMap("a"), kind: unknown }] },
    "has a list whose items are not known": { objs: [{ apiVersion: "v1", kind: "List", items: unknown }] },
    "has an object without kind": { objs: [{ apiVersion: "v1" }] },
  }))
    it(`leave the group opaque when it ${more}`, () => {
      assert.deepEqual(opaque(group({ yaml: "kind: Pod\napiVersion: v1\n", ...inputs })), [
        "not all of its objects are known",
      ]);
    });

  const bomb = ["a: &a [x]", ..."bcdefg"].map((name, at) =>
    at === 0
      ? name
      : `${name}: &${name} [${Array(9)
          .fill(`*${"abcdef".charAt(at - 1)}`)
          .join()}]`,
  );
  for (const [what, yaml] of Object.entries({
    "is not known": unknown,
    "is no YAML": "apiVersion: [v1",
    "unfolds without end": bomb.join("\n"),
  }))
    it(`are none of a text that ${what}`, () => {
      assert.deepEqual(announced(group({ yaml })), []);
      assert.deepEqual(opaque(group({ yaml })), ["its objects are not in the stack"]);
    });

  it("are secret where the group's inputs are", () => {
    const marked = new Secret("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {dnsPolicy: hunter2}\n");
    const [pod] = new Graph(graphOf([group({ yaml: marked })])).ofType("kubernetes:core/v1:Pod");
    assert.equal(pod?.at("spec.dnsPolicy").shown(), "a secret value");
  });
});
