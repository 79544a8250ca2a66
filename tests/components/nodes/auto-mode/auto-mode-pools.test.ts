import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { AutoModePools, type AutoModePoolsArgs } from "../../../../components/nodes/auto-mode/auto-mode-pools";
import { unknown } from "../../../../policies/engine/values/value";
import { addonCluster, location } from "../../cluster/addon-cluster";
import { registrations } from "../../registrations";

const poolType = "kubernetes:karpenter.sh/v1:NodePool";
const classType = "kubernetes:eks.amazonaws.com/v1:NodeClass";
const pool = { name: "batch", nodeClass: "batch", instances: { categories: ["c"] }, limits: { cpu: "100" } };

function autoMode(change: Partial<AutoModePoolsArgs> = {}) {
  return registrations(
    () =>
      new AutoModePools("auto-mode", {
        prefix: "blue",
        cluster: { ...addonCluster(), kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }) },
        networkReady: [],
        volumeKey: new CustomerKey("volumes", { name: "blue-volumes", description: "V", location, statements: [] }),
        nodeClasses: [{ name: "batch", volume: { sizeGiB: 200 } }],
        pools: [pool],
        tags: { owner: "platform-team" },
        ...change,
      }),
  );
}

describe("AutoModePools", () => {
  it("lets the nodes of its classes in, by a role that may do no more than Auto Mode needs", async () => {
    const found = await autoMode();
    const principalArn = "arn:aws:iam::111122223333:role/blue-auto-pools";
    assert.deepEqual(
      found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs["policyArn"]),
      [
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      ],
    );
    const entry = found.only("aws:eks/accessEntry:AccessEntry").inputs;
    assert.deepEqual([entry["principalArn"], entry["type"]], [principalArn, "EC2"]);
    const policy = found.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").inputs;
    assert.deepEqual(
      [policy["principalArn"], policy["policyArn"], policy["accessScope"]],
      [principalArn, "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy", { type: "cluster" }],
    );
  });

  it("encrypts with the platform's key, tags, and finds subnets and security group by tag", async () => {
    assert.deepEqual((await autoMode()).only(classType).inputs["spec"], {
      role: "blue-auto-pools",
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "blue" } }],
      securityGroupSelectorTerms: [{ tags: { "aws:eks:cluster-name": "blue" } }],
      networkPolicy: "DefaultAllow",
      ephemeralStorage: { size: "200Gi", iops: 3000, throughput: 125, kmsKeyID: unknown },
      tags: { owner: "platform-team", Name: "blue-batch" },
    });
  });

  it("has pods wait for their network policies, and in subnets of their own, where asked", async () => {
    const found = await autoMode({ networkPolicies: "strict", podSubnets: [{ id: "subnet-1" }] });
    const { networkPolicy, podSubnetSelectorTerms, podSecurityGroupSelectorTerms } = found.only(classType).inputs[
      "spec"
    ] as Readonly<Record<string, unknown>>;
    assert.equal(networkPolicy, "DefaultDeny");
    assert.deepEqual(podSubnetSelectorTerms, [{ id: "subnet-1" }]);
    assert.deepEqual(podSecurityGroupSelectorTerms, [{ tags: { "aws:eks:cluster-name": "blue" } }]);
  });

  it("deletes pools before classes, and both before the nodes' access and the cluster", async () => {
    const found = await autoMode();
    const order = [
      found.only(poolType),
      found.only(classType),
      found.only("aws:eks/accessPolicyAssociation:AccessPolicyAssociation"),
      found.only("aws:eks/accessEntry:AccessEntry"),
      found.only("aws:eks/cluster:Cluster"),
    ];
    order.forEach((later, index) => {
      for (const earlier of order.slice(index + 1)) assert.ok(found.waitsFor(later, earlier), earlier.urn);
    });
    for (const object of order.slice(0, 2)) assert.equal(object.deletedWith, undefined);
  });

  it("switches on what enforces network policies, also where EKS alone has pools", async () => {
    const found = await autoMode({ nodeClasses: [], pools: [] });
    const { metadata, data } = found.only("kubernetes:core/v1:ConfigMap").inputs;
    assert.deepEqual(metadata, { name: "amazon-vpc-cni", namespace: "kube-system" });
    assert.deepEqual(data, { "enable-network-policy-controller": "true" });
    assert.deepEqual(found.ofType("aws:iam/role:Role"), []);
  });

  it("gives nodes two weeks, which EKS would not let exceed three", async () => {
    const { template } = (await autoMode()).only(poolType).inputs["spec"] as {
      readonly template: { readonly spec: Readonly<Record<string, unknown>> };
    };
    assert.equal(template.spec["expireAfter"], "336h");
    assert.deepEqual(template.spec["nodeClassRef"], { group: "eks.amazonaws.com", kind: "NodeClass", name: "batch" });
  });

  it("refuses names of EKS's own, and reservations that no class selects", async () => {
    await assert.rejects(
      autoMode({
        nodeClasses: [{ name: "default" }],
        pools: [
          {
            ...pool,
            name: "system",
            nodeClass: "default",
            instances: { categories: ["c"], capacityTypes: ["reserved"] },
          },
        ],
      }),
      {
        message: [
          "Auto Mode:",
          '- nodeClasses.0.name: "default" is a name of EKS\'s own; choose another.',
          '- pools.0.name: "system" is a name of EKS\'s own; choose another.',
          '- pools.0.instances.capacityTypes: "reserved" needs a node class that selects reservations; write "on-demand", which uses open reservations by itself.',
        ].join("\n"),
      },
    );
  });
});
