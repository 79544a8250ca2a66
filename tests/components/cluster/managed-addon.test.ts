import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { ManagedAddon, type ManagedAddonArgs } from "../../../components/cluster/managed-addon";
import { podIdentityTrust } from "../../../components/identity/trust";
import { unknown } from "../../../policies/engine/values/value";
import { registrations } from "../registrations";
import { addonCluster, location } from "./addon-cluster";

const addonType = "aws:eks/addon:Addon";
const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

function build(args: Omit<ManagedAddonArgs, "cluster">) {
  return registrations(() => {
    const cluster = addonCluster();
    const nodes = new aws.eks.NodeGroup("nodes", {
      clusterName: "blue",
      nodeRoleArn: "arn:aws:iam::111122223333:role/blue-node",
      subnetIds: [],
      scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 1 },
    });
    return new ManagedAddon("addon", { cluster, ...args }, { dependsOn: nodes });
  });
}

describe("managed add-on", () => {
  it("pins the version of the cluster's minor and settles conflicts on purpose", async () => {
    assert.deepEqual((await build({ addonName: "aws-efs-csi-driver" })).only(addonType).inputs, {
      clusterName: "blue",
      addonName: "aws-efs-csi-driver",
      addonVersion: "v3.4.1-eksbuild.1",
      podIdentityAssociations: [],
      resolveConflictsOnCreate: "NONE",
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: false,
      tags: {},
    });
  });

  it("waits for what it is told to, and its roles do not", async () => {
    const found = await build({
      addonName: "aws-efs-csi-driver",
      identities: [
        { serviceAccount: "efs-csi-controller-sa", managedPolicyNames: ["service-role/AmazonEFSCSIDriverPolicy"] },
      ],
    });
    const [addon, nodes] = [found.only(addonType), found.only(nodeGroupType)];
    assert.deepEqual(found.dependencies(addon), [
      "aws:eks/cluster:Cluster blue",
      "aws:eks/nodeGroup:NodeGroup nodes",
      "aws:iam/role:Role addon",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment addon-amazonefscsidriverpolicy",
    ]);
    assert.equal(addon.deletedWith, found.only("aws:eks/cluster:Cluster").urn);
    assert.ok(!found.waitsFor(found.only("aws:iam/role:Role"), nodes));
  });

  it("has EKS associate a role of its own with each service account", async () => {
    const found = await build({
      addonName: "aws-efs-csi-driver",
      identities: [
        { serviceAccount: "efs-csi-controller-sa", managedPolicyNames: ["service-role/AmazonEFSCSIDriverPolicy"] },
        {
          serviceAccount: "efs-csi-node-sa",
          roleName: "blue-efs-node",
          statements: [{ sid: "Mount", actions: ["elasticfilesystem:ClientMount"], resources: ["arn:x"] }],
        },
      ],
    });
    assert.deepEqual(found.only(addonType).inputs["podIdentityAssociations"], [
      { roleArn: "arn:aws:iam::111122223333:role/blue-efs-csi-controller-sa", serviceAccount: "efs-csi-controller-sa" },
      { roleArn: "arn:aws:iam::111122223333:role/blue-efs-node", serviceAccount: "efs-csi-node-sa" },
    ]);
    assert.deepEqual(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation"), []);
    assert.equal(
      found.byName("aws:iam/role:Role", "addon-efs-csi-node-sa").inputs["assumeRolePolicy"],
      podIdentityTrust(location, {
        clusterArn: "arn:aws:eks:eu-west-1:111122223333:cluster/blue",
        namespace: "kube-system",
        serviceAccount: "efs-csi-node-sa",
      }),
    );
  });

  it("names the role of a single identity after the add-on, and trusts the add-on's own namespace", async () => {
    const found = await build({
      addonName: "amazon-cloudwatch-observability",
      identities: [{ serviceAccount: "cloudwatch-agent", managedPolicyNames: ["CloudWatchAgentServerPolicy"] }],
    });
    const { inputs } = found.only("aws:iam/role:Role");
    assert.equal(inputs["name"], "blue-amazon-cloudwatch-observability");
    assert.match(String(inputs["assumeRolePolicy"]), /"aws:RequestTag\/kubernetes-namespace":"amazon-cloudwatch"/);
  });

  it("installs into another namespace where it is told to", async () => {
    const found = await build({
      addonName: "cert-manager",
      namespace: "certificates",
      identities: [{ serviceAccount: "cert-manager", statements: [] }],
    });
    assert.deepEqual(found.only(addonType).inputs["namespaceConfig"], { namespace: "certificates" });
    assert.match(
      String(found.only("aws:iam/role:Role").inputs["assumeRolePolicy"]),
      /"aws:RequestTag\/kubernetes-namespace":"certificates"/,
    );
  });

  it("writes the configuration with sorted keys, known at preview", async () => {
    const found = await build({
      addonName: "metrics-server",
      configuration: { replicas: 2, podDisruptionBudget: { maxUnavailable: 1, enabled: true } },
    });
    assert.equal(
      found.only(addonType).inputs["configurationValues"],
      '{"podDisruptionBudget":{"enabled":true,"maxUnavailable":1},"replicas":2}',
    );
  });

  it("lets rules see the known parts of a configuration that is unknown as a whole", async () => {
    const found = await registrations(() => {
      const cluster = addonCluster();
      const subnet = new aws.ec2.Subnet("pods", { vpcId: "vpc-1", cidrBlock: "100.64.0.0/20" });
      new ManagedAddon("cni", {
        cluster,
        addonName: "vpc-cni",
        configuration: { enableNetworkPolicy: "true", eniConfig: { subnets: { a: { id: subnet.id } } } },
      });
    });
    assert.equal(found.only(addonType).inputs["configurationValues"], unknown);
    assert.deepEqual(found.only("platform:cluster:ManagedAddon").inputs, {
      clusterName: "blue",
      addonName: "vpc-cni",
      addonVersion: "v1.23.2-eksbuild.1",
      namespace: "kube-system",
      configuration: { enableNetworkPolicy: "true", eniConfig: { subnets: { a: { id: unknown } } } },
      identities: [],
    });
  });
});
