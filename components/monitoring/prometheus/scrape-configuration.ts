import { stringify } from "yaml";

export interface ScrapeConfigurationArgs {
  /** Written into every series as `cluster`. */
  readonly clusterName: string;
  /** Seconds between two scrapes, at least 30. AWS bills each sample: half as often is half the price. */
  readonly intervalSeconds: number;
}

/** Keeps the targets of which all named labels match. */
const keep = (labels: Readonly<Record<string, string>>): object[] =>
  Object.entries(labels).map(([label, regex]) => ({ source_labels: [label], regex, action: "keep" }));

/** Keeps the series of which the name matches; the rest is neither stored nor billed. */
const only = (...names: string[]): object[] => [
  { source_labels: ["__name__"], regex: names.join("|"), action: "keep" },
];

const podLabels = [
  { source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
  { source_labels: ["__meta_kubernetes_pod_name"], target_label: "pod" },
  { source_labels: ["__meta_kubernetes_pod_node_name"], target_label: "node" },
];

const systemPods = [{ role: "pod", namespaces: { names: ["kube-system"] } }];

/** The VPC CNI on every node: addresses in use, and addresses that EC2 refused. */
const vpcCni = {
  job_name: "aws-node",
  kubernetes_sd_configs: systemPods,
  relabel_configs: [
    ...keep({ __meta_kubernetes_pod_label_k8s_app: "aws-node", __meta_kubernetes_pod_container_port_number: "61678" }),
    ...podLabels,
  ],
  metric_relabel_configs: only(
    "awscni_(total|assigned)_ip_addresses",
    "awscni_total_ipv4_prefixes",
    "awscni_no_available_ip_addresses",
    "awscni_(eni_allocated|eni_max|ip_max)",
    "awscni_(aws_api|ipamd)_error_count",
  ),
};

const clusterDns = {
  job_name: "coredns",
  kubernetes_sd_configs: systemPods,
  relabel_configs: [
    ...keep({ __meta_kubernetes_pod_label_k8s_app: "kube-dns", __meta_kubernetes_pod_container_port_number: "9153" }),
    ...podLabels,
  ],
  metric_relabel_configs: only(
    "coredns_dns_(requests|responses)_total",
    "coredns_dns_request_duration_seconds_(sum|count)",
    "coredns_cache_(hits|misses)_total",
    "coredns_forward_healthcheck_broken_total",
  ),
};

/** Pods that ask for it with the annotations `prometheus.io/scrape`, `prometheus.io/port` and `prometheus.io/path`. */
const annotatedPods = {
  job_name: "pods",
  kubernetes_sd_configs: [{ role: "pod" }],
  relabel_configs: [
    ...keep({ __meta_kubernetes_pod_annotation_prometheus_io_scrape: "true", __meta_kubernetes_pod_phase: "Running" }),
    {
      source_labels: ["__meta_kubernetes_pod_annotation_prometheus_io_path"],
      regex: "(.+)",
      target_label: "__metrics_path__",
    },
    // An IPv6 address keeps its brackets.
    {
      source_labels: ["__address__", "__meta_kubernetes_pod_annotation_prometheus_io_port"],
      regex: String.raw`(\[[^\]]+\]|[^:]+)(?::\d+)?;(\d+)`,
      replacement: "$1:$2",
      target_label: "__address__",
    },
    ...podLabels,
  ],
};

/**
 * What the managed scraper collects: the VPC CNI, CoreDNS, and the pods that ask for it. The control plane, nodes and
 * containers are left out on purpose: EKS publishes the first for nothing, and Container Insights has the others.
 * @throws when the interval is below the service's 30 seconds.
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-collector-how-to.html
 */
export function scrapeConfiguration({ clusterName, intervalSeconds }: ScrapeConfigurationArgs): string {
  if (!Number.isInteger(intervalSeconds) || intervalSeconds < 30) {
    throw new Error(
      `scrapeIntervalSeconds is ${String(intervalSeconds)}; write a whole number of seconds that is at least 30.`,
    );
  }
  const document = {
    global: { scrape_interval: `${String(intervalSeconds)}s`, external_labels: { cluster: clusterName } },
    scrape_configs: [vpcCni, clusterDns, annotatedPods],
  };
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}
