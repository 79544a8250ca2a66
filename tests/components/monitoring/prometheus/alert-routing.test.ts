import assert from "node:assert/strict";
import { parse } from "yaml";
import { alertRouting } from "../../../../components/monitoring/prometheus/alert-routing";

describe("alertRouting", () => {
  const topicArn = "arn:aws:sns:eu-west-1:111122223333:shop-prod-alarms";
  const outer = parse(alertRouting({ name: "shop-prod", topicArn, region: "eu-west-1" })) as Record<string, unknown>;

  it("is a document whose one entry is the text of another", () => {
    assert.deepEqual(Object.keys(outer), ["alertmanager_config"]);
    assert.equal(typeof outer["alertmanager_config"], "string");
  });

  it("sends everything to the topic, signed for its region, and tells when it is over", () => {
    const inner = parse(String(outer["alertmanager_config"])) as {
      route: { receiver: string; routes?: unknown };
      receivers: unknown;
    };
    assert.equal(inner.route.receiver, "alarms");
    assert.equal(inner.route.routes, undefined);
    assert.deepEqual(inner.receivers, [
      {
        name: "alarms",
        sns_configs: [
          {
            topic_arn: topicArn,
            sigv4: { region: "eu-west-1" },
            subject: "shop-prod: {{ .GroupLabels.alertname }}",
            send_resolved: true,
          },
        ],
      },
    ]);
  });
});
