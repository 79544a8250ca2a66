import * as kubernetes from "@pulumi/kubernetes";
import { container, pod } from "./pods";

const { Deployment } = kubernetes.apps.v1;

export function deployApplications(): void {
  // WL-06, WL-08: three replicas that may all go at once.
  new Deployment("api", {
    metadata: { name: "api", namespace: "shop" },
    spec: {
      replicas: 3,
      strategy: { type: "Recreate" }, // WL-14
      selector: { matchLabels: { app: "api" } },
      template: {
        metadata: { labels: { app: "api" } },
        spec: pod({
          terminationGracePeriodSeconds: 0, // WL-14
          containers: [
            container({
              ports: [{ containerPort: 8080 }], // WL-04: ready when it starts
              env: [{ name: "DB_PASSWORD", value: "not-a-secret" }], // WL-11
              envFrom: [{ secretRef: { name: "api" } }], // WL-12
            }),
          ],
        }),
      },
    },
  });
  deployWorker();
  // WL-18: what it scales does not exist, and it could not scale it.
  new kubernetes.autoscaling.v2.HorizontalPodAutoscaler("nothing", {
    metadata: { name: "nothing", namespace: "shop" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "nothing" },
      minReplicas: 2,
      maxReplicas: 2,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    },
  });
  // WL-22: it changes the requests by which the autoscaler above would count.
  new kubernetes.apiextensions.CustomResource("nothing", {
    apiVersion: "autoscaling.k8s.io/v1",
    kind: "VerticalPodAutoscaler",
    metadata: { name: "nothing", namespace: "shop" },
    spec: { targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "nothing" } },
  });
  // WL-19: it may run for ever, and stays when it has not.
  new kubernetes.batch.v1.Job("import", {
    metadata: { name: "import", namespace: "shop" },
    spec: { template: { spec: pod({ restartPolicy: "Never" }) } },
  });
  // IAM-11: a role by its name, where AWS wants an ARN.
  new kubernetes.core.v1.ServiceAccount("web", {
    metadata: { name: "web", namespace: "shop", annotations: { "eks.amazonaws.com/role-arn": "web" } },
    automountServiceAccountToken: false,
  });
  // META-03: EKS serves no alpha versions.
  new kubernetes.apiextensions.CustomResource("urgent", {
    apiVersion: "scheduling.k8s.io/v1alpha1",
    kind: "PriorityClass",
    metadata: { name: "urgent" },
  });
  // WL-10; NET-01: nothing denies anything there either.
  new kubernetes.core.v1.ConfigMap("somewhere", { metadata: { name: "somewhere" }, data: { mode: "fast" } });
}

/** As it should be, but for the budget that no eviction fits into. */
function deployWorker(): void {
  const labels = { app: "worker" };
  new Deployment("worker", {
    metadata: { name: "worker", namespace: "shop" },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: pod({
          containers: [container({ livenessProbe: { exec: { command: ["/bin/alive"] } } })],
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "topology.kubernetes.io/zone",
              whenUnsatisfiable: "DoNotSchedule",
              labelSelector: { matchLabels: labels },
            },
          ],
        }),
      },
    },
  });
  // WL-07
  new kubernetes.policy.v1.PodDisruptionBudget("worker", {
    metadata: { name: "worker", namespace: "shop" },
    spec: { minAvailable: "100%", unhealthyPodEvictionPolicy: "AlwaysAllow", selector: { matchLabels: labels } },
  });
}
