import assert from "node:assert/strict";
import { parse } from "yaml";
import { HybridNodes, type HybridCredentials } from "../../../../components/nodes/hybrid/hybrid-nodes";
import { hybridNodeConfig } from "../../../../components/nodes/hybrid/node-config";
import { rolesAnywhereTrust } from "../../../../components/nodes/hybrid/hybrid-role";
import { unknown } from "../../../../policies/engine/values/value";
import { addonCluster } from "../../cluster/addon-cluster";
import { registrations, type Registrations } from "../../registrations";

const clusterArn = "arn:aws:eks:eu-west-1:111122223333:cluster/blue";
const privateCaArn = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678";

function build(credentials: HybridCredentials): Promise<Registrations<HybridNodes>> {
  return registrations(
    () =>
      new HybridNodes("hybrid", {
        prefix: "blue",
        cluster: { ...addonCluster(), securityGroupId: "sg-1" },
        remoteCidrs: ["192.168.0.0/20", "192.168.16.0/20"],
        credentials,
        zone: "dublin",
        labels: { "example.com/site": "dublin" },
      }),
  );
}

describe("HybridNodes", () => {
  it("trusts Systems Manager on behalf of this account and region alone", async () => {
    const found = await build({ kind: "ssm" });
    const { assumeRolePolicy, maxSessionDuration } = found.only("aws:iam/role:Role").inputs;
    assert.deepEqual((JSON.parse(String(assumeRolePolicy)) as { Statement: unknown[] }).Statement, [
      {
        Sid: "ServiceAssumes",
        Effect: "Allow",
        Principal: { Service: "ssm.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": "arn:aws:ssm:eu-west-1:111122223333:*" },
        },
      },
    ]);
    assert.equal(maxSessionDuration, 7200);
  });

  it("lets a machine deregister none but those of its own cluster, and find no other cluster", async () => {
    const found = await build({ kind: "ssm" });
    const { policy } = found.only("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Sid: string; Resource: unknown }[] };
    assert.deepEqual(
      Statement.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["FindCluster", [clusterArn]],
        ["HandOutPodIdentity", [clusterArn]],
        ["FindItself", ["*"]],
        ["DeregisterOfThisCluster", ["arn:aws:ssm:eu-west-1:111122223333:managed-instance/*"]],
      ],
    );
    assert.match(String(policy), new RegExp(`"ssm:resourceTag/EKSClusterARN":"${clusterArn}"`));
  });

  it("makes no activation, whose code would stay in the state", async () => {
    const found = await build({ kind: "ssm" });
    assert.equal(found.ofType("aws:ssm/activation:Activation").length, 0);
    const { spec } = parse(String(await found.read(found.built.nodeConfig))) as { spec: { hybrid: object } };
    assert.deepEqual(spec.hybrid, {
      enableCredentialsFile: true,
      ssm: { activationCode: "ACTIVATION_CODE", activationId: "ACTIVATION_ID" },
    });
  });

  it("has an access entry of its kind, and opens the cluster's DNS to both networks", async () => {
    const found = await build({ kind: "ssm" });
    const { type, principalArn } = found.only("aws:eks/accessEntry:AccessEntry").inputs;
    assert.deepEqual([type, principalArn], ["HYBRID_LINUX", "arn:aws:iam::111122223333:role/blue-hybrid-nodes"]);
    const rules = found.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs);
    assert.deepEqual(
      rules
        .map(({ ipProtocol, fromPort, toPort, cidrIpv4 }) => [ipProtocol, fromPort, toPort, cidrIpv4].join(" "))
        .sort(),
      ["192.168.0.0/20", "192.168.16.0/20"].flatMap((cidr) => [`tcp 53 53 ${cidr}`, `udp 53 53 ${cidr}`]).sort(),
    );
  });

  it("anchors certificates of an authority, under names that the machines bring", async () => {
    const found = await build({ kind: "roles-anywhere", authority: { privateCaArn } });
    assert.deepEqual(found.only("aws:rolesanywhere/trustAnchor:TrustAnchor").inputs["source"], {
      sourceType: "AWS_ACM_PCA",
      sourceData: { acmPcaArn: privateCaArn },
    });
    const profile = found.only("aws:rolesanywhere/profile:Profile").inputs;
    assert.equal(profile["acceptRoleSessionName"], true);
    assert.deepEqual(profile["roleArns"], ["arn:aws:iam::111122223333:role/blue-hybrid-nodes"]);
    // The anchor's ARN is part of the trust.
    assert.equal(found.only("aws:iam/role:Role").inputs["assumeRolePolicy"], unknown);
    assert.equal(await found.read(found.built.nodeConfig), unknown);
  });
});

describe("the trust in IAM Roles Anywhere", () => {
  it("is for one anchor, and for sessions under the name of the certificate", () => {
    const anchor = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/1";
    const { Statement } = JSON.parse(rolesAnywhereTrust(anchor)) as { Statement: Record<string, unknown>[] };
    assert.deepEqual(
      Statement.map(({ Action, Condition }) => [Action, Condition]),
      [
        [["sts:TagSession", "sts:SetSourceIdentity"], { ArnEquals: { "aws:SourceArn": anchor } }],
        [
          ["sts:AssumeRole"],
          {
            ArnEquals: { "aws:SourceArn": anchor },
            StringEquals: { "sts:RoleSessionName": "${aws:PrincipalTag/x509Subject/CN}" },
          },
        ],
      ],
    );
  });
});

describe("the configuration of a hybrid node", () => {
  it("is what nodeadm takes", () => {
    const arns = { trustAnchorArn: "arn:a", profileArn: "arn:p", roleArn: "arn:r" };
    const yaml = hybridNodeConfig({
      ...{ clusterName: "blue", region: "eu-west-1", zone: "dublin", labels: { "example.com/site": "x" } },
      credentials: { kind: "roles-anywhere", ...arns },
    });
    assert.deepEqual(parse(yaml), {
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: {
        cluster: { name: "blue", region: "eu-west-1" },
        kubelet: {
          config: { shutdownGracePeriod: "30s", shutdownGracePeriodCriticalPods: "10s" },
          flags: ["--node-labels=topology.kubernetes.io/zone=dublin,example.com/site=x"],
        },
        hybrid: {
          enableCredentialsFile: true,
          iamRolesAnywhere: {
            nodeName: "NODE_NAME",
            ...arns,
            certificatePath: "/etc/iam/pki/server.pem",
            privateKeyPath: "/etc/iam/pki/server.key",
          },
        },
      },
    });
  });
});
