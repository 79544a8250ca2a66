import { zoneSpread } from "../charts/zone-spread";

/** Service account of the operator, which alone calls AWS. */
export const kedaAccount = "keda-operator";

/** Ports that the control plane calls: external metrics, and the webhook. */
export const kedaPorts: readonly number[] = [6443, 9443];

/** What differs from the chart's own values, by which its pods hold the restricted standard. @see https://keda.sh/docs/latest/deploy/ */
export function kedaValues(clusterName: string): Readonly<Record<string, unknown>> {
  return {
    clusterName,
    image: { pullPolicy: "IfNotPresent" },
    serviceAccount: { operator: { name: kedaAccount } },
    // Deployments and StatefulSets are scaled; it needs no right on every kind that can be.
    rbac: { enabledCustomScaledRefKinds: false },
    // Triggers have the identities of their namespaces, so it reads Secrets of its own namespace only.
    permissions: { operator: { restrict: { secret: true } }, metricServer: { restrict: { secret: true } } },
    operator: { replicaCount: 2 },
    metricsServer: { replicaCount: 2 },
    // Without a webhook that answers, two scalers could be given one target unnoticed.
    webhooks: { replicaCount: 2, failurePolicy: "Fail" },
    podDisruptionBudget: {
      operator: { maxUnavailable: 1 },
      metricServer: { maxUnavailable: 1 },
      webhooks: { maxUnavailable: 1 },
    },
    topologySpreadConstraints: {
      operator: [zoneSpread({ app: "keda-operator" })],
      metricsServer: [zoneSpread({ app: "keda-operator-metrics-apiserver" })],
      webhooks: [zoneSpread({ app: "keda-admission-webhooks" })],
    },
    resources: {
      operator: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
      metricServer: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
      webhooks: { requests: { cpu: "25m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    },
  };
}
