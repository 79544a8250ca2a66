import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import { graphOf, resource } from "../../fixture";

describe("the type of a resource", () => {
  const typeOf = (token: string): string | undefined => new Graph(graphOf([resource(token, "x")])).resources[0]?.type;

  it("names the core group, which custom resources leave out", () => {
    assert.equal(typeOf("kubernetes:v1:Pod"), "kubernetes:core/v1:Pod");
    assert.equal(typeOf("kubernetes:v1:PodPatch"), "kubernetes:core/v1:PodPatch");
  });

  it("is one for both classes of what is set beside a bucket", () => {
    assert.equal(typeOf("aws:s3/bucketAclV2:BucketAclV2"), "aws:s3/bucketAcl:BucketAcl");
    assert.equal(typeOf("aws:s3/bucketVersioningV2:BucketVersioningV2"), "aws:s3/bucketVersioning:BucketVersioning");
    assert.equal(typeOf("aws:s3/bucketV2:BucketV2"), "aws:s3/bucketV2:BucketV2");
  });

  it("is otherwise the token that was registered", () => {
    for (const token of [
      "kubernetes:core/v1:Pod",
      "kubernetes:apps/v1:Deployment",
      "aws:ec2/vpc:Vpc",
      "eks:index:Cluster",
    ])
      assert.equal(typeOf(token), token);
  });

  it("finds a custom resource of the core group among its kind", () => {
    const graph = new Graph(graphOf([resource("kubernetes:v1:Pod", "a"), resource("kubernetes:core/v1:Pod", "b")]));
    assert.deepEqual(
      graph.ofType("kubernetes:core/v1:Pod").map(({ name }) => name),
      ["a", "b"],
    );
  });
});
