import assert from "node:assert/strict";
import { Cluster } from "../../../components/cluster/cluster";
import type { ClusterArgs } from "../../../components/cluster/cluster-args";
import { serviceTrust } from "../../../components/identity/trust";
import { unknown } from "../../../policies/engine/values/value";
import { registrations } from "../registrations";
import { location } from "./addon-cluster";
import { clusterArgs, clusterNetwork } from "./cluster-network";
import { arn, build, types } from "./cluster-under-test";

describe("cluster in other shapes", () => {
  it("lets EKS run everything in Auto Mode: all three switches, the role's policies, and no add-ons of ours", async () => {
    const found = await build({
      autoMode: {
        nodePools: ["general-purpose", "system"],
        nodeRole: { arn: "arn:aws:iam::111122223333:role/blue-auto", ready: [] },
      },
    });
    const { inputs } = found.only(types.cluster);
    assert.deepEqual(inputs["computeConfig"], {
      enabled: true,
      nodePools: ["general-purpose", "system"],
      nodeRoleArn: "arn:aws:iam::111122223333:role/blue-auto",
    });
    assert.deepEqual(inputs["storageConfig"], { blockStorage: { enabled: true } });
    assert.deepEqual(inputs["kubernetesNetworkConfig"], {
      ipFamily: "ipv4",
      serviceIpv4Cidr: "172.20.0.0/16",
      elasticLoadBalancing: { enabled: true },
    });
    assert.deepEqual(
      found
        .ofType(types.attachment)
        .map(({ inputs: { policyArn } }) => policyArn)
        .sort(),
      ["BlockStorage", "Cluster", "Compute", "LoadBalancing", "Networking"].map(
        (noun) => `arn:aws:iam::aws:policy/AmazonEKS${noun}Policy`,
      ),
    );
    assert.equal(
      found.only(types.role).inputs["assumeRolePolicy"],
      serviceTrust("eks.amazonaws.com", { location, sourceArn: arn }, { tagsSessions: true }),
    );
    assert.deepEqual(found.ofType(types.addon), []);
    assert.equal(found.built.beforeNodes.length, 1);
  });

  it("runs other nodes beside Auto Mode with the add-ons that those need", async () => {
    const found = await build({ autoMode: {}, networkAddons: true });
    assert.deepEqual(found.only(types.cluster).inputs["computeConfig"], { enabled: true });
    assert.equal(found.ofType(types.addon).length, 3);
  });

  it("switches Auto Mode off in all three places", async () => {
    const { inputs } = (await build({ autoMode: false })).only(types.cluster);
    assert.deepEqual(inputs["computeConfig"], { enabled: false });
    assert.deepEqual(inputs["storageConfig"], { blockStorage: { enabled: false } });
    assert.deepEqual(inputs["kubernetesNetworkConfig"], {
      ipFamily: "ipv4",
      serviceIpv4Cidr: "172.20.0.0/16",
      elasticLoadBalancing: { enabled: false },
    });
  });

  it("leaves EKS the rights to end what Auto Mode has made, until nobody speaks of it any more", async () => {
    const policies = async (change: Partial<ClusterArgs>) => {
      const found = await build(change);
      const { assumeRolePolicy } = found.byName("aws:iam/role:Role", "main-cluster").inputs;
      return [
        found
          .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
          .filter(({ inputs }) =>
            /AmazonEKS(Compute|BlockStorage|LoadBalancing|Networking)Policy$/.test(String(inputs["policyArn"])),
          ).length,
        String(assumeRolePolicy).includes("sts:TagSession"),
      ];
    };
    assert.deepEqual(await policies({ autoMode: false }), [4, true]);
    assert.deepEqual(await policies({}), [0, false]);
  });

  it("tells the Pod Identity agent of hybrid nodes", async () => {
    const agent = async (change: Partial<ClusterArgs>) =>
      (await build(change)).byName(types.addon, "main-eks-pod-identity-agent").inputs["configurationValues"];
    const remoteNetworks = { nodeCidrs: ["192.168.0.0/20"] };
    assert.equal(await agent({ remoteNetworks }), '{"daemonsets":{"hybrid":{"create":true}}}');
    assert.equal(await agent({}), undefined);
  });

  it("admits hybrid nodes and their pods to the API server before it exists", async () => {
    const found = await build({
      remoteNetworks: { nodeCidrs: ["192.168.0.0/20"], podCidrs: ["192.168.16.0/20"] },
      privateAccessCidrs: ["10.99.0.0/16", "192.168.0.0/20"],
    });
    const cluster = found.only(types.cluster);
    assert.deepEqual(cluster.inputs["remoteNetworkConfig"], {
      remoteNodeNetworks: { cidrs: ["192.168.0.0/20"] },
      remotePodNetworks: { cidrs: ["192.168.16.0/20"] },
    });
    assert.deepEqual(cluster.inputs["vpcConfig"], {
      subnetIds: [unknown, unknown],
      securityGroupIds: [unknown],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
    const group = found.only(types.securityGroup);
    assert.deepEqual(group.inputs, {
      name: "blue-control-plane",
      description: "HTTPS to the API server from outside the cluster",
      vpcId: unknown,
      tags: { Name: "blue-control-plane" },
    });
    assert.deepEqual(
      found
        .ofType(types.rule)
        .map(({ inputs }) => inputs)
        .sort((a, b) => (String(a["cidrIpv4"]) < String(b["cidrIpv4"]) ? -1 : 1)),
      ["10.99.0.0/16", "192.168.0.0/20", "192.168.16.0/20"].map((cidrIpv4) => ({
        securityGroupId: unknown,
        description: `HTTPS from ${cidrIpv4}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4,
        tags: {},
      })),
    );
    for (const rule of found.ofType(types.rule)) assert.ok(found.waitsFor(cluster, rule));
  });

  it("leaves the service range to EKS with IPv6, and gives the VPC CNI the statements for it", async () => {
    const found = await build({ ipFamily: "ipv6" }, { ipv6: true });
    assert.deepEqual(found.only(types.cluster).inputs["kubernetesNetworkConfig"], { ipFamily: "ipv6" });
    assert.equal(found.built.serviceCidr, undefined);
    assert.match(
      String(found.byName("aws:iam/rolePolicy:RolePolicy", "main-vpc-cni").inputs["policy"]),
      /"ec2:AssignIpv6Addresses"/,
    );
  });

  it("puts the control plane into subnets of its own where it is told to", async () => {
    const found = await registrations(() => {
      const network = clusterNetwork({ pods: true });
      new Cluster("main", { ...clusterArgs(network), subnets: network.podSubnets });
    });
    const dependencies = found.dependencies(found.only(types.cluster));
    assert.deepEqual(
      dependencies.filter((dependency) => dependency.startsWith("aws:ec2/subnet")),
      ["aws:ec2/subnet:Subnet pods-eu-west-1a", "aws:ec2/subnet:Subnet pods-eu-west-1b"],
    );
  });
});
