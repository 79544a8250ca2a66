import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "../../../policies/engine/values/value";
import { deployer } from "./cluster-network";
import { arn, build, types } from "./cluster-under-test";

describe("access to a cluster", () => {
  it("is given to the deployer by name, as an administrator, before any Kubernetes object", async () => {
    const found = await build();
    const entry = found.byName(types.entry, "main-deployer");
    assert.deepEqual(entry.inputs, {
      clusterName: "blue",
      principalArn: deployer,
      type: "STANDARD",
      kubernetesGroups: [],
      tags: {},
    });
    const association = found.only(types.association);
    assert.deepEqual(association.inputs, {
      clusterName: "blue",
      principalArn: deployer,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    assert.ok(found.waitsFor(association, entry) && found.waitsFor(entry, found.only(types.cluster)));
    assert.ok(found.waitsFor(found.only(types.provider), association));
  });

  it("is given to others as far as they are told, and vanishes with the cluster", async () => {
    const principalArn = "arn:aws:iam::111122223333:role/shop";
    const found = await build({
      accessEntries: [
        {
          name: "shop",
          principalArn,
          kubernetesGroups: ["shop"],
          policies: [{ policy: "AmazonEKSEditPolicy", namespaces: ["shop", "shop-jobs"] }],
        },
      ],
    });
    const entry = found.byName(types.entry, "main-shop");
    assert.deepEqual(entry.inputs, {
      clusterName: "blue",
      principalArn,
      type: "STANDARD",
      kubernetesGroups: ["shop"],
      tags: {},
    });
    assert.deepEqual(found.byName(types.association, "main-shop-amazonekseditpolicy").inputs, {
      clusterName: "blue",
      principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
      accessScope: { type: "namespace", namespaces: ["shop", "shop-jobs"] },
    });
    for (const resource of [...found.ofType(types.entry), ...found.ofType(types.association)]) {
      assert.equal(resource.deletedWith, found.only(types.cluster).urn);
    }
  });

  it("goes through a secret kubeconfig, and a provider that no changed endpoint replaces", async () => {
    const found = await build();
    const provider = found.only(types.provider);
    assert.equal(provider.inputs["clusterIdentifier"], arn);
    assert.equal(provider.inputs["enableServerSideApply"], "true");
    assert.equal(provider.inputs["kubeconfig"], unknown);
    assert.ok(await pulumi.isSecret(found.built.kubeconfig));
    for (const addon of found.ofType(types.addon)) assert.ok(found.waitsFor(provider, addon));
  });
});
