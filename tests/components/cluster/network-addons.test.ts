import assert from "node:assert/strict";
import { podIdentityTrust } from "../../../components/identity/trust";
import { unknown } from "../../../policies/engine/values/value";
import { location } from "./addon-cluster";
import { arn, build, names, types } from "./cluster-under-test";

describe("network add-ons", () => {
  it("are there before any node, with the VPC CNI's rights in a role of its own", async () => {
    const found = await build();
    assert.deepEqual(names(found, types.addon), ["main-eks-pod-identity-agent", "main-kube-proxy", "main-vpc-cni"]);
    const cni = found.byName(types.addon, "main-vpc-cni");
    assert.deepEqual(cni.inputs, {
      clusterName: "blue",
      addonName: "vpc-cni",
      addonVersion: "v1.23.2-eksbuild.1",
      configurationValues:
        '{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}',
      podIdentityAssociations: [{ roleArn: "arn:aws:iam::111122223333:role/blue-vpc-cni", serviceAccount: "aws-node" }],
      resolveConflictsOnCreate: "NONE",
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: true,
      tags: {},
    });
    assert.deepEqual(found.dependencies(cni), [
      "aws:eks/cluster:Cluster main",
      "aws:iam/role:Role main-vpc-cni",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment main-vpc-cni-amazoneks_cni_policy",
    ]);
    assert.equal(
      found.byName(types.role, "main-vpc-cni").inputs["assumeRolePolicy"],
      podIdentityTrust(location, { clusterArn: arn, namespace: "kube-system", serviceAccount: "aws-node" }),
    );
    // The cluster itself and its three add-ons.
    assert.equal(found.built.beforeNodes.length, 4);
  });

  it("do not wait for each other, so that nodes wait for the slowest only", async () => {
    const found = await build();
    const addons = found.ofType(types.addon);
    for (const one of addons) for (const other of addons) assert.ok(!found.waitsFor(one, other));
  });

  it("give pods subnets of their own where the network has them", async () => {
    const found = await build({}, { pods: true });
    const cni = found.byName(types.addon, "main-vpc-cni");
    assert.equal(cni.inputs["configurationValues"], unknown);
    assert.ok(found.dependencies(cni).includes("aws:ec2/subnet:Subnet pods-eu-west-1b"));
    assert.deepEqual(found.byName("platform:cluster:ManagedAddon", "main-vpc-cni").inputs["configuration"], {
      enableNetworkPolicy: "true",
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true",
        ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone",
      },
      eniConfig: {
        create: true,
        region: "eu-west-1",
        subnets: {
          "eu-west-1a": { id: unknown, securityGroups: [unknown] },
          "eu-west-1b": { id: unknown, securityGroups: [unknown] },
        },
      },
    });
  });
});
