import type { KubernetesMinor } from "./versions";

/** What is known of an EKS add-on. */
export interface AddonFacts {
  /** Namespace in which EKS installs it. */
  readonly namespace: string;
  /** The pinned version per Kubernetes minor. */
  readonly versions: Readonly<Record<KubernetesMinor, string>>;
}

/** The EKS add-ons that this platform can install. */
export type AddonName =
  | "vpc-cni"
  | "kube-proxy"
  | "coredns"
  | "eks-pod-identity-agent"
  | "eks-node-monitoring-agent"
  | "metrics-server"
  | "aws-ebs-csi-driver"
  | "aws-efs-csi-driver"
  | "aws-fsx-csi-driver"
  | "aws-mountpoint-s3-csi-driver"
  | "snapshot-controller"
  | "aws-secrets-store-csi-driver-provider"
  | "amazon-cloudwatch-observability"
  | "adot"
  | "aws-network-flow-monitoring-agent"
  | "aws-guardduty-agent"
  | "cert-manager"
  | "external-dns"
  | "fluent-bit"
  | "kube-state-metrics"
  | "prometheus-node-exporter"
  | "aws-privateca-connector-for-kubernetes";

/**
 * Pinned versions, the newest that are known to run on each minor. EKS never moves them by itself, and neither does
 * this program: a new version is a change of this table. VPC CNI and the Pod Identity agent move one minor at a time.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export const addons: Readonly<Record<AddonName, AddonFacts>> = {
  "vpc-cni": {
    namespace: "kube-system",
    versions: { "1.34": "v1.23.0-eksbuild.1", "1.35": "v1.23.2-eksbuild.1", "1.36": "v1.23.2-eksbuild.1" },
  },
  "kube-proxy": {
    namespace: "kube-system",
    versions: { "1.34": "v1.34.6-eksbuild.29", "1.35": "v1.35.3-eksbuild.29", "1.36": "v1.36.0-eksbuild.25" },
  },
  coredns: {
    namespace: "kube-system",
    versions: { "1.34": "v1.13.2-eksbuild.24", "1.35": "v1.14.6-eksbuild.4", "1.36": "v1.14.6-eksbuild.4" },
  },
  "eks-pod-identity-agent": {
    namespace: "kube-system",
    versions: { "1.34": "v1.4.0-eksbuild.1", "1.35": "v1.4.0-eksbuild.3", "1.36": "v1.4.0-eksbuild.3" },
  },
  "eks-node-monitoring-agent": { namespace: "kube-system", versions: onEveryMinor("v1.7.0-eksbuild.1") },
  "metrics-server": {
    namespace: "kube-system",
    versions: { "1.34": "v0.9.0-eksbuild.6", "1.35": "v0.9.0-eksbuild.11", "1.36": "v0.9.0-eksbuild.11" },
  },
  "aws-ebs-csi-driver": {
    namespace: "kube-system",
    versions: { "1.34": "v1.64.0-eksbuild.1", "1.35": "v1.66.0-eksbuild.1", "1.36": "v1.66.0-eksbuild.1" },
  },
  "aws-efs-csi-driver": { namespace: "kube-system", versions: onEveryMinor("v3.4.1-eksbuild.1") },
  "aws-fsx-csi-driver": { namespace: "kube-system", versions: onEveryMinor("v1.10.0-eksbuild.1") },
  "aws-mountpoint-s3-csi-driver": { namespace: "kube-system", versions: onEveryMinor("v2.7.0-eksbuild.1") },
  "snapshot-controller": { namespace: "kube-system", versions: onEveryMinor("v8.6.0-eksbuild.5") },
  "aws-secrets-store-csi-driver-provider": {
    namespace: "aws-secrets-manager",
    versions: { "1.34": "v3.1.2-eksbuild.1", "1.35": "v3.1.4-eksbuild.1", "1.36": "v3.1.4-eksbuild.1" },
  },
  "amazon-cloudwatch-observability": { namespace: "amazon-cloudwatch", versions: onEveryMinor("v6.5.0-eksbuild.1") },
  adot: { namespace: "opentelemetry-operator-system", versions: onEveryMinor("v0.156.0-eksbuild.1") },
  "aws-network-flow-monitoring-agent": {
    namespace: "amazon-network-flow-monitor",
    versions: onEveryMinor("v1.1.6-eksbuild.1"),
  },
  "aws-guardduty-agent": { namespace: "amazon-guardduty", versions: onEveryMinor("v1.16.0-eksbuild.2") },
  "cert-manager": { namespace: "cert-manager", versions: onEveryMinor("v1.21.1-eksbuild.1") },
  "external-dns": { namespace: "external-dns", versions: onEveryMinor("v0.21.0-eksbuild.8") },
  "fluent-bit": { namespace: "fluent-bit", versions: onEveryMinor("v5.1.0-eksbuild.1") },
  "kube-state-metrics": { namespace: "kube-state-metrics", versions: onEveryMinor("v2.19.1-eksbuild.5") },
  "prometheus-node-exporter": { namespace: "prometheus-node-exporter", versions: onEveryMinor("v1.12.1-eksbuild.3") },
  "aws-privateca-connector-for-kubernetes": {
    namespace: "aws-privateca-issuer",
    versions: onEveryMinor("v1.9.1-eksbuild.1"),
  },
};

function onEveryMinor(version: string): Readonly<Record<KubernetesMinor, string>> {
  return { "1.34": version, "1.35": version, "1.36": version };
}
