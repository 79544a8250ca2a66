import * as pulumi from "@pulumi/pulumi";
import { ChartRelease, type ChartCluster, type ChartName } from "../../charts";
import { needsDevicePlugin, type DeviceGroup } from "./device-nodes";

export interface DevicePluginsArgs {
  readonly cluster: ChartCluster;
  /** The plugins that their nodes need are installed, and no other. */
  readonly groups: readonly DeviceGroup[];
  /** What the charts wait for: nodes and names. */
  readonly ready: readonly pulumi.Resource[];
}

/** A pod of a plugin per node, whatever else the node is tainted with. */
const everywhere = { tolerations: [{ operator: "Exists" }] };

const plugins: readonly {
  readonly chart: ChartName;
  readonly isFor: (group: DeviceGroup) => boolean;
  readonly values: Readonly<Record<string, unknown>>;
}[] = [
  {
    chart: "nvidia-device-plugin",
    isFor: needsDevicePlugin,
    // The chart's own affinity finds the nodes by their label.
    values: { ...everywhere, resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } } },
  },
  {
    chart: "neuron-helm-chart",
    isFor: ({ variant }) => variant === "neuron",
    // Node repair of EKS looks after the nodes.
    values: { npd: { enabled: false } },
  },
  {
    chart: "aws-efa-k8s-device-plugin",
    isFor: ({ efa = false }) => efa,
    values: { ...everywhere, resources: { requests: { cpu: "10m", memory: "20Mi" }, limits: { memory: "64Mi" } } },
  },
];

/**
 * Tells Kubernetes of the GPUs, Neuron chips and Elastic Fabric Adapters of nodes, by the DaemonSets of their makers.
 * Idle cost: a small pod on each such node.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-nvidia.html
 */
export class DevicePlugins extends pulumi.ComponentResource {
  /** What pods that ask for a device wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, { cluster, groups, ready }: DevicePluginsArgs, opts?: pulumi.ComponentResourceOptions) {
    const needed = plugins.filter(({ isFor }) => groups.some(isFor));
    super("platform:nodes:DevicePlugins", name, { charts: needed.map(({ chart }) => chart) }, opts);
    this.ready = needed.map(
      ({ chart, values }) =>
        new ChartRelease(
          chart,
          { cluster, chart, values, makesAwsResources: false },
          { parent: this, dependsOn: ready },
        ).release,
    );
    this.registerOutputs({});
  }
}

/** Whether any plugin is needed at all. */
export function needsDevicePlugins(groups: readonly DeviceGroup[]): boolean {
  return plugins.some(({ isFor }) => groups.some(isFor));
}
