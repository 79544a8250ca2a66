/** Where an EKS add-on runs, and under which service accounts it calls AWS. */
export interface AddonAccounts {
  /** The namespace that it is installed to unless `namespaceConfig` names another. */
  readonly namespace: string;
  /** The service accounts that need a role. */
  readonly serviceAccounts: readonly string[];
}

/**
 * Add-ons that call AWS, so that they need a role of their own or use that of the node.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
 */
export const addonAccounts: Readonly<Record<string, AddonAccounts>> = {
  "vpc-cni": { namespace: "kube-system", serviceAccounts: ["aws-node"] },
  "aws-ebs-csi-driver": { namespace: "kube-system", serviceAccounts: ["ebs-csi-controller-sa"] },
  "aws-efs-csi-driver": { namespace: "kube-system", serviceAccounts: ["efs-csi-controller-sa", "efs-csi-node-sa"] },
  "aws-fsx-csi-driver": { namespace: "kube-system", serviceAccounts: ["fsx-csi-controller-sa"] },
  "aws-mountpoint-s3-csi-driver": { namespace: "kube-system", serviceAccounts: ["s3-csi-driver-sa"] },
  "amazon-cloudwatch-observability": { namespace: "amazon-cloudwatch", serviceAccounts: ["cloudwatch-agent"] },
  adot: {
    namespace: "opentelemetry-operator-system",
    serviceAccounts: ["adot-collector", "adot-col-otlp-ingest", "adot-col-prom-metrics", "adot-col-container-logs"],
  },
  "external-dns": { namespace: "external-dns", serviceAccounts: ["external-dns"] },
};

/** Namespaces of further add-ons, which bring service accounts that the stack does not show. */
export const addonNamespaces: Readonly<Record<string, string>> = {
  "cert-manager": "cert-manager",
  "kube-state-metrics": "kube-state-metrics",
  "prometheus-node-exporter": "prometheus-node-exporter",
  "fluent-bit": "fluent-bit",
  "aws-network-flow-monitoring-agent": "amazon-network-flow-monitor",
  "aws-guardduty-agent": "amazon-guardduty",
  "aws-secrets-store-csi-driver-provider": "aws-secrets-manager",
  "aws-privateca-connector-for-kubernetes": "aws-privateca-issuer",
};
