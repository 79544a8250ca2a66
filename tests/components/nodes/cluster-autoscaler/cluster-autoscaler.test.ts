import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import {
  ClusterAutoscaler,
  type ClusterAutoscalerArgs,
} from "../../../../components/nodes/cluster-autoscaler/cluster-autoscaler";
import { expanderPriorities } from "../../../../components/nodes/cluster-autoscaler/expander";
import { nodeTemplateTags } from "../../../../components/nodes/cluster-autoscaler/scale-from-zero";
import { addonCluster } from "../../cluster/addon-cluster";
import { registrations } from "../../registrations";

function autoscaler(change: Partial<ClusterAutoscalerArgs> = {}, version: "1.34" | "1.35" | "1.36" = "1.36") {
  return registrations(() => {
    const resource = new aws.eks.NodeGroup("batch", {
      clusterName: "blue",
      nodeRoleArn: "arn:aws:iam::111122223333:role/blue-nodes",
      scalingConfig: { minSize: 0, maxSize: 4, desiredSize: 0 },
      subnetIds: [],
    });
    const settings = { name: "batch", instanceTypes: ["c7i.large"], minSize: 0, maxSize: 4, labels: { pool: "batch" } };
    return new ClusterAutoscaler("autoscaler", {
      cluster: { ...addonCluster(version), version, kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }) },
      groups: [{ settings, zones: ["eu-west-1a", "eu-west-1b"], resource }],
      ready: [resource],
      ...change,
    });
  });
}

const releaseType = "kubernetes:helm.sh/v3:Release";

describe("ClusterAutoscaler", () => {
  it("is of the cluster's minor, whatever the chart brings", async () => {
    for (const version of ["1.34", "1.35", "1.36"] as const) {
      const { image } = (await autoscaler({}, version)).only(releaseType).inputs["values"] as {
        readonly image: { readonly tag: string };
      };
      assert.ok(image.tag.startsWith(`v${version}.`), image.tag);
    }
  });

  it("changes the size of its own cluster's groups only", async () => {
    const { Statement } = JSON.parse(
      String((await autoscaler()).only("aws:iam/rolePolicy:RolePolicy").inputs["policy"]),
    ) as { readonly Statement: readonly { readonly Action: readonly string[]; readonly Condition?: unknown }[] };
    const writing = Statement.filter(({ Action }) => Action.some((action) => !/:(Describe|Get)/.test(action)));
    assert.deepEqual(
      writing.map(({ Action, Condition }) => ({ Action, Condition })),
      [
        {
          Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
          Condition: { StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/blue": "owned" } },
        },
      ],
    );
  });

  it("tells of empty groups what their nodes would be like, on the group that EKS makes", async () => {
    const found = await autoscaler();
    const tags = found.ofType("aws:autoscaling/tag:Tag");
    assert.deepEqual(
      tags.map(({ inputs }) => inputs["tag"]),
      [
        { key: "k8s.io/cluster-autoscaler/node-template/label/pool", value: "batch", propagateAtLaunch: false },
        {
          key: "k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage",
          value: "80Gi",
          propagateAtLaunch: false,
        },
      ],
    );
    const group = found.only("aws:eks/nodeGroup:NodeGroup").urn;
    for (const { propertyDependencies } of tags)
      assert.deepEqual(propertyDependencies["autoscalingGroupName"], [group]);
  });

  it("is uninstalled before the nodes go, so that it starts none while they leave", async () => {
    const found = await autoscaler();
    const release = found.only(releaseType);
    assert.equal(release.deletedWith, undefined);
    assert.ok(found.waitsFor(release, found.only("aws:eks/nodeGroup:NodeGroup")));
  });
});

describe("node template tags", () => {
  it("spell taints as Kubernetes does, and name the zone that volumes ask for", () => {
    assert.deepEqual(
      nodeTemplateTags({
        taints: [
          { key: "gpu", effect: "NO_SCHEDULE" },
          { key: "team", value: "a", effect: "NO_EXECUTE" },
        ],
        volume: { sizeGiB: 200 },
        zone: "eu-west-1a",
      }),
      {
        "k8s.io/cluster-autoscaler/node-template/taint/gpu": ":NoSchedule",
        "k8s.io/cluster-autoscaler/node-template/taint/team": "a:NoExecute",
        "k8s.io/cluster-autoscaler/node-template/label/topology.ebs.csi.aws.com/zone": "eu-west-1a",
        "k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage": "200Gi",
      },
    );
  });
});

describe("priorities of groups", () => {
  it("name the groups behind node groups, also one in each zone, and put the rest last", () => {
    const priorities = expanderPriorities([
      { priority: 50, groups: ["spot"] },
      { priority: 10, groups: ["general"] },
    ]);
    assert.deepEqual(Object.keys(priorities).sort(), ["10", "50", "9"]);
    assert.deepEqual(priorities["9"], [".*"]);
    const [pattern = ""] = priorities["50"] ?? [];
    const takes = (name: string) => new RegExp(pattern).test(name);
    const id = "5ac1b2c3-0000-4000-8000-000000000000";
    assert.ok(takes(`eks-spot-3f2a91c4-${id}`));
    assert.ok(takes(`eks-spot-a-3f2a91c4-${id}`));
    assert.ok(!takes(`eks-spot-large-3f2a91c4-${id}`));
    assert.ok(!takes(`eks-general-3f2a91c4-${id}`));
  });
});
