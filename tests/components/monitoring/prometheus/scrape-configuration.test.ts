import assert from "node:assert/strict";
import { parse } from "yaml";
import { scrapeConfiguration } from "../../../../components/monitoring/prometheus/scrape-configuration";

interface Relabeling {
  readonly source_labels: readonly string[];
  readonly regex?: string;
  readonly replacement?: string;
  readonly target_label?: string;
  readonly action?: string;
}

interface Job {
  readonly job_name: string;
  readonly kubernetes_sd_configs: readonly { readonly role: string; readonly namespaces?: { names: string[] } }[];
  readonly relabel_configs: readonly Relabeling[];
  readonly metric_relabel_configs?: readonly Relabeling[];
}

const text = scrapeConfiguration({ clusterName: "shop", intervalSeconds: 60 });
const document = parse(text) as { global: object; scrape_configs: Job[] };

function job(name: string): Job {
  return document.scrape_configs.find(({ job_name }) => job_name === name) ?? assert.fail(`There is no job ${name}.`);
}

/** What Prometheus makes of labels: regular expressions are anchored, and no match leaves a label as it is. */
function relabel(rules: readonly Relabeling[], given: Readonly<Record<string, string>>): Record<string, string> | null {
  const labels: Record<string, string> = { ...given };
  for (const { source_labels, regex = "(.*)", replacement = "$1", target_label, action } of rules) {
    const value = source_labels.map((label) => labels[label] ?? "").join(";");
    const match = new RegExp(`^(?:${regex})$`).exec(value);
    if (action === "keep") {
      if (match === null) return null;
    } else if (match !== null && target_label !== undefined) {
      labels[target_label] = replacement.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? "");
    }
  }
  return labels;
}

/** Whether a job stores a series. */
const stores = (name: string, series: string): boolean =>
  relabel(job(name).metric_relabel_configs ?? [], { __name__: series }) !== null;

describe("scrapeConfiguration", () => {
  it("is plain YAML with the cluster in every series", () => {
    assert.deepEqual(document.global, { scrape_interval: "60s", external_labels: { cluster: "shop" } });
    assert.deepEqual(
      document.scrape_configs.map(({ job_name }) => job_name),
      ["aws-node", "coredns", "pods"],
    );
    assert.ok(!/[&*]a\d/.test(text), "no YAML anchors");
  });

  it("finds the VPC CNI by its metrics port, and no other container of its pods", () => {
    const target = (port: string): object | null =>
      relabel(job("aws-node").relabel_configs, {
        __address__: `10.0.0.1:${port}`,
        __meta_kubernetes_pod_label_k8s_app: "aws-node",
        __meta_kubernetes_pod_container_port_number: port,
        __meta_kubernetes_namespace: "kube-system",
        __meta_kubernetes_pod_name: "aws-node-abcde",
        __meta_kubernetes_pod_node_name: "ip-10-0-0-1",
      });
    const labels = target("61678") as Record<string, string> | null;
    assert.deepEqual(
      [labels?.["__address__"], labels?.["namespace"], labels?.["pod"], labels?.["node"]],
      ["10.0.0.1:61678", "kube-system", "aws-node-abcde", "ip-10-0-0-1"],
    );
    assert.equal(target("8162"), null);
    assert.deepEqual(job("aws-node").kubernetes_sd_configs, [{ role: "pod", namespaces: { names: ["kube-system"] } }]);
  });

  it("stores what the alerts read, and not the rest of what the VPC CNI says", () => {
    for (const series of [
      "awscni_no_available_ip_addresses",
      "awscni_aws_api_error_count",
      "awscni_total_ip_addresses",
      "awscni_assigned_ip_addresses",
    ]) {
      assert.ok(stores("aws-node", series), series);
    }
    for (const series of ["go_goroutines", "awscni_assigned_ip_per_cidr", "awscni_aws_api_latency_ms"]) {
      assert.ok(!stores("aws-node", series), series);
    }
  });

  it("stores no histogram of DNS", () => {
    assert.ok(stores("coredns", "coredns_dns_request_duration_seconds_count"));
    assert.ok(!stores("coredns", "coredns_dns_request_duration_seconds_bucket"));
  });

  for (const { address, port, scraped } of [
    { address: "10.0.0.1:8080", port: "9090", scraped: "10.0.0.1:9090" },
    { address: "10.0.0.1", port: "9090", scraped: "10.0.0.1:9090" },
    { address: "[2001:db8::1]:8080", port: "9090", scraped: "[2001:db8::1]:9090" },
    { address: "[2001:db8::1]", port: "9090", scraped: "[2001:db8::1]:9090" },
    { address: "10.0.0.1:8080", port: "", scraped: "10.0.0.1:8080" },
  ]) {
    it(`scrapes a pod at ${address} that asks for port "${port}" at ${scraped}`, () => {
      const labels = relabel(job("pods").relabel_configs, {
        __address__: address,
        __metrics_path__: "/metrics",
        __meta_kubernetes_pod_phase: "Running",
        __meta_kubernetes_pod_annotation_prometheus_io_scrape: "true",
        __meta_kubernetes_pod_annotation_prometheus_io_path: "/stats",
        ...(port === "" ? {} : { __meta_kubernetes_pod_annotation_prometheus_io_port: port }),
      });
      assert.deepEqual([labels?.["__address__"], labels?.["__metrics_path__"]], [scraped, "/stats"]);
    });
  }

  it("leaves alone pods that do not ask for it, and those that have ended", () => {
    const scraped = (annotation: string, phase: string): boolean =>
      relabel(job("pods").relabel_configs, {
        __address__: "10.0.0.1:80",
        __meta_kubernetes_pod_phase: phase,
        __meta_kubernetes_pod_annotation_prometheus_io_scrape: annotation,
      }) !== null;
    assert.ok(scraped("true", "Running"));
    assert.ok(!scraped("", "Running"));
    assert.ok(!scraped("true", "Succeeded"));
  });

  for (const intervalSeconds of [29, 0, 30.5]) {
    it(`refuses an interval of ${String(intervalSeconds)} seconds`, () => {
      const message = `scrapeIntervalSeconds is ${String(intervalSeconds)}; write a whole number of seconds that is at least 30.`;
      assert.throws(() => scrapeConfiguration({ clusterName: "shop", intervalSeconds }), { message });
    });
  }
});
