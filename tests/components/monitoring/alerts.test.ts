import assert from "node:assert/strict";
import { parse } from "yaml";
import { addressAlerts } from "../../../components/monitoring/address-alerts";
import { alertRouting } from "../../../components/monitoring/alert-routing";

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

describe("addressAlerts", () => {
  const { groups } = parse(addressAlerts()) as { groups: { name: string; rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);

  it("alerts on refused addresses, on pods without one, and on the silence of the VPC CNI", () => {
    assert.deepEqual(
      rules.map((rule) => [rule.alert, rule.labels.severity, rule.for]),
      [
        ["SubnetAddressesExhausted", "critical", undefined],
        ["PodsWithoutAddress", "critical", "15m"],
        ["AddressMetricsMissing", "warning", "30m"],
      ],
    );
  });

  it("reads only metrics that the VPC CNI has, under the error codes that EC2 gives", () => {
    const read = rules.flatMap(({ expr }) => expr.match(/awscni_\w+/g) ?? []);
    // Names as in utils/prometheusmetrics/prometheusmetrics.go, codes as in pkg/ipamd/ipamd.go of amazon-vpc-cni-k8s.
    assert.deepEqual(read, [
      "awscni_aws_api_error_count",
      "awscni_no_available_ip_addresses",
      "awscni_total_ip_addresses",
    ]);
    const [exhausted] = rules;
    assert.ok(exhausted?.expr.includes(`error=~"InsufficientFreeAddressesInSubnet|InsufficientCidrBlocks"`));
  });
});

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
