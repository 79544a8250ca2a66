import { zoneSpread } from "../charts/zone-spread";

/** Port of the webhook's pods. */
export const webhookPort = 10250;

/** What differs from the chart's own values. @see https://external-secrets.io/latest/api/controller-options/ */
export function externalSecretsValues(serviceAccount: string): Readonly<Record<string, unknown>> {
  return {
    installCRDs: true,
    // Stores and secrets of a whole cluster would reach across tenants, and nothing is written back to AWS.
    crds: Object.fromEntries([...clusterWide, "PushSecret"].map((kind) => [`create${kind}`, false])),
    ...Object.fromEntries([...clusterWide, "PushSecret"].map((kind) => [processing(kind), false])),
    // Whoever may edit a namespace must not thereby choose what the operator reads for it.
    rbac: { aggregateToView: false, aggregateToEdit: false },
    openshiftFinalizers: false,
    serviceAccount: { name: serviceAccount },
    leaderElect: true,
    ...twice("external-secrets", { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } }),
    webhook: {
      port: webhookPort,
      ...twice("external-secrets-webhook", { requests: { cpu: "25m", memory: "64Mi" }, limits: { memory: "128Mi" } }),
    },
    // It renews the webhook's certificate, which outlives any restart of it.
    certController: {
      replicaCount: 2,
      resources: { requests: { cpu: "25m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    },
  };
}

const clusterWide = ["ClusterSecretStore", "ClusterExternalSecret", "ClusterGenerator", "ClusterPushSecret"] as const;

/** The chart calls a store of the whole cluster a cluster store where it is about processing. */
function processing(kind: string): string {
  return kind === "ClusterSecretStore" ? "processClusterStore" : `process${kind}`;
}

/** Two pods in two zones, of which a drain takes one at a time. */
function twice(appName: string, resources: object): Readonly<Record<string, unknown>> {
  return {
    replicaCount: 2,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    resources,
    topologySpreadConstraints: [zoneSpread({ "app.kubernetes.io/name": appName })],
  };
}
