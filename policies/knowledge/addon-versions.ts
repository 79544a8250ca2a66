const everywhere = (...versions: readonly string[]): Readonly<Record<string, readonly string[]>> => ({
  "1.33": versions,
  "1.34": versions,
  "1.35": versions,
  "1.36": versions,
});

/**
 * Versions of EKS add-ons that run on a Kubernetes minor: the default, the newest, and later ones that were seen on
 * real clusters. An add-on that is not listed is not judged by its version; a minor that is not listed has none.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html
 */
export const addonVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "vpc-cni": {
    "1.33": ["v1.22.4-eksbuild.3", "v1.23.0-eksbuild.1"],
    "1.34": ["v1.22.4-eksbuild.3", "v1.23.0-eksbuild.1"],
    "1.35": ["v1.22.4-eksbuild.3", "v1.23.0-eksbuild.1", "v1.23.2-eksbuild.1"],
    "1.36": ["v1.22.4-eksbuild.3", "v1.23.0-eksbuild.1", "v1.23.2-eksbuild.1"],
  },
  "kube-proxy": {
    "1.33": ["v1.33.10-eksbuild.18", "v1.33.10-eksbuild.19", "v1.33.10-eksbuild.29"],
    "1.34": ["v1.34.6-eksbuild.18", "v1.34.6-eksbuild.19", "v1.34.6-eksbuild.29"],
    "1.35": ["v1.35.3-eksbuild.18", "v1.35.3-eksbuild.19", "v1.35.3-eksbuild.29"],
    "1.36": ["v1.36.0-eksbuild.14", "v1.36.0-eksbuild.15", "v1.36.0-eksbuild.25"],
  },
  coredns: {
    "1.33": ["v1.12.4-eksbuild.18", "v1.12.4-eksbuild.38", "v1.13.2-eksbuild.21"],
    "1.34": ["v1.12.4-eksbuild.18", "v1.13.2-eksbuild.21", "v1.13.2-eksbuild.24"],
    "1.35": ["v1.13.2-eksbuild.11", "v1.14.3-eksbuild.14", "v1.14.6-eksbuild.4"],
    "1.36": ["v1.14.3-eksbuild.3", "v1.14.3-eksbuild.14", "v1.14.6-eksbuild.4"],
  },
  "eks-pod-identity-agent": {
    "1.33": ["v1.3.10-eksbuild.3", "v1.4.0-eksbuild.1"],
    "1.34": ["v1.3.10-eksbuild.3", "v1.4.0-eksbuild.1"],
    "1.35": ["v1.3.10-eksbuild.3", "v1.4.0-eksbuild.1", "v1.4.0-eksbuild.3"],
    "1.36": ["v1.3.10-eksbuild.3", "v1.4.0-eksbuild.1", "v1.4.0-eksbuild.3"],
  },
  "metrics-server": {
    "1.33": ["v0.8.1-eksbuild.15"],
    "1.34": ["v0.9.0-eksbuild.6"],
    "1.35": ["v0.9.0-eksbuild.6", "v0.9.0-eksbuild.11"],
    "1.36": ["v0.9.0-eksbuild.6", "v0.9.0-eksbuild.11"],
  },
  "aws-ebs-csi-driver": {
    "1.33": ["v1.64.0-eksbuild.1"],
    "1.34": ["v1.64.0-eksbuild.1"],
    "1.35": ["v1.64.0-eksbuild.1", "v1.66.0-eksbuild.1"],
    "1.36": ["v1.64.0-eksbuild.1", "v1.66.0-eksbuild.1"],
  },
  "aws-efs-csi-driver": everywhere("v3.4.1-eksbuild.1"),
  "aws-fsx-csi-driver": everywhere("v1.10.0-eksbuild.1"),
  "aws-mountpoint-s3-csi-driver": everywhere("v2.7.0-eksbuild.1"),
  "snapshot-controller": everywhere("v8.6.0-eksbuild.5"),
  "amazon-cloudwatch-observability": everywhere("v6.5.0-eksbuild.1"),
  adot: everywhere("v0.156.0-eksbuild.1"),
  "eks-node-monitoring-agent": everywhere("v1.7.0-eksbuild.1"),
  "aws-network-flow-monitoring-agent": everywhere("v1.1.6-eksbuild.1"),
  "aws-guardduty-agent": everywhere("v1.16.0-eksbuild.2"),
};
