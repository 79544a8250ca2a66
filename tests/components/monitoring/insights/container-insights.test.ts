import assert from "node:assert/strict";
import { ContainerInsights } from "../../../../components/monitoring/insights/container-insights";
import { unknown } from "../../../../policies/engine/values/value";
import { registrations, type Registrations } from "../../registrations";
import { logsKey, nodeGroup, scrapedCluster } from "../cluster";

const addonType = "aws:eks/addon:Addon";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

const build = (): Promise<Registrations<ContainerInsights>> =>
  registrations(() => {
    const cluster = scrapedCluster();
    return new ContainerInsights("insights", {
      cluster,
      logsKey: logsKey(),
      logRetentionInDays: 400,
      nodes: [nodeGroup(cluster)],
      tags: { team: "platform" },
    });
  });

describe("ContainerInsights", () => {
  it("makes the four log groups of the agents with retention and key", async () => {
    const groups = (await build()).ofType(logGroupType).map(({ inputs }) => inputs);
    assert.deepEqual(
      new Set(groups),
      new Set(
        ["application", "dataplane", "host", "performance"].map((stream) => ({
          name: `/aws/containerinsights/shop/${stream}`,
          retentionInDays: 400,
          kmsKeyId: unknown,
          tags: { team: "platform" },
        })),
      ),
    );
  });

  it("starts the agents after their log groups and after the nodes they run on", async () => {
    const found = await build();
    const addon = found.only(addonType);
    for (const group of found.ofType(logGroupType)) assert.ok(found.waitsFor(addon, group), group.name);
    assert.ok(found.waitsFor(addon, found.only("aws:eks/nodeGroup:NodeGroup")));
  });

  it("makes the log groups after the policy of their key, and without waiting for the cluster", async () => {
    const found = await build();
    for (const group of found.ofType(logGroupType)) {
      assert.ok(found.waitsFor(group, found.only("aws:kms/key:Key")));
      assert.ok(!found.waitsFor(group, found.only("aws:eks/cluster:Cluster")));
    }
  });

  it("gives the agent's service account a role by Pod Identity", async () => {
    const found = await build();
    const { addonName, addonVersion, podIdentityAssociations } = found.only(addonType).inputs;
    assert.deepEqual(
      { addonName, addonVersion, podIdentityAssociations },
      {
        addonName: "amazon-cloudwatch-observability",
        addonVersion: "v6.5.0-eksbuild.1",
        podIdentityAssociations: [
          { serviceAccount: "cloudwatch-agent", roleArn: "arn:aws:iam::111122223333:role/shop-cloudwatch-agent" },
        ],
      },
    );
    assert.equal(found.only("aws:iam/role:Role").inputs["name"], "shop-cloudwatch-agent");
  });
});
