import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { Karpenter } from "../../../../components/nodes/karpenter/karpenter";
import type { KarpenterArgs } from "../../../../components/nodes/karpenter/karpenter-args";
import { unknown } from "../../../../policies/engine/values/value";
import { addonCluster, location } from "../../cluster/addon-cluster";
import { registrations, type Registrations } from "../../registrations";

const releaseType = "kubernetes:helm.sh/v3:Release";
const poolType = "kubernetes:karpenter.sh/v1:NodePool";
const classType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const entryType = "aws:eks/accessEntry:AccessEntry";

const pool = { name: "general", nodeClass: "standard", instances: { categories: ["m"] }, limits: { cpu: "100" } };

function karpenter(change: Partial<KarpenterArgs> = {}): Promise<Registrations<Karpenter>> {
  return registrations(() => {
    const group = new aws.eks.NodeGroup("system", {
      clusterName: "blue",
      nodeRoleArn: "arn:aws:iam::111122223333:role/blue-nodes",
      scalingConfig: { minSize: 2, maxSize: 2, desiredSize: 2 },
      subnetIds: [],
    });
    return new Karpenter("karpenter", {
      prefix: "blue",
      cluster: { ...addonCluster(), kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }), beforeNodes: [] },
      controller: { kind: "nodes", ready: [group] },
      networkReady: [],
      volumeKey: new CustomerKey("volumes", { name: "blue-volumes", description: "V", location, statements: [] }),
      nodeClasses: [{ name: "standard", image: "bottlerocket@v1.66.0" }],
      pools: [pool],
      tags: { owner: "platform-team" },
      ...change,
    });
  });
}

