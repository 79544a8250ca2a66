import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../../components/cluster/cluster";
import type { ClusterArgs } from "../../../components/cluster/cluster-args";
import { accountAdministers, controlPlaneEncrypts, logsEncrypt } from "../../../components/encryption/key-policy";
import { policyDocument } from "../../../components/identity/policy-document";
import { podIdentityTrust, serviceTrust } from "../../../components/identity/trust";
import { unknown } from "../../../policies/engine/values/value";
import { registrations, type Registration, type Registrations } from "../registrations";
import { location } from "./addon-cluster";
import { clusterArgs, clusterNetwork, deployer } from "./cluster-network";

const arn = "arn:aws:eks:eu-west-1:111122223333:cluster/blue";
const types = {
  addon: "aws:eks/addon:Addon",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  cluster: "aws:eks/cluster:Cluster",
  entry: "aws:eks/accessEntry:AccessEntry",
  key: "aws:kms/key:Key",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  oidc: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  provider: "pulumi:providers:kubernetes",
  role: "aws:iam/role:Role",
  rule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
} as const;

/** A cluster with the least arguments and some changes. */
function build(changes: Partial<ClusterArgs> = {}, network?: Parameters<typeof clusterNetwork>[0]) {
  return registrations(() => new Cluster("main", { ...clusterArgs(clusterNetwork(network)), ...changes }));
}

