import { clusterMetrics, type ClusterMetricId } from "./metrics";

export interface DashboardArgs {
  readonly clusterName: string;
  readonly region: string;
  /** Alarms whose state stands on top. */
  readonly alarmArns: readonly string[];
  /** Whether the metrics of Container Insights exist. */
  readonly containerInsights: boolean;
}

/** A dashboard is 24 columns wide. */
const columns = 24;
const alarmRows = 3;
const graphHeight = 6;
const graphWidth = 8;

interface Graph {
  readonly title: string;
  /** Metrics, each with the label of its line. */
  readonly lines: readonly (readonly [metric: ClusterMetricId, label: string])[];
  /** Seconds. Default 60. */
  readonly period?: number;
}

const controlPlane: readonly Graph[] = [
  {
    title: "API server: requests",
    lines: [
      ["requests", "all"],
      ["clientErrors", "4xx"],
      ["throttledRequests", "429"],
      ["serverErrors", "5xx"],
    ],
  },
  {
    title: "API server: slowest 1 % (seconds)",
    lines: [
      ["getLatency", "GET"],
      ["listLatency", "LIST"],
      ["postLatency", "POST"],
      ["putLatency", "PUT"],
      ["patchLatency", "PATCH"],
    ],
  },
  { title: "API server: database (bytes)", lines: [["storageSize", "size"]], period: 300 },
  {
    title: "Scheduler: pods without a node",
    lines: [
      ["pendingPods", "pending"],
      ["unschedulablePods", "unschedulable"],
      ["schedulingErrors", "errors"],
    ],
  },
];

const nodesAndPods: readonly Graph[] = [
  {
    title: "Nodes",
    lines: [
      ["nodes", "all"],
      ["failedNodes", "failed"],
    ],
  },
  { title: "Nodes ready (0 when one is not)", lines: [["readyNodes", "ready"]] },
  {
    title: "Busiest node (%)",
    lines: [
      ["nodeCpu", "CPU"],
      ["nodeMemory", "memory"],
      ["nodeFilesystem", "file system"],
    ],
  },
  { title: "Pods running", lines: [["runningPods", "running"]] },
  {
    title: "Containers in trouble",
    lines: [
      ["crashLoopingContainers", "crash loop"],
      ["imagePullErrors", "image pull"],
      ["outOfMemoryContainers", "out of memory"],
    ],
  },
];

/**
 * The body of a CloudWatch dashboard that shows one cluster: its alarms, then the control plane, then nodes and pods.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboardBody(args: DashboardArgs): string {
  const graphs = args.containerInsights ? [...controlPlane, ...nodesAndPods] : controlPlane;
  const alarms = {
    type: "alarm",
    x: 0,
    y: 0,
    width: columns,
    height: alarmRows,
    properties: { title: `Alarms of ${args.clusterName}`, alarms: args.alarmArns },
  };
  return JSON.stringify({ widgets: [alarms, ...graphs.map((graph, index) => widget(args, graph, index))] });
}

function widget({ clusterName, region }: DashboardArgs, { title, lines, period = 60 }: Graph, index: number): object {
  const perRow = columns / graphWidth;
  return {
    type: "metric",
    x: (index % perRow) * graphWidth,
    y: alarmRows + Math.floor(index / perRow) * graphHeight,
    width: graphWidth,
    height: graphHeight,
    properties: {
      title,
      region,
      view: "timeSeries",
      period,
      metrics: lines.map(([metric, label]) => series(clusterName, metric, label)),
    },
  };
}

/** A series as a dashboard writes it: namespace, name, dimensions in pairs, then how to draw it. */
function series(clusterName: string, id: ClusterMetricId, label: string): unknown[] {
  const { namespace, metricName, statistic } = clusterMetrics[id];
  return [namespace, metricName, "ClusterName", clusterName, { stat: statistic, label }];
}

/**
 * The name of a dashboard, which is one for all regions of an account: the region has to be part of it.
 * @throws when a letter is not allowed, or the name is longer than 255.
 */
export function dashboardName(prefix: string, region: string): string {
  const name = `${prefix}-${region}`;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
    throw new Error(`The dashboard's name "${name}" must be at most 255 letters, digits, hyphens and underscores.`);
  }
  return name;
}
