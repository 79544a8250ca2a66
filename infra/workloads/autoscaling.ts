import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import { asksAws } from "../../components/autoscaling/triggers";
import type { Cluster } from "../../components/cluster";
import { roleArn } from "../../components/identity/role";
import type { Monitoring } from "../../components/monitoring";
import type { Network } from "../../components/network";
import type { Tenant } from "../../components/tenancy";
import { tenantNamespaceName } from "../../components/tenancy/tenant-labels";
import { boundedRoleName } from "../bounded-role-name";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { scalingOf } from "../config/autoscaling";

/** The parts of the platform that autoscalers are built on. */
export interface AutoscalingSurroundings {
  readonly location: Location;
  readonly cluster: Cluster;
  readonly network: Network;
  /** The metrics server, and the workspace that queries go to. */
  readonly monitoring: Monitoring;
  readonly tenants: readonly Tenant[];
  readonly sample: { readonly parts: readonly pulumi.Resource[] } | undefined;
  /** What pods wait for. */
  readonly ready: readonly pulumi.Resource[];
}

/** What scales pods, where the configuration asks for it, and what it is told. */
export async function createAutoscaling(
  config: Config,
  around: AutoscalingSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  const { eventDriven, vertical, workloads } = config.autoscaling;
  if (!eventDriven && !vertical) return [];
  const { EventDrivenAutoscaler, NamespaceScaler, VerticalPodAutoscaler, WorkloadAutoscaler } =
    await import("../../components/autoscaling");
  const { location, cluster, network, monitoring } = around;
  const roles = roleSettings(config.access);
  const shared = { cluster, cidrs: network.cidrs };
  const ready = { ...opts, dependsOn: [...around.ready, monitoring.metricsServer.addon] };
  const namespaces = triggeredNamespaces(config);
  const keda = eventDriven
    ? new EventDrivenAutoscaler(
        "keda",
        {
          ...shared,
          scalerRoleArns: Object.fromEntries(
            namespaces.map((namespace) => [namespace, roleArn(location, scalerRole(config, namespace), roles.path)]),
          ),
          roles,
        },
        ready,
      )
    : undefined;
  const vpa = vertical ? new VerticalPodAutoscaler("vpa", shared, ready) : undefined;
  const scalers = namespaces.flatMap((namespace) =>
    keda === undefined
      ? []
      : [
          new NamespaceScaler(
            `scaler-${namespace}`,
            {
              location,
              cluster,
              namespace,
              roleName: scalerRole(config, namespace),
              operator: keda.account,
              scalings: workloads.flatMap((workload) =>
                workload.namespace === namespace ? (scalingOf(workload).horizontal ?? []) : [],
              ),
              // Its id is not known before it exists; its name is a tag that no other one has.
              workspace: { tag: { key: "Name", value: config.prefix } },
              roles,
            },
            { ...opts, dependsOn: [...keda.ready, ...contentsOf(namespace, config, around)] },
          ),
        ],
  );
  const scaled = workloads.map((workload) => {
    const { namespace, kind, name } = workload;
    return new WorkloadAutoscaler(
      `scaling-${namespace}-${name}`,
      {
        location,
        cluster,
        workload: { namespace, kind, name },
        prometheusEndpoint: monitoring.prometheus.workspace.prometheusEndpoint,
        ...scalingOf(workload),
      },
      {
        ...opts,
        dependsOn: [
          ...[keda, vpa, ...scalers].flatMap((part) => part?.ready ?? []),
          ...contentsOf(namespace, config, around),
        ],
      },
    );
  });
  return [keda ?? [], vpa ?? [], scalers, scaled].flat();
}

/** The namespaces in which something is scaled by what AWS tells. */
function triggeredNamespaces({ autoscaling: { workloads } }: Config): readonly string[] {
  const triggered = workloads.filter((workload) => {
    const { horizontal } = scalingOf(workload);
    return horizontal !== undefined && asksAws(horizontal);
  });
  return [...new Set(triggered.map(({ namespace }) => namespace))];
}

function scalerRole({ prefix }: Config, namespace: string): string {
  return boundedRoleName(`${prefix}-scaler-${namespace}`);
}

/** What is in a namespace that this stack made: KEDA looks for a workload when it is told to scale it. */
function contentsOf(
  namespace: string,
  { sample: { enabled, namespace: sampleNamespace } }: Config,
  { tenants, sample }: AutoscalingSurroundings,
): readonly pulumi.Resource[] {
  if (enabled && namespace === sampleNamespace) return sample?.parts ?? [];
  return tenants.filter(({ name }) => tenantNamespaceName(name) === namespace).flatMap(({ ready }) => ready);
}
