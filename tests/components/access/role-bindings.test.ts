import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { personEntry, personGrants, type Person } from "../../../components/access/person";
import type { GroupGrant } from "../../../components/access/platform-role";
import { RoleBindings } from "../../../components/access/role-bindings";
import { registrations, type Registrations } from "../registrations";

const rbac = "kubernetes:rbac.authorization.k8s.io/v1";
const principalArn = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_X_0";

function build(grants: readonly GroupGrant[]): Promise<Registrations<RoleBindings>> {
  return registrations(() => {
    const resource = new aws.eks.Cluster("cluster", {
      roleArn: "arn:aws:iam::111122223333:role/cluster",
      vpcConfig: { subnetIds: [] },
    });
    const kubernetes = new k8s.Provider("kubernetes", { kubeconfig: "{}" });
    const namespace = new k8s.core.v1.Namespace(
      "shop",
      { metadata: { name: "tenant-shop" } },
      { provider: kubernetes },
    );
    return new RoleBindings("people", { cluster: { kubernetes, resource }, grants, namespaces: [namespace] });
  });
}

const people: readonly Person[] = [
  { name: "support", role: "viewer" },
  { name: "on-call", role: "operator" },
  { name: "batch-on-call", role: "operator", namespaces: ["tenant-shop"] },
  { name: "shop", role: "developer", namespaces: ["tenant-shop"] },
  { name: "shop-support", role: "viewer", namespaces: ["tenant-*"] },
];

describe("RoleBindings", () => {
  let found: Registrations<RoleBindings>;
  before(async () => {
    found = await build(people.flatMap(personGrants));
  });

  it("makes the ClusterRoles that somebody has, and none for developers", () => {
    const names = found.ofType(`${rbac}:ClusterRole`).map(({ inputs }) => inputs["metadata"]);
    assert.deepEqual(names, [{ name: "platform-viewer" }, { name: "platform-operator" }]);
  });

  it("binds everywhere whoever has no namespaces, to the group that the entry names and no other", () => {
    const binding = found.byName(`${rbac}:ClusterRoleBinding`, "people-viewer");
    assert.deepEqual(binding.inputs["roleRef"], {
      apiGroup: "rbac.authorization.k8s.io",
      kind: "ClusterRole",
      name: "platform-viewer",
    });
    assert.deepEqual(binding.inputs["subjects"], [
      { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "platform:viewer" },
    ]);
    assert.deepEqual(personEntry({ name: "support", role: "viewer" }, principalArn).kubernetesGroups, [
      "platform:viewer",
    ]);
  });

  it("binds in their namespaces whoever has some, and only there", () => {
    const places = found.ofType(`${rbac}:RoleBinding`).map(({ inputs }) => ({
      metadata: inputs["metadata"],
      kind: (inputs["roleRef"] as { kind: string }).kind,
      groups: (inputs["subjects"] as { name: string }[]).map(({ name }) => name),
    }));
    assert.deepEqual(places, [
      {
        metadata: { name: "platform-operator", namespace: "tenant-shop" },
        kind: "ClusterRole",
        groups: ["platform:operator:tenant-shop"],
      },
      {
        metadata: { name: "platform-developer", namespace: "tenant-shop" },
        kind: "Role",
        groups: ["platform:developer:tenant-shop"],
      },
    ]);
    const everywhere = found.byName(`${rbac}:ClusterRoleBinding`, "people-operator").inputs["subjects"];
    assert.deepEqual(everywhere, [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "platform:operator" }]);
  });

  it("waits for namespaces where it binds in them, and goes with the cluster", () => {
    const namespace = found.byName("kubernetes:core/v1:Namespace", "shop");
    const cluster = found.only("aws:eks/cluster:Cluster");
    for (const object of found.all.filter(({ type }) => type.startsWith(rbac))) {
      assert.equal(object.deletedWith, cluster.urn, object.name);
      const isInNamespace = /:(Role|RoleBinding)$/.test(object.type);
      assert.equal(found.waitsFor(object, namespace), isInNamespace, object.name);
    }
  });

  it("gives viewers of namespaces the access policy of EKS, which takes patterns, and nothing in Kubernetes", () => {
    const person: Person = { name: "shop-support", role: "viewer", namespaces: ["tenant-*"] };
    assert.deepEqual(personEntry(person, principalArn), {
      name: "shop-support",
      principalArn,
      policies: [{ policy: "AmazonEKSViewPolicy", namespaces: ["tenant-*"] }],
    });
    assert.deepEqual(personGrants(person), []);
  });

  it("binds several groups to a role at once", async () => {
    const both = await build(["platform:auditor", "company:audit"].map((group) => ({ group, role: "auditor" })));
    const { inputs } = both.only(`${rbac}:ClusterRoleBinding`);
    assert.deepEqual(
      (inputs["subjects"] as { name: string }[]).map(({ name }) => name),
      ["platform:auditor", "company:audit"],
    );
  });

  it("refuses a developer everywhere", async () => {
    await assert.rejects(build([{ group: "all", role: "developer" }]), /A "developer" needs namespaces; list them\./);
  });
});
