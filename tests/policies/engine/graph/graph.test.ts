import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import { unknown, Unknown } from "../../../../policies/engine/values/value";
import { judge } from "../../../../policies/engine/judge";
import { parametersSchema } from "../../../../policies/engine/parameters";
import { noFullAdmin } from "../../../../policies/rules/iam/no-full-admin";
import { roleBaselinePoliciesOnly } from "../../../../policies/rules/node/role-baseline-policies-only";
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

describe("a resource that is passed as a whole", () => {
  const role = (name: string) => resource("aws:iam/role:Role", name, { name });
  const [one, other] = [role("one"), role("other")];
  const profile = resource("aws:iam/instanceProfile:InstanceProfile", "p", { role: "one" });
  const whole = ({ urn }: { readonly urn: string }) => new Unknown(urn);
  const resolve = (value: Unknown, ...types: readonly string[]) => {
    const graph = new Graph(graphOf([one, other, profile, resource("eks:index:ManagedNodeGroup", "g", { value })]));
    const [from] = graph.ofType("eks:index:ManagedNodeGroup");
    assert.ok(from);
    const resolution = graph.resolve(from, from.at("value"), ...types);
    return resolution.kind === "resolved"
      ? { targets: resolution.targets.map(({ name }) => name), certain: resolution.certain }
      : resolution.kind;
  };

  it("is found without its id", () => {
    assert.deepEqual(resolve(whole(other), "aws:iam/role:Role"), { targets: ["other"], certain: true });
  });

  it("is none of another type, of another stack, or of nothing", () => {
    assert.equal(resolve(whole(other), "aws:ec2/launchTemplate:LaunchTemplate"), "undecided");
    assert.equal(resolve(new Unknown("urn:pulumi:other::p::aws:iam/role:Role::x"), "aws:iam/role:Role"), "undecided");
    assert.equal(resolve(unknown, "aws:iam/role:Role"), "undecided");
  });

  it("is told apart from others in a list", () => {
    const resolveAll = (...list: readonly Unknown[]) => {
      const graph = new Graph(graphOf([one, other, resource("eks:index:Cluster", "c", { instanceRoles: list })]));
      const [from] = graph.ofType("eks:index:Cluster");
      assert.ok(from);
      const { targets, complete } = graph.resolveAll(from, from.at("instanceRoles"), "aws:iam/role:Role");
      return { targets: targets.map(({ name }) => name), complete: complete === true };
    };
    assert.deepEqual(resolveAll(whole(other)), { targets: ["other"], complete: true });
    assert.deepEqual(resolveAll(whole(other), unknown), { targets: ["other"], complete: false });
  });

  it("decides about the roles of nodes and about administrators", () => {
    for (const [type, inputs] of [
      ["eks:index:ManagedNodeGroup", { nodeRole: whole(one) }],
      ["eks:index:NodeGroupV2", { instanceProfile: whole(profile) }],
      ["eks:index:Cluster", { instanceRoles: [whole(one), whole(other)] }],
    ] as const) {
      const graph = new Graph(graphOf([one, other, profile, resource(type, "nodes", inputs)]));
      const [source] = graph.ofType(type);
      assert.ok(source);
      for (const rule of [roleBaselinePoliciesOnly, noFullAdmin])
        assert.equal(judge(rule, source, graph, parametersSchema.parse({})).kind, "pass", `${rule.id} of ${type}`);
    }
  });
});
