import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { TerminationHandler } from "../../../../components/nodes/termination-handler/termination-handler";
import { addonCluster } from "../../cluster/addon-cluster";
import { registrations, type Registrations } from "../../registrations";

const hookType = "aws:autoscaling/lifecycleHook:LifecycleHook";
const releaseType = "kubernetes:helm.sh/v3:Release";
const groupType = "aws:autoscaling/group:Group";

function handler({
  drainSeconds,
  region = "eu-west-1",
  partition = "aws",
}: {
  readonly drainSeconds?: number;
  readonly region?: string;
  readonly partition?: string;
} = {}): Promise<Registrations<TerminationHandler>> {
  return registrations(() => {
    const groups = ["mixed", "steady"].map((name) => ({
      name: `platform-${name}`,
      resource: new aws.autoscaling.Group(name, { minSize: 1, maxSize: 2 }),
    }));
    const cluster = addonCluster();
    return new TerminationHandler("termination", {
      prefix: "platform",
      cluster: {
        ...cluster,
        location: { ...cluster.location, region, partition },
        kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }),
      },
      groups,
      ...(drainSeconds === undefined ? {} : { drainSeconds }),
      ready: [new aws.eks.Addon("coredns", { clusterName: "blue", addonName: "coredns" })],
      tags: { owner: "platform-team" },
    });
  });
}

function valuesOf(found: Registrations): Readonly<Record<string, unknown>> {
  return (found.only(releaseType).inputs as { readonly values: Readonly<Record<string, unknown>> }).values;
}

describe("TerminationHandler", () => {
  it("holds an instance of each group until it is drained, and lets it go in any case", async () => {
    const hooks = (await handler()).ofType(hookType);
    assert.deepEqual(
      hooks.map(({ name, inputs }) => [name, inputs]),
      ["mixed", "steady"].map((group) => [
        `termination-${group}`,
        {
          name: "drain",
          autoscalingGroupName: `platform-${group}`,
          lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
          heartbeatTimeout: 360,
          defaultResult: "CONTINUE",
        },
      ]),
    );
  });

  it("takes the hooks away before the handler, and the handler before what it reads and may do", async () => {
    const found = await handler();
    const release = found.only(releaseType);
    for (const hook of found.ofType(hookType)) {
      assert.ok(found.waitsFor(hook, release), hook.name);
      assert.ok(
        found.ofType(groupType).some((group) => found.waitsFor(hook, group)),
        hook.name,
      );
    }
    for (const type of [
      "aws:eks/addon:Addon",
      "aws:sqs/queuePolicy:QueuePolicy",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    ])
      assert.ok(found.waitsFor(release, found.only(type)), type);
    for (const target of found.ofType("aws:cloudwatch/eventTarget:EventTarget"))
      assert.ok(found.waitsFor(release, target), target.name);
  });

  it("hears of its own groups and of spot, not of what others take care of", async () => {
    const rules = (await handler()).ofType("aws:cloudwatch/eventRule:EventRule").map(({ inputs }) => inputs);
    assert.deepEqual(
      rules.map(({ name, eventPattern }) => [name, JSON.parse(String(eventPattern))]),
      [
        [
          "platform-termination-lifecycle",
          {
            source: ["aws.autoscaling"],
            "detail-type": ["EC2 Instance-terminate Lifecycle Action"],
            detail: { AutoScalingGroupName: ["platform-mixed", "platform-steady"], Origin: ["AutoScalingGroup"] },
          },
        ],
        [
          "platform-termination-spot",
          { source: ["aws.ec2"], "detail-type": ["EC2 Spot Instance Interruption Warning"] },
        ],
      ],
    );
  });

  it("may read its queue and release the instances of its groups, and no more", async () => {
    const { Statement } = JSON.parse(
      String((await handler()).only("aws:iam/rolePolicy:RolePolicy").inputs["policy"]),
    ) as {
      readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[];
    };
    const group = "arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:*:autoScalingGroupName";
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["sqs:DeleteMessage", "sqs:ReceiveMessage"], ["arn:aws:sqs:eu-west-1:111122223333:platform-termination"]],
        [["autoscaling:CompleteLifecycleAction"], [`${group}/platform-mixed`, `${group}/platform-steady`]],
        [["ec2:DescribeInstances"], ["*"]],
      ],
    );
  });

  it("reads the queue and not the metadata, and touches only instances with the tag of its cluster", async () => {
    const values = valuesOf(await handler());
    assert.equal(values["enableSqsTerminationDraining"], true);
    assert.equal(values["queueURL"], "https://sqs.eu-west-1.amazonaws.com/111122223333/platform-termination");
    assert.equal(values["awsRegion"], "eu-west-1");
    assert.deepEqual(
      [values["checkTagBeforeDraining"], values["managedTag"]],
      [true, "aws-node-termination-handler/blue"],
    );
    const china = valuesOf(await handler({ region: "cn-north-1", partition: "aws-cn" }));
    assert.equal(china["queueURL"], "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/platform-termination");
  });

  it("holds instances longer than a drain takes, and refuses drains that outlast every hook", async () => {
    const found = await handler({ drainSeconds: 7140 });
    assert.equal(valuesOf(found)["nodeTerminationGracePeriod"], 7140);
    assert.equal(found.ofType(hookType)[0]?.inputs["heartbeatTimeout"], 7200);
    for (const drainSeconds of [59, 7141, 90.5])
      await assert.rejects(handler({ drainSeconds }), {
        message: `drainSeconds is ${drainSeconds}; write a whole number of seconds from 60 to 7140.`,
      });
  });
});
