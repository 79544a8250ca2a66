import { ManagedAddon, type AddonCluster } from "../cluster/managed-addon";
import type { PlainOptions } from "../options";

/** The namespace of the driver, which EKS makes where nothing else does. */
export const secretsStoreNamespace = "aws-secrets-manager";

export interface SecretsStoreDriverArgs {
  readonly cluster: AddonCluster;
  /** How often mounted files are compared with what is in Secrets Manager, in minutes. Each comparison is a paid call. */
  readonly refreshMinutes: number;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The Secrets Store CSI driver with the provider of AWS: it mounts secrets as files in memory, read with the identity of
 * the pod that mounts them. It has no rights of its own. Copies as Secrets of Kubernetes are off: those would be in etcd,
 * and the driver would need to write Secrets everywhere. It cannot serve pods on Fargate.
 * Idle cost: a tenth of a CPU and 200 MiB of each node.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-pod-identity-integration.html
 */
export function secretsStoreDriver(
  name: string,
  { cluster, refreshMinutes, tags }: SecretsStoreDriverArgs,
  opts: PlainOptions,
): ManagedAddon {
  return new ManagedAddon(
    name,
    {
      cluster,
      addonName: "aws-secrets-store-csi-driver-provider",
      configuration: {
        "secrets-store-csi-driver": {
          syncSecret: { enabled: false },
          enableSecretRotation: true,
          rotationPollInterval: `${refreshMinutes}m`,
        },
      },
      tags,
    },
    opts,
  );
}
