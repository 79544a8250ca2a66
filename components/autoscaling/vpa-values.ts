/** Port of the admission controller's pods, which the control plane calls for every new pod. */
export const vpaWebhookPort = 8000;

/** What differs from the chart's own values. @see https://github.com/FairwindsOps/charts/tree/master/stable/vpa */
export function vpaValues(): Readonly<Record<string, unknown>> {
  return {
    // Neither may run twice: the chart gives them no right to elect a leader. Without them sizes stay as they are.
    recommender: {
      ...part("512Mi"),
      image: { pullPolicy: "IfNotPresent" },
      extraArgs: { v: "2", "pod-recommendation-min-cpu-millicores": 15, "pod-recommendation-min-memory-mb": 100 },
    },
    updater: {
      ...part("512Mi"),
      image: { pullPolicy: "IfNotPresent" },
      // A workload of one pod keeps it; an autoscaler of its own may say otherwise.
      extraArgs: { v: "2", "min-replicas": 2 },
    },
    admissionController: {
      ...part("256Mi"),
      image: { pullPolicy: "IfNotPresent" },
      replicaCount: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      httpPort: vpaWebhookPort,
      generateCertificate: true,
      // A pod starts with the requests of its workload rather than not at all.
      mutatingWebhookConfiguration: {
        failurePolicy: "Ignore",
        timeoutSeconds: 5,
        // The pods of the cluster itself, its own among them, are never held up by it.
        namespaceSelector: {
          matchExpressions: [
            {
              key: "kubernetes.io/metadata.name",
              operator: "NotIn",
              values: ["kube-system", "kube-node-lease", "vpa"],
            },
          ],
        },
      },
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: {
                topologyKey: "topology.kubernetes.io/zone",
                labelSelector: { matchLabels: { "app.kubernetes.io/component": "admission-controller" } },
              },
            },
          ],
        },
      },
    },
  };
}

function part(memory: string) {
  return { enabled: true, resources: { requests: { cpu: "50m", memory }, limits: { memory } } };
}