/** The statements of the controller's one policy, by sid. */
function statements(found: Registrations) {
  const { Statement } = JSON.parse(String(found.only("aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
    readonly Statement: readonly {
      readonly Sid: string;
      readonly Action: readonly string[];
      readonly Resource: readonly string[];
      readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    }[];
  };
  return new Map(Statement.map((statement) => [statement.Sid, statement]));
}

describe("Karpenter", () => {
  it("is deleted from the outside in: pools, classes, controller, then definitions, queue, rights and nodes", async () => {
    const found = await karpenter();
    const [nodePool, nodeClass] = [found.only(poolType), found.only(classType)];
    const [controller, definitions] = ["karpenter", "karpenter-crd"].map((name) => found.byName(releaseType, name));
    assert.ok(controller && definitions);
    const order = [nodePool, nodeClass, controller, definitions, found.only("aws:eks/nodeGroup:NodeGroup")];
    order.forEach((later, index) => {
      for (const earlier of order.slice(index + 1))
        assert.ok(found.waitsFor(later, earlier), `${later.urn} before ${earlier.urn}`);
    });
    for (const type of [
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:sqs/queuePolicy:QueuePolicy",
    ])
      assert.ok(found.waitsFor(controller, found.only(type)), type);
    for (const type of [entryType, "aws:iam/instanceProfile:InstanceProfile", "aws:kms/key:Key"])
      assert.ok(found.waitsFor(nodeClass, found.only(type)), type);
  });

  it("lets nothing vanish with the cluster unseen that an instance may hang on", async () => {
    const found = await karpenter();
    for (const type of [poolType, classType, releaseType])
      for (const { deletedWith, name } of found.ofType(type)) assert.equal(deletedWith, undefined, `${type} ${name}`);
  });

  it("waits for the nodes of a pool as long as they may drain, and holds the pool until they are gone", async () => {
    const found = await karpenter({ pools: [{ ...pool, terminationGracePeriod: "2h" }] });
    const { customTimeouts, inputs } = found.only(poolType);
    assert.equal(customTimeouts.delete, "150m");
    assert.deepEqual(inputs["metadata"], {
      name: "general",
      annotations: { "pulumi.com/deletionPropagationPolicy": "foreground" },
    });
  });

  it("states what Karpenter would else choose", async () => {
    assert.deepEqual((await karpenter()).only(poolType).inputs["spec"], {
      template: {
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "standard" },
          requirements: [
            { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
            { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
            { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
            { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["m"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["4"] },
          ],
          expireAfter: "720h",
          terminationGracePeriod: "24h",
        },
      },
      limits: { cpu: "100" },
      disruption: {
        consolidationPolicy: "WhenEmptyOrUnderutilized",
        consolidateAfter: "5m",
        budgets: [{ nodes: "10%" }],
      },
    });
  });

  it("starts Bottlerocket of one release, encrypted, in private subnets, with no way to the metadata for pods", async () => {
    const encrypted = { encrypted: true, kmsKeyID: unknown, deleteOnTermination: true, volumeType: "gp3" };
    assert.deepEqual((await karpenter()).only(classType).inputs["spec"], {
      amiSelectorTerms: [{ alias: "bottlerocket@v1.66.0" }],
      instanceProfile: "blue-karpenter-nodes",
      subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "blue" } }],
      securityGroupSelectorTerms: [{ tags: { "aws:eks:cluster-name": "blue" } }],
      associatePublicIPAddress: false,
      metadataOptions: {
        httpEndpoint: "enabled",
        httpProtocolIPv6: "disabled",
        httpPutResponseHopLimit: 1,
        httpTokens: "required",
      },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { ...encrypted, volumeSize: "4Gi" } },
        { deviceName: "/dev/xvdb", ebs: { ...encrypted, volumeSize: "80Gi", iops: 3000, throughput: 125 } },
      ],
      kubelet: { maxPods: 110 },
      detailedMonitoring: true,
      userData: "[settings.host-containers.control]\nenabled = false\n",
      tags: { owner: "platform-team", Name: "blue-standard" },
    });
  });

  it("lets its nodes in by a role of their own", async () => {
    const found = await karpenter();
    const { principalArn, type } = found.only(entryType).inputs;
    assert.deepEqual([principalArn, type], ["arn:aws:iam::111122223333:role/blue-karpenter-nodes", "EC2_LINUX"]);
  });

  it("may end and tag only what carries the tags of its cluster and of a pool", async () => {
    const found = statements(await karpenter());
    for (const sid of [
      "AllowScopedDeletion",
      "AllowScopedResourceTagging",
      "AllowScopedEC2LaunchTemplateAccessActions",
    ]) {
      assert.deepEqual(found.get(sid)?.Condition?.["StringEquals"], {
        "aws:ResourceTag/kubernetes.io/cluster/blue": "owned",
      });
      assert.deepEqual(found.get(sid)?.Condition?.["StringLike"], { "aws:ResourceTag/karpenter.sh/nodepool": "*" });
    }
    assert.deepEqual(found.get("AllowPassingInstanceRole")?.Resource, [
      "arn:aws:iam::111122223333:role/blue-karpenter-nodes",
    ]);
  });

  it("has no right to make or change instance profiles", async () => {
    const actions = [...statements(await karpenter()).values()].flatMap(({ Action }) => Action);
    assert.deepEqual(actions.filter((action) => action.startsWith("iam:")).sort(), [
      "iam:GetInstanceProfile",
      "iam:ListInstanceProfiles",
      "iam:PassRole",
    ]);
  });

  it("may make the role that the first spot request of an account needs, where a pool takes spot", async () => {
    const sid = "AllowSpotServiceLinkedRole";
    assert.equal(statements(await karpenter()).get(sid), undefined);
    const spot = { ...pool, instances: { ...pool.instances, capacityTypes: ["spot" as const, "on-demand" as const] } };
    assert.deepEqual(statements(await karpenter({ pools: [spot] })).get(sid)?.Condition, {
      StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" },
    });
  });

  it("hears of interruptions by a queue that only the five rules may send to", async () => {
    const found = await karpenter();
    const rules = found.ofType("aws:cloudwatch/eventRule:EventRule").map(({ inputs }) => String(inputs["name"]));
    assert.deepEqual(rules.sort(), [
      "blue-karpenter-health",
      "blue-karpenter-rebalance",
      "blue-karpenter-reservation",
      "blue-karpenter-spot",
      "blue-karpenter-state",
    ]);
    const policy = JSON.parse(String(found.only("aws:sqs/queuePolicy:QueuePolicy").inputs["policy"])) as {
      Statement: { Condition: { ArnEquals?: { "aws:SourceArn": string[] } } }[];
    };
    assert.deepEqual(
      policy.Statement[0]?.Condition.ArnEquals?.["aws:SourceArn"].sort(),
      rules.map((rule) => `arn:aws:events:eu-west-1:111122223333:rule/${rule}`),
    );
    for (const target of found.ofType("aws:cloudwatch/eventTarget:EventTarget"))
      assert.ok(found.waitsFor(target, found.only("aws:sqs/queuePolicy:QueuePolicy")));
  });

  it("gets its rights by IRSA on Fargate, where no agent hands out those of Pod Identity", async () => {
    const found = await karpenter({ controller: { kind: "fargate", ready: [] } });
    assert.equal(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation").length, 0);
    const { values } = found.byName(releaseType, "karpenter").inputs as {
      readonly values: { readonly serviceAccount: unknown };
    };
    assert.deepEqual(values.serviceAccount, {
      name: "karpenter",
      annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/blue-karpenter" },
    });
    assert.ok(found.waitsFor(found.byName(releaseType, "karpenter"), found.only("aws:iam/rolePolicy:RolePolicy")));
  });

  it("refuses pools without a class, images that move, and names that are taken, all at once", async () => {
    await assert.rejects(
      karpenter({
        nodeClasses: [{ name: "standard", image: "bottlerocket@latest" }],
        pools: [pool, { ...pool, nodeClass: "gpu" }],
      }),
      {
        message: [
          "Karpenter:",
          '- nodeClasses.0.image: "bottlerocket@latest" is no image with its release; write, for example, "bottlerocket@v1.66.0" or "al2023@v20260911".',
          '- pools.1.name: "general" is taken already; give each a name of its own.',
          '- pools.1.nodeClass: "gpu" is none of "standard"; name a class of the list, or add it there.',
        ].join("\n"),
      },
    );
  });
});
