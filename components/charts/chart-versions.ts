import type { PodSecurityLevel } from "../tenancy/namespace/pod-security";

/** What is known of a Helm chart. */
export interface ChartFacts {
  /** Where the chart is: the URL of a repository, or `oci://` and the place of the chart itself. */
  readonly repository: string;
  /** The pinned version of the chart. */
  readonly version: string;
  /** The namespace that the chart is meant for. */
  readonly namespace: string;
  /** The weakest Pod Security Standard that its pods, as this platform sets them up, are admitted under. */
  readonly podSecurity: PodSecurityLevel;
  /**
   * How the chart brings its resource definitions: `templates` upgrades them with the chart, `once` only installs them
   * with the first release, and an upgrade has to apply the new ones by hand.
   */
  readonly resourceDefinitions: "none" | "templates" | "once";
}

/** The Helm charts that this platform can install. */
export type ChartName =
  | "argo-cd"
  | "aws-efa-k8s-device-plugin"
  | "aws-load-balancer-controller"
  | "aws-node-termination-handler"
  | "cluster-autoscaler"
  | "external-secrets"
  | "karpenter"
  | "karpenter-crd"
  | "keda"
  | "kured"
  | "neuron-helm-chart"
  | "nvidia-device-plugin"
  | "vpa";

/**
 * Pinned versions. Nothing moves them by itself: a new version is a change of this table.
 * @see https://artifacthub.io
 */
export const charts: Readonly<Record<ChartName, ChartFacts>> = {
  "argo-cd": {
    repository: "oci://ghcr.io/argoproj/argo-helm/argo-cd",
    version: "10.1.1",
    namespace: "argocd",
    podSecurity: "restricted",
    resourceDefinitions: "templates",
  },
  "aws-efa-k8s-device-plugin": {
    repository: "https://aws.github.io/eks-charts",
    version: "v0.5.30",
    namespace: "kube-system",
    podSecurity: "privileged",
    resourceDefinitions: "none",
  },
  "aws-load-balancer-controller": {
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    namespace: "kube-system",
    podSecurity: "restricted",
    resourceDefinitions: "once",
  },
  "aws-node-termination-handler": {
    repository: "oci://public.ecr.aws/aws-ec2/helm/aws-node-termination-handler",
    version: "0.27.6",
    namespace: "kube-system",
    podSecurity: "restricted",
    resourceDefinitions: "none",
  },
  "cluster-autoscaler": {
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    namespace: "kube-system",
    podSecurity: "restricted",
    resourceDefinitions: "none",
  },
  "external-secrets": {
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    namespace: "external-secrets",
    podSecurity: "restricted",
    resourceDefinitions: "templates",
  },
  karpenter: {
    repository: "oci://public.ecr.aws/karpenter/karpenter",
    version: "1.14.1",
    namespace: "kube-system",
    podSecurity: "restricted",
    resourceDefinitions: "once",
  },
  "karpenter-crd": {
    repository: "oci://public.ecr.aws/karpenter/karpenter-crd",
    version: "1.14.1",
    namespace: "kube-system",
    podSecurity: "restricted",
    resourceDefinitions: "templates",
  },
  keda: {
    repository: "https://kedacore.github.io/charts",
    version: "2.20.2",
    namespace: "keda",
    podSecurity: "restricted",
    resourceDefinitions: "templates",
  },
  kured: {
    repository: "oci://ghcr.io/kubereboot/charts/kured",
    version: "6.1.0",
    namespace: "kured",
    podSecurity: "privileged",
    resourceDefinitions: "none",
  },
  "neuron-helm-chart": {
    repository: "oci://public.ecr.aws/neuron/neuron-helm-chart",
    version: "1.10.0",
    namespace: "kube-system",
    podSecurity: "privileged",
    resourceDefinitions: "none",
  },
  "nvidia-device-plugin": {
    repository: "https://nvidia.github.io/k8s-device-plugin",
    version: "0.20.0",
    namespace: "kube-system",
    podSecurity: "privileged",
    resourceDefinitions: "once",
  },
  vpa: {
    repository: "https://charts.fairwinds.com/stable",
    version: "5.0.0",
    namespace: "vpa",
    podSecurity: "restricted",
    resourceDefinitions: "once",
  },
};
