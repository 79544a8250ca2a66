import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { ChartRelease, charts, type ChartReleaseArgs } from "../../../components/charts";
import { addonCluster } from "../cluster/addon-cluster";
import { registrations } from "../registrations";

const releaseType = "kubernetes:helm.sh/v3:Release";
const associationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

function build(args: Omit<ChartReleaseArgs, "cluster">) {
  return registrations(() => {
    const cluster = { ...addonCluster(), kubernetes: new k8s.Provider("blue", { kubeconfig: "{}" }) };
    const after = new aws.sns.Topic("before", { name: "before" });
    return new ChartRelease("controller", { cluster, ...args }, { dependsOn: after });
  });
}

describe("ChartRelease", () => {
  it("pins the chart's version and names the release, so that service accounts keep their names", async () => {
    const found = await build({ chart: "external-secrets", values: { replicaCount: 2 }, makesAwsResources: false });
    assert.deepEqual(found.only(releaseType).inputs, {
      chart: "external-secrets",
      repositoryOpts: { repo: "https://charts.external-secrets.io" },
      version: "2.9.0",
      compat: "true",
      name: "external-secrets",
      namespace: "external-secrets",
      values: { replicaCount: 2 },
      atomic: true,
      cleanupOnFail: true,
      timeout: 600,
      maxHistory: 5,
    });
  });

  it("names a chart in an OCI registry by its whole place, with no repository beside it", async () => {
    const { inputs } = (await build({ chart: "karpenter", values: {}, makesAwsResources: true })).only(releaseType);
    assert.equal(inputs["chart"], "oci://public.ecr.aws/karpenter/karpenter");
    assert.equal(inputs["repositoryOpts"], undefined);
  });

  it("comes after its rights and after what it is told to wait for", async () => {
    const found = await build({
      chart: "karpenter",
      values: {},
      makesAwsResources: true,
      identities: [
        {
          serviceAccount: "karpenter",
          statements: [{ sid: "Read", actions: ["ec2:DescribeImages"], resources: ["*"] }],
        },
      ],
    });
    const release = found.only(releaseType);
    assert.ok(found.waitsFor(release, found.only(associationType)));
    assert.ok(found.waitsFor(release, found.only("aws:iam/rolePolicy:RolePolicy")));
    assert.ok(found.waitsFor(release, found.only("aws:sns/topic:Topic")));
    const { inputs } = found.only(associationType);
    assert.deepEqual(
      [inputs["namespace"], inputs["serviceAccount"], inputs["roleArn"]],
      ["kube-system", "karpenter", "arn:aws:iam::111122223333:role/blue-karpenter"],
    );
  });

  it("is uninstalled before its cluster where it made things in AWS, and else goes with the cluster", async () => {
    const [maker, other] = [
      await build({ chart: "karpenter", values: {}, makesAwsResources: true }),
      await build({ chart: "kured", values: {}, makesAwsResources: false }),
    ];
    assert.equal(maker.only(releaseType).deletedWith, undefined);
    assert.equal(other.only(releaseType).deletedWith, other.only("aws:eks/cluster:Cluster").urn);
  });

  it("has an exact version of every chart", () => {
    for (const [name, { version }] of Object.entries(charts)) assert.match(version, /^v?\d+\.\d+\.\d+$/, name);
  });
});
