import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { StackUnderTest } from "../stack/stack-under-test";
import { pulumiCliOfRun } from "../toolchain/pulumi-cli";

const nodeGroup = "aws:eks/nodeGroup:NodeGroup";

/** A change of prod's stack file. Whatever is not listed is neither replaced nor deleted. */
interface Change {
  readonly title: string;
  readonly config: Readonly<Record<string, string>>;
  /** Types and names of what makes way for another of its kind. Default nothing. */
  readonly replaced?: readonly string[];
  /** Types and names of what goes. Default nothing. */
  readonly deleted?: readonly string[];
}

const changes: readonly Change[] = [
  { title: "Kubernetes goes up by a minor", config: { "cluster.kubernetesVersion": "1.36" } },
  {
    title: "nodes get another size",
    config: { "nodes.groups[1].instanceTypes[0]": "m7g.2xlarge" },
    replaced: [`${nodeGroup} nodes-general`],
  },
  { title: "nodes get larger disks", config: { "nodes.groups[1].volumeSizeGiB": "200" } },
  { title: "nodes get another label", config: { "nodes.groups[1].labels.team": "platform" } },
  { title: "a group may grow further", config: { "nodes.groups[1].maxSize": "40" } },
  { title: "there is a tenant more", config: { "tenants[1].name": "media", "tenants[1].owner": "media-team" } },
  { title: "a tenant may have more", config: { "tenants[0].quota.requestsCpu": "96" } },
  { title: "somebody else owns the platform", config: { "tags.owner": "reliability-team" } },
  { title: "logs are kept longer", config: { "monitoring.logRetentionDays": "731" } },
  {
    title: "somebody else is written to",
    config: { "monitoring.alarmEmails[0]": "reliability@example.com" },
    // It goes by its address, so that another is another.
    deleted: ["aws:sns/topicSubscription:TopicSubscription monitoring-alarms-platform-on-call@example.com"],
  },
  { title: "all endpoints are switched on", config: { "network.endpoints": "all" } },
  { title: "load balancers may face the internet", config: { "ingress.scheme": "internet-facing" } },
];

describe("a change of prod replaces what is listed, and nothing else", () => {
  let test: StackUnderTest;
  let settings: string;
  const stackFile = () => path.join(test.workFolder, "Pulumi.prod.yaml");
  before(async () => {
    test = await StackUnderTest.create(pulumiCliOfRun(), "Pulumi.prod.yaml");
    await test.configure({ "eks-platform:cluster.kubernetesVersion": "1.35" });
    settings = readFileSync(stackFile(), "utf8");
    await test.up();
  });
  // Nothing is applied: each change is one of the stack as it is.
  afterEach(() => {
    writeFileSync(stackFile(), settings);
  });
  after(() => {
    test.remove();
  });

  for (const { title, config, replaced = [], deleted = [] } of changes)
    it(title, async () => {
      await test.configure(
        Object.fromEntries(Object.entries(config).map(([key, value]) => [`eks-platform:${key}`, value])),
      );
      const events: EngineEvent[] = [];
      const { changeSummary } = await test.preview({ onEvent: (event) => events.push(event) });
      assert.notDeepEqual(Object.keys(changeSummary), ["same"]);
      assert.deepEqual(touched(events, "replace"), replaced);
      assert.deepEqual(touched(events, "delete"), deleted);
    });

  it("refuses another range of addresses, which would be another network around the same cluster", async () => {
    await test.configure({ "eks-platform:network.cidr": "10.80.0.0/16" });
    await assert.rejects(test.preview(), /unable to replace resource ".*ec2\/vpc:Vpc::network"/);
  });
});

/** Types and names of what is done something to. */
function touched(events: readonly EngineEvent[], operation: string): readonly string[] {
  return events
    .flatMap(({ resourcePreEvent }) => {
      if (!resourcePreEvent) return [];
      const { op, type, urn } = resourcePreEvent.metadata;
      return op === operation ? [`${type} ${urn.split("::").pop() ?? ""}`] : [];
    })
    .sort();
}
