import type { types } from "@pulumi/kubernetes";

/** The volume of a pod that holds the secrets of a provider class. */
export function secretsVolume(name: string, providerClass: string): types.input.core.v1.Volume {
  return {
    name,
    csi: {
      driver: "secrets-store.csi.k8s.io",
      readOnly: true,
      volumeAttributes: { secretProviderClass: providerClass },
    },
  };
}
