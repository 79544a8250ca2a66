import assert from "node:assert/strict";
import { parse } from "yaml";
import { addressAlerts } from "../../../../components/monitoring/prometheus/address-alerts";

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
