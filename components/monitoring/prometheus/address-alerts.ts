import { stringify } from "yaml";

/**
 * Alerts on exhausted pod addresses, as the YAML of a rule group namespace.
 *
 * They stand on what the VPC CNI itself reports, since AWS has no metric of the free addresses of a subnet. So they tell
 * the moment EC2 refuses an address, not the days before it; for a forecast watch the pod subnets with VPC IPAM.
 * The count of refusals begins with the first refusal, which `increase` cannot see; the CNI asks again every few
 * minutes, so the second one fires the alert.
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/utils/prometheusmetrics/prometheusmetrics.go
 */
export function addressAlerts(): string {
  const refusals = `awscni_aws_api_error_count{error=~"InsufficientFreeAddressesInSubnet|InsufficientCidrBlocks"}`;
  return stringify({
    groups: [
      {
        name: "pod-addresses",
        interval: "60s",
        rules: [
          {
            alert: "SubnetAddressesExhausted",
            expr: `sum by (error) (increase(${refusals}[15m])) > 0`,
            labels: { severity: "critical" },
            annotations: {
              summary: "EC2 refuses addresses to the VPC CNI: a subnet of pods is full.",
              action: "Add a pod subnet or a secondary CIDR; with prefixes, look for a fragmented subnet.",
            },
          },
          {
            alert: "PodsWithoutAddress",
            expr: "sum by (node) (increase(awscni_no_available_ip_addresses[10m])) > 0",
            for: "15m",
            labels: { severity: "critical" },
            annotations: {
              summary: "Pods on {{ $labels.node }} have been waiting for an address for 15 minutes.",
              action: "Compare the node's pods with its maximum and look at the log of ipamd.",
            },
          },
          {
            alert: "AddressMetricsMissing",
            expr: "absent(awscni_total_ip_addresses)",
            for: "30m",
            labels: { severity: "warning" },
            annotations: {
              summary: "The VPC CNI has reported nothing for 30 minutes, so exhausted addresses would go unnoticed.",
              action: "Look at the scraper's status and at the security group between scraper and nodes.",
            },
          },
        ],
      },
    ],
  });
}
