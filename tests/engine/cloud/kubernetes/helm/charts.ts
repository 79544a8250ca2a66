import type { Properties } from "../../../properties";
import { at } from "../../../properties";

/** What a chart puts into a cluster, as far as others depend on it. */
export interface Chart {
  /** Where it is: the address of its repository, or of the chart itself where that is an OCI registry. */
  readonly sources: readonly string[];
  /** API groups whose definitions it brings. */
  readonly groups?: readonly string[];
  /** The value that has to be set, or not to be unset, for the definitions to come along. */
  readonly groupsIf?: (values: Properties) => boolean;
  /** API groups that its own objects are of, so that they have to be there before. */
  readonly needs?: (values: Properties) => readonly string[];
  /** Kinds that its webhook refuses while no pod of it is ready. */
  readonly guards?: (values: Properties) => readonly string[];
  /** Whether its pods need the host, so that a namespace must not enforce a Pod Security level above privileged. */
  readonly privileged?: (values: Properties) => boolean;
  /** Whether it has no pods, but definitions alone. */
  readonly podless?: boolean;
  /** Minutes until its pods are ready; one by default. */
  readonly minutes?: number;
}

const always = () => true;
const isOn = (path: string) => (values: Properties) => at(values, path) === true;
const isNotOff = (path: string) => (values: Properties) => at(values, path) !== false;
const needIf = (condition: (values: Properties) => boolean, group: string) => (values: Properties) =>
  condition(values) ? [group] : [];

const eksCharts = "https://aws.github.io/eks-charts";
const prometheusCharts = "https://prometheus-community.github.io/helm-charts";
const istioCharts = ["https://blob.istio.io/istio-release/charts", "oci://ghcr.io/istio/release/charts"];
const grafanaCharts = [
  "https://grafana-community.github.io/helm-charts",
  "oci://ghcr.io/grafana-community/helm-charts/grafana",
];
const certManagerGroups = ["cert-manager.io", "acme.cert-manager.io"];

/**
 * Every chart that the stand-in cluster knows, by its name.
 * @see each chart's own repository, at the versions that the project pins
 */
