import type { NodeOs } from "../images/ami-type";
import type { KubeletSettings, ReservedResources } from "../kubelet/kubelet-settings";

export interface UserDataArgs {
  readonly os: NodeOs;
  readonly kubelet?: KubeletSettings;
  /** Whether the nodes may talk to Systems Manager. */
  readonly ssm: boolean;
}

/** EC2 takes 16 KiB of user data before it is encoded, and EKS adds its own part to ours. */
const maximumBytes = 12 * 1024;

/**
 * The user data that a launch template carries besides what EKS merges into it, or nothing where the image's own
 * settings will do: TOML for Bottlerocket, a MIME message with a NodeConfig for Amazon Linux. Not encoded yet.
 * @throws when it is larger than EC2 accepts.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function userData({ os, kubelet = {}, ssm }: UserDataArgs): string | undefined {
  const text = os === "bottlerocket" ? bottlerocketSettings(kubelet, ssm) : nodeConfig(kubelet);
  const bytes = Buffer.byteLength(text ?? "");
  if (bytes > maximumBytes) {
    throw new Error(`The user data has ${String(bytes)} bytes; keep it below ${String(maximumBytes)}.`);
  }
  return text;
}

function bottlerocketSettings(kubelet: KubeletSettings, ssm: boolean): string | undefined {
  const table = (name: string, values: Readonly<Record<string, string | boolean>>): string[] =>
    Object.keys(values).length === 0
      ? []
      : [
          [
            `[settings.${name}]`,
            ...Object.entries(values).map(([key, value]) => `${tomlKey(key)} = ${JSON.stringify(value)}`),
          ].join("\n"),
        ];
  const tables = [
    ...table("kubernetes", {
      ...text("image-gc-high-threshold-percent", kubelet.imageGcHighPercent),
      ...text("image-gc-low-threshold-percent", kubelet.imageGcLowPercent),
    }),
    ...table("kubernetes.kube-reserved", reserved(kubelet.kubeReserved)),
    ...table("kubernetes.system-reserved", reserved(kubelet.systemReserved)),
    ...table("kubernetes.eviction-hard", kubelet.evictionHard ?? {}),
    // The control container only serves Systems Manager; without its permissions it would try for ever.
    ...(ssm ? [] : table("host-containers.control", { enabled: false })),
  ];
  return tables.length === 0 ? undefined : `${tables.join("\n\n")}\n`;
}

function nodeConfig(kubelet: KubeletSettings): string | undefined {
  const config = {
    ...given("kubeReserved", reserved(kubelet.kubeReserved)),
    ...given("systemReserved", reserved(kubelet.systemReserved)),
    ...given("evictionHard", kubelet.evictionHard ?? {}),
    ...(kubelet.imageGcHighPercent === undefined ? {} : { imageGCHighThresholdPercent: kubelet.imageGcHighPercent }),
    ...(kubelet.imageGcLowPercent === undefined ? {} : { imageGCLowThresholdPercent: kubelet.imageGcLowPercent }),
  };
  if (Object.keys(config).length === 0) return undefined;
  const document = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec: { kubelet: { config } } };
  return [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="NODE-CONFIG"',
    "",
    "--NODE-CONFIG",
    "Content-Type: application/node.eks.aws",
    "",
    // JSON is YAML, and needs no library to be written without doubt.
    JSON.stringify(document, undefined, 2),
    "",
    "--NODE-CONFIG--",
    "",
  ].join("\n");
}

function reserved({ cpu, memory, ephemeralStorage }: ReservedResources = {}): Record<string, string> {
  return { ...text("cpu", cpu), ...text("memory", memory), ...text("ephemeral-storage", ephemeralStorage) };
}

function text(key: string, value: string | number | undefined): Record<string, string> {
  return value === undefined ? {} : { [key]: String(value) };
}

function given<Key extends string, Value extends object>(key: Key, value: Value): Partial<Record<Key, Value>> {
  // A computed key of a literal type is widened to string by the compiler.
  return Object.keys(value).length === 0 ? {} : ({ [key]: value } as Record<Key, Value>);
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}
