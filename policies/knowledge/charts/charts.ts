import { workload, type ChartFacts } from "./chart-facts";

const once = (path: string) => ({ path, otherwise: 1 });
const twice = (path: string) => ({ path, otherwise: 2 });

/**
 * The charts that the rules can read the values of, by name: those that this platform installs, or may. Every other chart
 * is opaque. The levels are those of the default render.
 * @see the `values.yaml` of each chart
 */
export const chartFacts: Readonly<Record<string, ChartFacts>> = {
  "aws-load-balancer-controller": {
    level: "baseline",
    securityContexts: ["securityContext", "podSecurityContext"],
    workloads: [workload("controller", "", { replicas: twice("replicaCount"), hostNetwork: "hostNetwork" })],
  },
  "aws-node-termination-handler": {
    // Its queue mode: the other one is a DaemonSet of the host's network.
    level: "baseline",
    securityContexts: ["securityContext", "podSecurityContext"],
    workloads: [workload("handler", "", { replicas: once("replicas") })],
  },
  karpenter: {
    level: "restricted",
    workloads: [
      workload("controller", "", {
        image: "controller.image",
        replicas: twice("replicas"),
        hostNetwork: "hostNetwork",
        resources: "controller.resources",
      }),
    ],
  },
  "karpenter-crd": { workloads: [] },
  "cluster-autoscaler": {
    level: "baseline",
    securityContexts: ["securityContext", "containerSecurityContext"],
    workloads: [
      workload("autoscaler", "", {
        replicas: once("replicaCount"),
        hostNetwork: "hostNetwork",
        serviceAccount: "rbac.serviceAccount",
      }),
    ],
  },
  vpa: {
    level: "restricted",
    workloads: ["recommender", "updater", "admissionController"].map((name) =>
      workload(name, name, {
        serviceAccount: false,
        resources: false,
        enabled: { path: `${name}.enabled`, otherwise: true },
        // The chart gives the others no right to elect a leader, and two without one would both write.
        ...(name === "admissionController" && {
          replicas: once(`${name}.replicaCount`),
          hostNetwork: `${name}.useHostNetwork`,
        }),
      }),
    ),
  },
  "argo-cd": {
    level: "restricted",
    workloads: [
      // More than one of it share the clusters among them, and none stands in for another.
      workload("controller", "controller", { hostNetwork: "controller.hostNetwork" }),
      ...["server", "repoServer"].map((name) =>
        workload(name, name, {
          replicas: { ...once(`${name}.replicas`), autoscaling: `${name}.autoscaling.enabled` },
          hostNetwork: `${name}.hostNetwork`,
        }),
      ),
      workload("whole", "global", { serviceAccount: false, resources: false }),
    ],
  },
  "external-secrets": {
    level: "restricted",
    workloads: [
      workload("operator", "", { replicas: once("replicaCount"), hostNetwork: "hostNetwork" }),
      workload("webhook", "webhook", {
        replicas: once("webhook.replicaCount"),
        hostNetwork: "webhook.hostNetwork",
        enabled: { path: "webhook.create", otherwise: true },
      }),
      workload("certificate controller", "certController", {
        replicas: once("certController.replicaCount"),
        hostNetwork: "certController.hostNetwork",
        enabled: { path: "certController.create", otherwise: true },
      }),
    ],
  },
  kured: { level: "privileged", workloads: [workload("daemon", "", { hostNetwork: "hostNetwork" })] },
  keda: {
    level: "restricted",
    workloads: [
      workload("operator", "operator", {
        image: "image.keda",
        replicas: once("operator.replicaCount"),
        serviceAccount: "serviceAccount.operator",
        resources: false,
      }),
      workload("metrics server", "metricsServer", {
        image: "image.metricsApiServer",
        replicas: once("metricsServer.replicaCount"),
        hostNetwork: "metricsServer.useHostNetwork",
        serviceAccount: "serviceAccount.metricServer",
        resources: false,
      }),
      workload("webhooks", "webhooks", {
        image: "image.webhooks",
        replicas: once("webhooks.replicaCount"),
        hostNetwork: "webhooks.useHostNetwork",
        serviceAccount: "serviceAccount.webhooks",
        resources: false,
        enabled: { path: "webhooks.enabled", otherwise: true },
      }),
    ],
  },
  "metrics-server": {
    level: "restricted",
    workloads: [
      workload("server", "", { replicas: once("replicas"), hostNetwork: "hostNetwork.enabled", resources: false }),
    ],
  },
  "cert-manager": {
    level: "restricted",
    workloads: [
      workload("controller", "", { replicas: once("replicaCount") }),
      workload("webhook", "webhook", { replicas: once("webhook.replicaCount"), hostNetwork: "webhook.hostNetwork" }),
      workload("cainjector", "cainjector", {
        replicas: once("cainjector.replicaCount"),
        enabled: { path: "cainjector.enabled", otherwise: true },
      }),
    ],
  },
  // Two of it would both write: it runs once by its nature.
  "external-dns": { level: "restricted", workloads: [workload("controller", "")] },
  "prometheus-adapter": {
    level: "restricted",
    workloads: [workload("adapter", "", { replicas: once("replicas"), hostNetwork: "hostNetwork.enabled" })],
  },
  "secrets-store-csi-driver-provider-aws": {
    level: "privileged",
    workloads: [workload("provider", "", { resources: false })],
  },
  "nvidia-device-plugin": { level: "privileged", workloads: [workload("device plugin", "")] },
  // Its plugin's settings stand under `devicePlugin`, which has no account of its own in the values.
  "neuron-helm-chart": { level: "privileged", workloads: [] },
  "aws-efa-k8s-device-plugin": {
    level: "privileged",
    workloads: [workload("device plugin", "", { serviceAccount: false, resources: false })],
  },
};
