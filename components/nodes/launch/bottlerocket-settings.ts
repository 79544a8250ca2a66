import { createRequire } from "node:module";
import type { KubeletSettings, ReservedResources } from "../kubelet/kubelet-settings";

// The package ships CommonJS, but its types say that it is an ES module only.
const { stringify } = createRequire(__filename)("smol-toml") as { stringify(value: object): string };

/** Settings of the kubelet in Bottlerocket's words, without tables that would be empty. */
export function kubernetesSettings(kubelet: KubeletSettings): Readonly<Record<string, unknown>> {
  return {
    ...given("image-gc-high-threshold-percent", text(kubelet.imageGcHighPercent)),
    ...given("image-gc-low-threshold-percent", text(kubelet.imageGcLowPercent)),
    ...given("kube-reserved", reserved(kubelet.kubeReserved)),
    ...given("system-reserved", reserved(kubelet.systemReserved)),
    ...given("eviction-hard", kubelet.evictionHard),
  };
}

/** The container that serves Systems Manager is off where its permissions are missing, as it would try for ever. */
export function hostContainers(ssm: boolean): Readonly<Record<string, unknown>> {
  return ssm ? {} : { "host-containers": { control: { enabled: false } } };
}

/**
 * User data of Bottlerocket, or nothing where there are no settings.
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/
 */
export function bottlerocketUserData(settings: Readonly<Record<string, unknown>>): string | undefined {
  const tables = Object.fromEntries(Object.entries(settings).filter(([, table]) => !isEmpty(table)));
  return isEmpty(tables) ? undefined : stringify({ settings: tables });
}

function reserved({ cpu, memory, ephemeralStorage }: ReservedResources = {}): Readonly<Record<string, string>> {
  return { ...given("cpu", cpu), ...given("memory", memory), ...given("ephemeral-storage", ephemeralStorage) };
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function given<Value>(key: string, value: Value | undefined): Record<string, Value> {
  return value === undefined || isEmpty(value) ? {} : { [key]: value };
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
