import assert from "node:assert/strict";
import { accountAdministers, controlPlaneEncrypts, logsEncrypt } from "../../../components/encryption/key-policy";
import { policyDocument } from "../../../components/identity/policy-document";
import { serviceTrust } from "../../../components/identity/trust";
import { unknown } from "../../../policies/engine/values/value";
import { location } from "./addon-cluster";
import { arn, build, types } from "./cluster-under-test";

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
