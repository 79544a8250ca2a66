import { at, flag, isList, isMap, map, text, type Json, type Properties } from "../../../properties";
import type { Cloud, CloudObject } from "../../cloud";
import type { CloudType } from "../../cloud-type";
import { podsCanRun } from "../../eks/compute";
import { demand, Refusal } from "../../refusal";
import { groupIsServed } from "../groups";
import { demandAccess, type Session } from "../session";
import { charts, type Chart } from "./charts";
import { releaseToken } from "./releases";

/** How a cluster treats releases of Helm charts. */
export function releaseType(session: () => Session): CloudType {
  return {
    token: releaseToken,
    replaces: ["name", "namespace"],
    looksAgain: true,
    minutes: { create: (inputs) => minutesOf(inputs), update: (inputs) => minutesOf(inputs), remove: 0.3 },
    inBackground: (inputs) => flag(inputs, "skipAwait"),
    check(inputs) {
      const name = text(inputs, "name");
      demand(
        name === "" ||
          (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name) && name.length <= 53),
        "P15",
        `invalid release name "${name}": it must be at most 53 lower-case letters, digits and hyphens`,
      );
    },
    create({ inputs, cloud }) {
      const cluster = demandAccess(session(), cloud);
      const name = text(inputs, "name") || `${chartName(inputs)}-${cloud.newDigits(8)}`;
      const namespace = text(inputs, "namespace") || "default";
      const chart = demandChart(inputs);
      const identity = `${cluster.id} ${namespace}/${name}`;
      demand(!cloud.named(releaseToken, identity), "P14", "cannot re-use a name that is still in use");
      demandNamespace(namespace, inputs, cluster, cloud);
      demandGroups(chart, inputs, cluster, cloud);
      if (!flag(inputs, "skipAwait") && chart.podless !== true)
        demandReady({ name, namespace, chart, inputs }, cluster, cloud);
      return {
        id: `${namespace}/${name}`,
        identity,
        computed: { name, namespace, status: { name, namespace, revision: 1, status: "deployed" } },
      };
    },
    update({ inputs, cloud }, object) {
      const cluster = demandAccess(session(), cloud);
      const chart = demandChart(inputs);
      demandGroups(chart, inputs, cluster, cloud);
      const revision = Number(at(object.outputs, "status.revision") ?? 1) + 1;
      return { status: { ...map(object.outputs, "status"), revision } };
    },
    remove(_, cloud) {
      demandAccess(session(), cloud);
    },
  };
}

function chartName(inputs: Properties): string {
  return text(inputs, "chart").split("/").pop() ?? "";
}

function minutesOf(inputs: Properties): number {
  return charts[chartName(inputs)]?.minutes ?? 1;
}

/**
 * The chart that a release is of.
 * @throws Refusal P16 when it is not where the release looks for it, or has no exact version
 */
function demandChart(inputs: Properties): Chart {
  const [chart, repository, version] = [
    text(inputs, "chart"),
    text(inputs, "repositoryOpts.repo"),
    text(inputs, "version"),
  ];
  const known = charts[chartName(inputs)];
  if (!known)
    throw new Error(
      `${chart}: the stand-in cluster does not know this chart; give it a row in tests/engine/cloud/kubernetes/helm/charts.ts.`,
    );
  const isOci = chart.startsWith("oci://");
  demand(
    isOci !== (repository !== ""),
    "P16",
    `chart "${chart}" with repository "${repository}" not found: an oci:// chart names no repository, and every other chart does`,
  );
  const source = isOci ? chart : repository;
  demand(
    known.sources.some((one) => trimmed(one) === trimmed(source) || `${trimmed(one)}/${chartName(inputs)}` === source),
    "P16",
    `chart "${chart}" not found in ${source}: it is in ${known.sources.join(" or ")}`,
  );
  demand(
    /^v?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version),
    "P16",
    `chart "${chart}" version "${version}" not found: without an exact version the newest of that day is installed`,
  );
  return known;
}

function trimmed(address: string): string {
  return address.replace(/\/$/, "");
}

function demandNamespace(namespace: string, inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const own = ["default", "kube-system", "kube-public", "kube-node-lease"].includes(namespace);
  const known = own || flag(inputs, "createNamespace") || namespaceOf(namespace, cluster, cloud)?.status === "active";
  demand(known, "P12", `create: failed to create: namespaces "${namespace}" not found`);
}

function namespaceOf(namespace: string, cluster: CloudObject, cloud: Cloud): CloudObject | undefined {
  return cloud.named("kubernetes:core/v1:Namespace", `${cluster.id} ${namespace}`);
}

/** @throws Refusal P10 when the chart has objects of a kind that nobody defined */
function demandGroups(chart: Chart, inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const values = map(inputs, "values");
  const needed = [...(chart.needs?.(values) ?? []), ...(hasMonitor(values) ? ["monitoring.coreos.com"] : [])];
  const brought = chart.groups ?? [];
  for (const group of needed) {
    demand(
      brought.includes(group) || groupIsServed(group, cluster, cloud),
      "P10",
      `unable to build kubernetes objects from release manifest: no matches for a kind of "${group}", ensure CRDs are installed first`,
    );
  }
}

/** Whether any part of the chart is to be scraped by the Prometheus operator. */
function hasMonitor(values: Json | undefined): boolean {
  if (isList(values)) return values.some(hasMonitor);
  if (!isMap(values)) return false;
  return Object.entries(values).some(
    ([key, value]) => (/^(service|pod)Monitor$/.test(key) && flag(value, "enabled")) || hasMonitor(value),
  );
}

interface Started {
  readonly name: string;
  readonly namespace: string;
  readonly chart: Chart;
  readonly inputs: Properties;
}

/** @throws Refusal P13 when the pods of the chart would not become ready */
function demandReady({ name, namespace, chart, inputs }: Started, cluster: CloudObject, cloud: Cloud): void {
  const failure = (why: string) =>
    new Refusal(
      "P13",
      `Helm release "${namespace}/${name}" was created, but failed to initialize completely. Use Helm CLI to investigate: context deadline exceeded (${why})`,
    );
  const chartName = text(inputs, "chart").split("/").at(-1) ?? "";
  const labels = { "app.kubernetes.io/name": chartName, "app.kubernetes.io/instance": name };
  if (!podsCanRun({ cluster, namespace, labels, cloud })) throw failure("no node or Fargate profile runs its pods");
  const dns = cloud.named("aws:eks/addon:Addon", `${cluster.id}:coredns`);
  if (dns?.status !== "active" && !flag(cluster.inputs, "computeConfig.enabled")) throw failure("no cluster DNS");
  const level = enforced(namespace, cluster, cloud);
  if (chart.privileged?.(map(inputs, "values")) === true && ["baseline", "restricted"].includes(level))
    throw failure(`its pods violate PodSecurity "${level}" of the namespace`);
}

/** The Pod Security level that a namespace enforces; its label holds dots, so that no path leads to it. */
function enforced(namespace: string, cluster: CloudObject, cloud: Cloud): string {
  const labels = map(namespaceOf(namespace, cluster, cloud)?.inputs, "metadata.labels");
  const level = labels["pod-security.kubernetes.io/enforce"];
  return typeof level === "string" ? level : "";
}
