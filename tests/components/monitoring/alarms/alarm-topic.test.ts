import assert from "node:assert/strict";
import { AlarmTopic } from "../../../../components/monitoring/alarms/alarm-topic";
import { unknown } from "../../../../policies/engine/values/value";
import { registrations, type Registrations } from "../../registrations";
import { location } from "../cluster";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:shop-prod-alarms";
const ours = { StringEquals: { "aws:SourceAccount": "111122223333" } };

const build = (emails: readonly string[] = [], protect = false): Promise<Registrations<AlarmTopic>> =>
  registrations(
    () =>
      new AlarmTopic("alarms", {
        name: "shop-prod-alarms",
        location,
        publishers: [
          { sid: "CloudWatchPublishes", service: "cloudwatch.amazonaws.com", sourceArns: ["arn:alarm"] },
          {
            sid: "PrometheusPublishes",
            service: "aps.amazonaws.com",
            actions: ["sns:Publish", "sns:GetTopicAttributes"],
            sourceArns: ["arn:workspace"],
          },
        ],
        emails,
        protect,
      }),
  );

function statements(policy: unknown): readonly Readonly<Record<string, unknown>>[] {
  assert.ok(typeof policy === "string", "the policy is known at preview");
  return (JSON.parse(policy) as { Statement: Readonly<Record<string, unknown>>[] }).Statement;
}

describe("AlarmTopic", () => {
  it("is encrypted with a key of its own that rotates and is called like the topic", async () => {
    const found = await build();
    const topic = found.only("aws:sns/topic:Topic");
    assert.deepEqual(topic.inputs, {
      name: "shop-prod-alarms",
      kmsMasterKeyId: unknown,
      tags: { Name: "shop-prod-alarms" },
    });
    assert.deepEqual(found.dependencies(topic), ["aws:kms/key:Key alarms"]);
    assert.equal(found.only("aws:kms/key:Key").inputs["enableKeyRotation"], true);
    assert.equal(found.only("aws:kms/alias:Alias").inputs["name"], "alias/shop-prod-alarms");
  });

  it("admits the same services to the key as to the topic, for this account only", async () => {
    const [, publish] = statements((await build()).only("aws:kms/key:Key").inputs["policy"]);
    assert.deepEqual(publish, {
      Sid: "ServicesPublish",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com", "aps.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: ["*"],
      Condition: ours,
    });
  });

  it("keeps its owner's rights, lets in each publisher for its own resources, and refuses plain text", async () => {
    const policy = (await build()).only("aws:sns/topicPolicy:TopicPolicy");
    assert.equal(policy.inputs["arn"], topicArn);
    const [owner, cloudWatch, prometheus, plainText, ...more] = statements(policy.inputs["policy"]);
    assert.deepEqual(owner?.["Principal"], { AWS: "arn:aws:iam::111122223333:root" });
    assert.ok(
      ["sns:Publish", "sns:SetTopicAttributes"].every((action) => (owner["Action"] as string[]).includes(action)),
    );
    assert.deepEqual(cloudWatch, {
      Sid: "CloudWatchPublishes",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["sns:Publish"],
      Resource: [topicArn],
      Condition: { ...ours, ArnLike: { "aws:SourceArn": ["arn:alarm"] } },
    });
    assert.deepEqual(prometheus?.["Action"], ["sns:Publish", "sns:GetTopicAttributes"]);
    assert.deepEqual(prometheus["Principal"], { Service: "aps.amazonaws.com" });
    assert.deepEqual(plainText, {
      Sid: "RefusePlainText",
      Effect: "Deny",
      Principal: "*",
      Action: ["sns:Publish"],
      Resource: [topicArn],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    assert.deepEqual(more, []);
  });

  it("subscribes each address, once the policy stands", async () => {
    const found = await build(["ops@example.com", "lead@example.com"]);
    const subscriptions = found.ofType("aws:sns/topicSubscription:TopicSubscription");
    assert.deepEqual(
      new Set(subscriptions.map(({ inputs }) => [inputs["protocol"], inputs["endpoint"]])),
      new Set([
        ["email", "ops@example.com"],
        ["email", "lead@example.com"],
      ]),
    );
    const policy = found.only("aws:sns/topicPolicy:TopicPolicy");
    for (const subscription of subscriptions) assert.ok(found.waitsFor(subscription, policy));
  });

  it("subscribes nobody unless told", async () => {
    assert.deepEqual((await build()).ofType("aws:sns/topicSubscription:TopicSubscription"), []);
  });

  it("protects the key where asked, and nothing that holds no data", async () => {
    const found = await build([], true);
    assert.equal(found.only("aws:kms/key:Key").protect, true);
    assert.equal(found.only("aws:sns/topic:Topic").protect, false);
    assert.equal((await build()).only("aws:kms/key:Key").protect, false);
  });
});
