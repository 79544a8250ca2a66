import { flag, text } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { groupsOf, installedCharts } from "./helm/releases";

/** Groups that every API server of EKS has. */
const builtIn = new Set([
  ...["", "apps", "batch", "policy", "autoscaling", "vpcresources.k8s.aws"],
  ...["admissionregistration", "apiextensions", "apiregistration", "authentication", "authorization"].map(k8s),
  ...["certificates", "coordination", "discovery", "events", "networking", "node", "rbac.authorization"].map(k8s),
  ...["resource", "scheduling", "storage", "flowcontrol.apiserver"].map(k8s),
]);

/** Groups that an add-on of EKS defines. */
const definedByAddons: Readonly<Record<string, readonly string[]>> = {
  "vpc-cni": ["crd.k8s.amazonaws.com", "networking.k8s.aws"],
  "snapshot-controller": ["snapshot.storage.k8s.io", "groupsnapshot.storage.k8s.io"],
  "cert-manager": ["cert-manager.io", "acme.cert-manager.io"],
  "external-dns": ["externaldns.k8s.io"],
  adot: ["opentelemetry.io"],
  "amazon-cloudwatch-observability": ["cloudwatch.aws.amazon.com"],
  "aws-mountpoint-s3-csi-driver": ["s3.csi.aws.com"],
  "aws-secrets-store-csi-driver-provider": ["secrets-store.csi.x-k8s.io"],
  "aws-privateca-connector-for-kubernetes": ["awspca.cert-manager.io"],
};

/** Groups that a cluster in Auto Mode has. */
const definedByAutoMode = ["karpenter.sh", "eks.amazonaws.com", "networking.k8s.aws"];

/** Groups that a capability of EKS defines. */
const definedByCapabilities: Readonly<Record<string, readonly string[]>> = {
  ARGOCD: ["argoproj.io"],
  KRO: ["kro.run"],
};

/** Whether the API server of a cluster serves a group: its own, or one that something installed has defined. */
export function groupIsServed(group: string, cluster: CloudObject, cloud: Cloud): boolean {
  if (builtIn.has(group)) return true;
  const addons = Object.entries(definedByAddons).filter(([, groups]) => groups.includes(group));
  const active = (name: string) => cloud.named("aws:eks/addon:Addon", `${cluster.id}:${name}`)?.status === "active";
  if (addons.some(([name]) => active(name))) return true;
  if (flag(cluster.inputs, "computeConfig.enabled") && definedByAutoMode.includes(group)) return true;
  if (installedCharts(cluster.id, cloud).some((installed) => groupsOf(installed).includes(group))) return true;
  const capabilities = cloud
    .all("aws:eks/capability:Capability")
    .filter(({ inputs }) => text(inputs, "clusterName") === cluster.id)
    .flatMap(({ inputs }) => definedByCapabilities[text(inputs, "type")] ?? []);
  if (capabilities.includes(group)) return true;
  return cloud
    .all("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition")
    .some(({ identity, inputs }) => identity.startsWith(`${cluster.id} `) && text(inputs, "spec.group") === group);
}

function k8s(name: string): string {
  return `${name}.k8s.io`;
}