export const charts: Readonly<Record<string, Chart>> = {
  "aws-load-balancer-controller": {
    sources: [eksCharts],
    groups: ["elbv2.k8s.aws", "gateway.k8s.aws", "aga.k8s.aws"],
    needs: needIf(isOn("enableCertManager"), "cert-manager.io"),
    guards: (values) => [
      ...(at(values, "enableServiceMutatorWebhook") === false ? [] : ["Service"]),
      ...["Ingress", "IngressClassParams", "TargetGroupBinding"],
    ],
    minutes: 0.5,
  },
  "aws-node-termination-handler": {
    sources: ["oci://public.ecr.aws/aws-ec2/helm/aws-node-termination-handler"],
    privileged: (values) => at(values, "enableSqsTerminationDraining") !== true,
    minutes: 0.5,
  },
  karpenter: {
    sources: ["oci://public.ecr.aws/karpenter/karpenter"],
    groups: ["karpenter.sh", "karpenter.k8s.aws"],
    minutes: 0.5,
  },
  "karpenter-crd": {
    sources: ["oci://public.ecr.aws/karpenter/karpenter-crd"],
    groups: ["karpenter.sh", "karpenter.k8s.aws"],
    podless: true,
    minutes: 0.1,
  },
  "cluster-autoscaler": { sources: ["https://kubernetes.github.io/autoscaler"], minutes: 0.5 },
  "vertical-pod-autoscaler": { sources: ["https://kubernetes.github.io/autoscaler"], groups: ["autoscaling.k8s.io"] },
  vpa: { sources: ["https://charts.fairwinds.com/stable"], groups: ["autoscaling.k8s.io"] },
  goldilocks: { sources: ["https://charts.fairwinds.com/stable"] },
  keda: {
    sources: ["https://kedacore.github.io/charts"],
    groups: ["keda.sh", "eventing.keda.sh"],
    groupsIf: isNotOff("crds.install"),
    guards: (values) =>
      at(values, "webhooks.enabled") === false || at(values, "webhooks.failurePolicy") !== "Fail"
        ? []
        : ["ScaledObject", "ScaledJob", "TriggerAuthentication", "ClusterTriggerAuthentication"],
  },
  "argo-cd": {
    sources: ["https://argoproj.github.io/argo-helm", "oci://ghcr.io/argoproj/argo-helm/argo-cd"],
    groups: ["argoproj.io"],
    groupsIf: isNotOff("crds.install"),
    minutes: 1,
  },
  "kube-prometheus-stack": {
    sources: [prometheusCharts],
    groups: ["monitoring.coreos.com"],
    groupsIf: isNotOff("crds.enabled"),
    privileged: isNotOff("nodeExporter.enabled"),
    minutes: 3,
  },
  "prometheus-operator-crds": {
    sources: [prometheusCharts],
    groups: ["monitoring.coreos.com"],
    podless: true,
    minutes: 0.2,
  },
  "prometheus-adapter": { sources: [prometheusCharts] },
  "prometheus-blackbox-exporter": { sources: [prometheusCharts] },
  grafana: { sources: grafanaCharts },
  loki: { sources: grafanaCharts },
  tempo: { sources: grafanaCharts },
  "grafana-operator": {
    sources: ["oci://ghcr.io/grafana/helm-charts/grafana-operator"],
    groups: ["grafana.integreatly.org"],
  },
  "aws-for-fluent-bit": { sources: [eksCharts], privileged: always, minutes: 0.5 },
  kured: {
    sources: ["https://kubereboot.github.io/charts", "oci://ghcr.io/kubereboot/charts/kured"],
    privileged: always,
  },
  "chaos-mesh": { sources: ["https://charts.chaos-mesh.org"], groups: ["chaos-mesh.org"], privileged: always },
  headlamp: { sources: ["https://kubernetes-sigs.github.io/headlamp/"], minutes: 0.5 },
  base: {
    sources: istioCharts,
    groups: ["networking.istio.io", "security.istio.io", "telemetry.istio.io", "extensions.istio.io"],
    minutes: 0.2,
  },
  istiod: { sources: istioCharts, needs: () => ["networking.istio.io"] },
  cni: { sources: istioCharts, privileged: always },
  ztunnel: { sources: istioCharts, privileged: always },
  gateway: { sources: istioCharts },
  "linkerd-crds": {
    sources: ["https://helm.linkerd.io/edge"],
    groups: ["linkerd.io", "policy.linkerd.io", "workload.linkerd.io"],
    podless: true,
    minutes: 0.2,
  },
  "linkerd-control-plane": {
    sources: ["https://helm.linkerd.io/edge"],
    needs: () => ["linkerd.io"],
    privileged: (values) => at(values, "cniEnabled") !== true,
  },
  "linkerd2-cni": { sources: ["https://helm.linkerd.io/edge"], privileged: always },
  "external-secrets": {
    sources: ["https://charts.external-secrets.io"],
    groups: ["external-secrets.io", "generators.external-secrets.io"],
    groupsIf: isNotOff("installCRDs"),
    guards: () => ["ExternalSecret", "SecretStore", "ClusterSecretStore"],
  },
  reloader: { sources: ["https://stakater.github.io/stakater-charts"], minutes: 0.5 },
  "metrics-server": { sources: ["https://kubernetes-sigs.github.io/metrics-server/"], minutes: 0.7 },
  "external-dns": {
    sources: ["https://kubernetes-sigs.github.io/external-dns/"],
    groups: ["externaldns.k8s.io"],
    minutes: 0.5,
  },
  "cert-manager": {
    sources: ["oci://quay.io/jetstack/charts/cert-manager", "https://charts.jetstack.io"],
    groups: certManagerGroups,
    groupsIf: isOn("crds.enabled"),
    guards: () => ["Certificate", "Issuer", "ClusterIssuer"],
  },
  "secrets-store-csi-driver-provider-aws": {
    sources: ["https://aws.github.io/secrets-store-csi-driver-provider-aws"],
    groups: ["secrets-store.csi.x-k8s.io"],
    privileged: always,
  },
  "gpu-operator": {
    sources: ["https://helm.ngc.nvidia.com/nvidia"],
    groups: ["nvidia.com", "nfd.k8s-sigs.io"],
    privileged: always,
    minutes: 3,
  },
  "nvidia-device-plugin": { sources: ["https://nvidia.github.io/k8s-device-plugin"], privileged: always },
  "neuron-helm-chart": { sources: ["oci://public.ecr.aws/neuron/neuron-helm-chart"], privileged: always },
  "aws-efa-k8s-device-plugin": { sources: [eksCharts], privileged: always },
  kueue: {
    sources: ["oci://registry.k8s.io/kueue/charts/kueue"],
    groups: ["kueue.x-k8s.io"],
    needs: needIf(isOn("enableCertManager"), "cert-manager.io"),
    guards: () => ["Job", "ClusterQueue", "LocalQueue", "ResourceFlavor", "Workload"],
  },
  "kubeflow-trainer": {
    sources: ["oci://ghcr.io/kubeflow/charts/kubeflow-trainer"],
    groups: ["trainer.kubeflow.org", "jobset.x-k8s.io"],
    guards: () => ["TrainJob", "TrainingRuntime", "ClusterTrainingRuntime"],
  },
  "spark-operator": {
    sources: ["https://kubeflow.github.io/spark-operator"],
    groups: ["sparkoperator.k8s.io"],
    guards: () => ["SparkApplication", "ScheduledSparkApplication"],
  },
  "kserve-crd": {
    sources: ["oci://ghcr.io/kserve/charts/kserve-crd"],
    groups: ["serving.kserve.io"],
    podless: true,
    minutes: 0.2,
  },
  "kserve-resources": {
    sources: ["oci://ghcr.io/kserve/charts/kserve-resources"],
    needs: () => ["serving.kserve.io", "cert-manager.io"],
  },
  "kserve-runtime-configs": {
    sources: ["oci://ghcr.io/kserve/charts/kserve-runtime-configs"],
    needs: () => ["serving.kserve.io"],
  },
  opencost: { sources: ["https://opencost.github.io/opencost-helm-chart"] },
  "opentelemetry-collector": {
    sources: ["https://open-telemetry.github.io/opentelemetry-helm-charts"],
    privileged: (values) => at(values, "mode") === "daemonset",
  },
  "opentelemetry-operator": {
    sources: ["https://open-telemetry.github.io/opentelemetry-helm-charts"],
    groups: ["opentelemetry.io"],
    groupsIf: isNotOff("crds.create"),
    needs: needIf(isNotOff("admissionWebhooks.certManager.enabled"), "cert-manager.io"),
    guards: () => ["OpenTelemetryCollector", "Instrumentation"],
  },
  velero: {
    sources: ["https://vmware-tanzu.github.io/helm-charts"],
    groups: ["velero.io"],
    privileged: isOn("deployNodeAgent"),
  },
};
