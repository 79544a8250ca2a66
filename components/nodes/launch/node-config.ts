import type { KubeletSettings, ReservedResources } from "../kubelet/kubelet-settings";

/** The fields of a KubeletConfiguration that differ from the image's. */
export function kubeletConfiguration(kubelet: KubeletSettings): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries({
      kubeReserved: reserved(kubelet.kubeReserved),
      systemReserved: reserved(kubelet.systemReserved),
      evictionHard: kubelet.evictionHard,
      imageGCHighThresholdPercent: kubelet.imageGcHighPercent,
      imageGCLowThresholdPercent: kubelet.imageGcLowPercent,
    }).filter(([, value]) => isGiven(value)),
  );
}

/**
 * A NodeConfig for nodeadm. JSON is YAML, and needs no library to be written without doubt.
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/
 */
export function nodeConfig(spec: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec }, undefined, 2);
}

/** User data of Amazon Linux 2023: a MIME message with a NodeConfig, the only form that EKS can merge with its own. */
export function nodeConfigUserData(spec: Readonly<Record<string, unknown>>): string {
  return [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="NODE-CONFIG"',
    "",
    "--NODE-CONFIG",
    "Content-Type: application/node.eks.aws",
    "",
    nodeConfig(spec),
    "",
    "--NODE-CONFIG--",
    "",
  ].join("\n");
}

function reserved({ cpu, memory, ephemeralStorage }: ReservedResources = {}): Readonly<Record<string, string>> {
  const amounts = { cpu, memory, "ephemeral-storage": ephemeralStorage };
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([key, amount]) => (amount === undefined ? [] : [[key, amount] as const])),
  );
}

function isGiven(value: unknown): boolean {
  return value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