describe("cluster", () => {
  it("is private, encrypted, logged and protected with the least arguments", async () => {
    const cluster = (await build()).only(types.cluster);
    assert.deepEqual(cluster.inputs, {
      name: "blue",
      version: "1.36",
      roleArn: "arn:aws:iam::111122223333:role/blue-cluster",
      vpcConfig: {
        subnetIds: [unknown, unknown],
        securityGroupIds: [],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      encryptionConfig: { provider: { keyArn: unknown }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
      deletionProtection: true,
      tags: { Name: "blue" },
    });
    assert.deepEqual(cluster.customTimeouts, { create: "45m", update: "90m", delete: "45m" });
    assert.equal(cluster.deleteBeforeReplace, true);
    assert.equal(cluster.protect, false);
  });

  it("keeps the subnets of its creation: EKS takes none in another zone later", async () => {
    assert.deepEqual((await build()).only(types.cluster).ignoreChanges, ["vpcConfig.subnetIds"]);
  });

  it("takes what a production stack says", async () => {
    const found = await build({
      version: "1.35",
      publicAccessCidrs: ["203.0.113.0/28"],
      serviceCidr: "172.16.0.0/16",
      keyDeletionWindowInDays: 7,
      logRetentionInDays: 731,
      supportType: "EXTENDED",
      controlPlaneTier: "tier-xl",
      zonalShift: false,
      deletionProtection: false,
      tags: { environment: "prod" },
    });
    const { inputs } = found.only(types.cluster);
    assert.equal(inputs["version"], "1.35");
    assert.deepEqual(inputs["vpcConfig"], {
      subnetIds: [unknown, unknown],
      securityGroupIds: [],
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/28"],
    });
    assert.deepEqual(inputs["kubernetesNetworkConfig"], { ipFamily: "ipv4", serviceIpv4Cidr: "172.16.0.0/16" });
    assert.deepEqual(inputs["upgradePolicy"], { supportType: "EXTENDED" });
    assert.deepEqual(inputs["controlPlaneScalingConfig"], { tier: "tier-xl" });
    assert.deepEqual(inputs["zonalShiftConfig"], { enabled: false });
    assert.equal(inputs["deletionProtection"], false);
    assert.deepEqual(inputs["tags"], { Name: "blue", environment: "prod" });
    assert.equal(found.only(types.logGroup).inputs["retentionInDays"], 731);
    for (const { inputs: key } of found.ofType(types.key)) assert.equal(key["deletionWindowInDays"], 7);
    assert.equal(found.built.privateOnly, false);
    assert.equal(found.built.serviceCidr, "172.16.0.0/16");
  });

  it("has its log group, its role's policies and its key before it exists and after it is gone", async () => {
    const found = await build();
    assert.deepEqual(
      found.dependencies(found.only(types.cluster)).filter((dependency) => !dependency.startsWith("aws:ec2/subnet")),
      [
        "aws:cloudwatch/logGroup:LogGroup main-control-plane",
        "aws:iam/role:Role main-cluster",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment main-cluster-amazoneksclusterpolicy",
        "aws:kms/key:Key main-secrets",
      ],
    );
  });

  it("logs to a group of EKS's name, under a key that admits that group", async () => {
    const found = await build();
    const group = found.only(types.logGroup);
    assert.deepEqual(group.inputs, {
      name: "/aws/eks/blue/cluster",
      retentionInDays: 365,
      deletionProtectionEnabled: true,
      kmsKeyId: unknown,
      tags: {},
    });
    assert.deepEqual(found.dependencies(group), ["aws:kms/key:Key main-control-plane-logs"]);
    assert.equal(
      found.byName(types.key, "main-control-plane-logs").inputs["policy"],
      policyDocument([accountAdministers(location), logsEncrypt(location, ["/aws/eks/blue/cluster"])]),
    );
  });

  it("admits its role to the key of the secrets in the key's own policy", async () => {
    const found = await build();
    assert.equal(
      found.byName(types.key, "main-secrets").inputs["policy"],
      policyDocument([
        accountAdministers(location),
        controlPlaneEncrypts(location, "arn:aws:iam::111122223333:role/blue-cluster"),
      ]),
    );
  });

  it("has a role that only EKS can assume, for this cluster", async () => {
    const role = (await build()).byName(types.role, "main-cluster");
    assert.equal(role.inputs["name"], "blue-cluster");
    assert.equal(role.inputs["assumeRolePolicy"], serviceTrust("eks.amazonaws.com", { location, sourceArn: arn }));
  });

  it("registers its issuer with IAM, with no thumbprint", async () => {
    const found = await build();
    const provider = found.only(types.oidc);
    assert.deepEqual(provider.inputs, { url: unknown, clientIdLists: ["sts.amazonaws.com"], tags: { Name: "blue" } });
    assert.deepEqual(found.dependencies(provider), ["aws:eks/cluster:Cluster main"]);
  });

  it("shows what is known at preview, and composes its ARN", async () => {
    const { built } = await build();
    assert.equal(built.arn, arn);
    assert.equal(built.name, "blue");
    assert.equal(built.version, "1.36");
    assert.equal(built.privateOnly, true);
  });

  it("is protected with its keys and its logs where it is told to, and its add-ons and entries are not", async () => {
    const found = await build({ protect: true });
    const isProtected = [...found]
      .filter(({ protect, custom }) => protect && custom)
      .map(({ type, name }) => [type, name]);
    assert.deepEqual(isProtected.sort(), [
      ["aws:cloudwatch/logGroup:LogGroup", "main-control-plane"],
      ["aws:eks/cluster:Cluster", "main"],
      ["aws:kms/alias:Alias", "main-control-plane-logs"],
      ["aws:kms/alias:Alias", "main-secrets"],
      ["aws:kms/key:Key", "main-control-plane-logs"],
      ["aws:kms/key:Key", "main-secrets"],
    ]);
  });

  it("knows every policy document at preview", async () => {
    for (const found of [await build(), await build({ autoMode: {} }), await build({}, { pods: true })]) {
      for (const { inputs, name } of found) {
        for (const document of ["policy", "assumeRolePolicy"]) {
          if (document in inputs) assert.equal(typeof inputs[document], "string", `${document} of ${name}`);
        }
      }
    }
  });

  it("asks for every fixed name to be free before it is taken again", async () => {
    const found = await build({ privateAccessCidrs: ["192.168.0.0/24"] });
    for (const type of [types.cluster, types.role, types.addon, types.entry, types.association, types.securityGroup]) {
      for (const { name, deleteBeforeReplace } of found.ofType(type)) assert.ok(deleteBeforeReplace, `${type} ${name}`);
    }
  });
});

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

function names(found: Registrations, type: string): readonly string[] {
  return found
    .ofType(type)
    .map(({ name }: Registration) => name)
    .sort();
}
