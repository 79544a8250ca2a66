import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { podIdentityTrust } from "../../../components/identity/trust";
import {
  WorkloadIdentity,
  type IdentityMechanism,
  type WorkloadIdentityArgs,
} from "../../../components/identity/workload-identity";
import { unknown } from "../../../policies/engine/values/value";
import { registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const clusterArn = "arn:aws:eks:eu-west-1:111122223333:cluster/blue";

function build(changes: Partial<WorkloadIdentityArgs> = {}) {
  return registrations(() => {
    const resource = new aws.eks.Cluster("blue", {
      roleArn: "arn:aws:iam::111122223333:role/c",
      vpcConfig: { subnetIds: [] },
    });
    return new WorkloadIdentity("web", {
      name: "blue-web",
      location,
      cluster: { name: "blue", arn: clusterArn, oidcProviderArn: resource.arn, issuer: issuer(resource), resource },
      namespace: "shop",
      serviceAccount: "web",
      statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] }],
      ...changes,
    });
  });
}

function issuer(cluster: aws.eks.Cluster): pulumi.Output<string> {
  return cluster.identities.apply((identities) => identities[0]?.oidcs?.[0]?.issuer ?? "");
}

describe("workload identity", () => {
  it("trusts Pod Identity with a policy that is known at preview", async () => {
    const found = await build();
    assert.equal(
      found.only("aws:iam/role:Role").inputs["assumeRolePolicy"],
      podIdentityTrust(location, { clusterArn, namespace: "shop", serviceAccount: "web" }),
    );
  });

  it("does not hold the role back until the cluster exists", async () => {
    const found = await build();
    assert.ok(!found.waitsFor(found.only("aws:iam/role:Role"), found.only("aws:eks/cluster:Cluster")));
  });

  it("associates role and service account once cluster, role and policies exist", async () => {
    const found = await build();
    const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.deepEqual(association.inputs, {
      clusterName: "blue",
      namespace: "shop",
      serviceAccount: "web",
      roleArn: "arn:aws:iam::111122223333:role/blue-web",
      tags: {},
    });
    assert.equal(association.deleteBeforeReplace, true);
    assert.equal(association.deletedWith, found.only("aws:eks/cluster:Cluster").urn);
    assert.deepEqual(found.dependencies(association), [
      "aws:eks/cluster:Cluster blue",
      "aws:iam/role:Role web",
      "aws:iam/rolePolicy:RolePolicy web",
    ]);
    assert.deepEqual(found.built.annotations, {});
  });

  it("leaves the association to an add-on where it is told to", async () => {
    const found = await build({ associate: false });
    assert.deepEqual(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation"), []);
  });

  it("composes the ARN of a role with a path", async () => {
    const found = await build({ path: "/apps/" });
    assert.equal(found.built.roleArn, "arn:aws:iam::111122223333:role/apps/blue-web");
    const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.equal(association.inputs["roleArn"], "arn:aws:iam::111122223333:role/apps/blue-web");
  });

  it("trusts the cluster's issuer with IRSA, associates nothing, and names the annotation", async () => {
    const found = await build({ mechanism: "irsa" });
    assert.equal(found.only("aws:iam/role:Role").inputs["assumeRolePolicy"], unknown);
    assert.deepEqual(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation"), []);
    assert.deepEqual(found.built.annotations, {
      "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/blue-web",
    });
  });

  it("states its intent for rules, with an unknown issuer for IRSA and none for Pod Identity", async () => {
    const common = {
      roleName: "blue-web",
      clusterName: "blue",
      clusterArn,
      namespace: "shop",
      serviceAccount: "web",
      statements: [{ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] }],
      managedPolicyNames: [],
    };
    assert.deepEqual((await build()).only("platform:identity:WorkloadIdentity").inputs, {
      ...common,
      mechanism: "pod-identity",
    });
    assert.deepEqual((await build({ mechanism: "irsa" })).only("platform:identity:WorkloadIdentity").inputs, {
      ...common,
      mechanism: "irsa",
      issuer: unknown,
      audience: "sts.amazonaws.com",
    });
  });

  describe("that makes its service account", () => {
    function withAccount(mechanism: IdentityMechanism) {
      return registrations(() => {
        const resource = new aws.eks.Cluster("blue", {
          roleArn: "arn:aws:iam::111122223333:role/c",
          vpcConfig: { subnetIds: [] },
        });
        const kubernetes = new k8s.Provider("blue", { kubeconfig: "{}" });
        const namespace = new k8s.core.v1.Namespace("shop", { metadata: { name: "shop" } }, { provider: kubernetes });
        return new WorkloadIdentity("web", {
          name: "blue-web",
          location,
          cluster: { name: "blue", arn: clusterArn, oidcProviderArn: resource.arn, issuer: issuer(resource), resource },
          namespace: "shop",
          serviceAccount: "web",
          mechanism,
          account: { kubernetes, after: [namespace] },
        });
      });
    }

    it("annotates it with the role for IRSA, and hands out no other token", async () => {
      const found = await withAccount("irsa");
      const account = found.only("kubernetes:core/v1:ServiceAccount");
      assert.deepEqual(account.inputs["metadata"], {
        name: "web",
        namespace: "shop",
        annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/blue-web" },
        labels: {},
      });
      assert.equal(account.inputs["automountServiceAccountToken"], false);
      assert.equal(account.deletedWith, found.only("aws:eks/cluster:Cluster").urn);
      assert.ok(found.waitsFor(account, found.only("kubernetes:core/v1:Namespace")));
      assert.ok(found.waitsFor(account, found.only("aws:iam/role:Role")));
    });

    it("lets nobody use it before it is associated with Pod Identity", async () => {
      const found = await withAccount("pod-identity");
      const account = found.only("kubernetes:core/v1:ServiceAccount");
      assert.deepEqual((account.inputs["metadata"] as Record<string, unknown>)["annotations"], {});
      assert.ok(found.waitsFor(account, found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation")));
    });
  });

  describe("that assumes a role of another account", () => {
    const assumes = "arn:aws:iam::444455556666:role/catalog";

    it("has EKS take on that role, and may do nothing itself", async () => {
      const found = await build({ statements: [], assumes });
      const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
      assert.equal(association.inputs["roleArn"], "arn:aws:iam::111122223333:role/blue-web");
      assert.equal(association.inputs["targetRoleArn"], assumes);
      // Disabled, the session tags that both trusts compare would be missing.
      assert.equal(association.inputs["disableSessionTags"], undefined);
      const { Statement } = JSON.parse(String(found.only("aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
        Statement: unknown;
      };
      assert.deepEqual(Statement, [
        { Sid: "AssumeTargetRole", Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: [assumes] },
      ]);
      assert.equal(found.only("platform:identity:WorkloadIdentity").inputs["assumes"], assumes);
    });

    it("keeps its own rights with IRSA, where its SDK takes on the role, without tags", async () => {
      const found = await build({ mechanism: "irsa", assumes });
      const { statements } = found.only("platform:identity:WorkloadIdentity").inputs;
      assert.deepEqual(statements, [
        { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] },
        { sid: "AssumeTargetRole", actions: ["sts:AssumeRole"], resources: [assumes] },
      ]);
    });

    const refused: readonly [string, Partial<WorkloadIdentityArgs>, RegExp][] = [
      [
        "rights that would have no effect",
        { assumes },
        /"blue-web" has rights of its own.*role\/catalog"; give that role/,
      ],
      ["an association by an add-on", { statements: [], assumes, associate: false }, /an add-on makes its association/],
      ["a name for an ARN", { statements: [], assumes: "catalog" }, /"catalog" is given, which is no ARN of a role/],
    ];
    for (const [what, changes, message] of refused)
      it(`refuses ${what}`, async () => {
        await assert.rejects(build(changes), message);
      });
  });
});
