import assert from "node:assert/strict";
import { kubeletSkewProblem, leftBehind } from "../../../planning/upgrade/left-behind";
import type { PreviewedResource } from "../../../planning/previewed-stack";
import { previewed, stackOf } from "../previewed";

describe("kubelet skew", () => {
  // https://kubernetes.io/releases/version-skew-policy/#kubelet: never newer, up to three minors older.
  const cases: readonly (readonly [string, string, boolean])[] = [
    ["1.36", "1.36", true],
    ["1.35", "1.36", true],
    ["1.33", "1.36", true],
    ["1.32", "1.36", false],
    ["1.36", "1.35", false],
  ];
  for (const [kubelet, server, isServed] of cases)
    it(`${isServed ? "serves" : "refuses"} kubelets of ${kubelet} at ${server}`, () => {
      assert.equal(kubeletSkewProblem(kubelet, server) === undefined, isServed);
    });
});

describe("nodes left behind", () => {
  const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
  const nodeClass = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
  const kinds = (before: readonly PreviewedResource[], after: readonly PreviewedResource[]): readonly string[] =>
    leftBehind(stackOf(before), stackOf(after), "1.35", "1.36").map(({ kind }) => kind);

  it("are none of a group that goes with the control plane", () => {
    const at = (version: string) => [previewed(nodeGroup, "g", { amiType: "BOTTLEROCKET_x86_64", version })];
    assert.deepEqual(kinds(at("1.35"), at("1.36")), []);
  });

  it("are those of a group that is behind already", () => {
    const at = (version: string) => [previewed(nodeGroup, "g", { amiType: "BOTTLEROCKET_x86_64", version })];
    assert.deepEqual(kinds(at("1.34"), at("1.36")), ["behind"]);
    assert.deepEqual(kinds(at("1.32"), at("1.32")), ["behind", "kubelet-skew"]);
  });

  it("are those of a group that is pinned to a release of another minor", () => {
    const at = (version: string) => [
      previewed(nodeGroup, "g", { amiType: "AL2023_x86_64_STANDARD", version, releaseVersion: "1.35.3-20260911" }),
    ];
    assert.deepEqual(kinds(at("1.35"), at("1.36")), ["pinned-image"]);
  });

  it("are those of an own image that does not change", () => {
    const template = (imageId: string) => previewed("aws:ec2/launchTemplate:LaunchTemplate", "t", { imageId });
    const group = previewed(
      nodeGroup,
      "g",
      { amiType: "CUSTOM" },
      { propertyDependencies: { launchTemplate: [template("").urn] } },
    );
    assert.deepEqual(kinds([template("ami-1"), group], [template("ami-1"), group]), ["pinned-image"]);
    assert.deepEqual(kinds([template("ami-1"), group], [template("ami-2"), group]), []);
  });

  it("are those of a self-managed group whose image does not change", () => {
    const group = (amiId: string) => [previewed("eks:index:NodeGroupV2", "own", { amiId })];
    assert.deepEqual(kinds(group("ami-1"), group("ami-1")), ["pinned-image"]);
    assert.deepEqual(kinds(group("ami-1"), group("ami-2")), []);
  });

  it("are those of a node class by id or name, not those of an alias that pins a release", () => {
    const by = (term: object) => [previewed(nodeClass, "c", { spec: { amiSelectorTerms: [term] } })];
    assert.deepEqual(kinds(by({ id: "ami-1" }), by({ id: "ami-1" })), ["pinned-image"]);
    assert.deepEqual(kinds(by({ name: "mine-*" }), by({ name: "mine-*" })), ["pinned-image"]);
    assert.deepEqual(kinds(by({ id: "ami-1" }), by({ id: "ami-2" })), []);
    const alias = by({ alias: "bottlerocket@v1.66.0" });
    assert.deepEqual(kinds(alias, alias), []);
  });
});
