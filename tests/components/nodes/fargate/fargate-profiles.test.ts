import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { FargateProfiles } from "../../../../components/nodes/fargate/fargate-profiles";
import type { FargateProfileSettings } from "../../../../components/nodes/fargate/selectors";
import { addonCluster, location } from "../../cluster/addon-cluster";
import { registrations, type Registrations } from "../../registrations";

const profileType = "aws:eks/fargateProfile:FargateProfile";
const system = { name: "system", selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }] };
const teams = { name: "teams", selectors: [{ namespace: "team-*" }] };

function build(profiles: readonly FargateProfileSettings[] = [system, teams]): Promise<Registrations<FargateProfiles>> {
  return registrations(() => {
    const subnet = (zone: string, index: number) => ({
      ...{ id: `subnet-${zone}`, availabilityZone: `eu-west-1${zone}`, cidr: `10.0.${String(index)}.0/24` },
    });
    return new FargateProfiles("fargate", {
      prefix: "blue",
      cluster: { ...addonCluster(), kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }), beforeNodes: [] },
      network: { privateSubnets: ["a", "b"].map(subnet), ready: [] },
      profiles,
      logs: {
        key: new CustomerKey("logs", { name: "blue-logs", description: "L", location, statements: [] }),
        retentionInDays: 30,
      },
    });
  });
}

describe("FargateProfiles", () => {
  it("trusts Fargate for profiles of this cluster alone", async () => {
    const found = await build();
    assert.deepEqual(JSON.parse(String(found.only("aws:iam/role:Role").inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "FargateAssumes",
          Effect: "Allow",
          Principal: { Service: "eks-fargate-pods.amazonaws.com" },
          Action: ["sts:AssumeRole"],
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:eks:eu-west-1:111122223333:fargateprofile/blue/*" } },
        },
      ],
    });
    const { policyArn } = found.only("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs;
    assert.equal(policyArn, "arn:aws:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy");
  });

  it("lets hosts write to the one group that is there before, and make none", async () => {
    const found = await build();
    const group = found.only("aws:cloudwatch/logGroup:LogGroup");
    assert.equal(group.inputs["name"], "/aws/eks/blue/fargate");
    assert.equal(group.inputs["retentionInDays"], 30);
    assert.ok(group.inputs["kmsKeyId"]);
    const policy = String(found.only("aws:iam/rolePolicy:RolePolicy").inputs["policy"]);
    const arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/blue/fargate";
    assert.deepEqual((JSON.parse(policy) as { Statement: { Action: string[]; Resource: string[] }[] }).Statement, [
      {
        Sid: "WritePodLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [arn, `${arn}:*`],
      },
    ]);
  });

  it("configures the log router where Fargate looks, within its 5300 characters", async () => {
    const found = await build();
    const namespace = found.only("kubernetes:core/v1:Namespace").inputs["metadata"] as { name: string; labels: object };
    assert.equal(namespace.name, "aws-observability");
    assert.equal(Object.entries(namespace.labels).find(([key]) => key === "aws-observability")?.[1], "enabled");
    const { metadata, data } = found.only("kubernetes:core/v1:ConfigMap").inputs as {
      metadata: { name: string; namespace: string };
      data: Record<string, string>;
    };
    assert.deepEqual([metadata.namespace, metadata.name], ["aws-observability", "aws-logging"]);
    assert.match(data["output.conf"] ?? "", /^\[OUTPUT\]\n {4}Name cloudwatch_logs\n {4}Match kube\.\*\n/);
    assert.match(data["output.conf"] ?? "", /log_group_name \/aws\/eks\/blue\/fargate\n/);
    assert.match(data["output.conf"] ?? "", /auto_create_group false\n/);
    assert.equal(data["flb_log_cw"], "false");
    assert.ok(Object.values(data).join("").length < 5300);
  });

  it("makes profiles one after the other, in private subnets, under names that can change", async () => {
    const found = await build();
    const [first, second] = ["system", "teams"].map((name) => found.byName(profileType, `fargate-${name}`));
    assert.ok(first && second);
    assert.ok(found.waitsFor(second, first));
    assert.ok(found.waitsFor(first, found.only("aws:iam/rolePolicy:RolePolicy")));
    assert.match(String(first.inputs["fargateProfileName"]), /^system-[0-9a-f]{8}$/);
    assert.deepEqual(first.inputs["subnetIds"], ["subnet-a", "subnet-b"]);
    assert.equal(first.customTimeouts.delete, "30m");
    assert.equal(first.deleteBeforeReplace, false);
  });

  it("is refused with everything that EKS would refuse", async () => {
    await assert.rejects(
      build([
        { ...system, name: "eks-a" },
        { ...teams, selectors: [] },
      ]),
      /eks-a.*0 selectors/,
    );
  });
});
