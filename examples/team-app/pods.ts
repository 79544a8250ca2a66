import type { types } from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { TenantOutput } from "./tenant";

/** Where the team's pods run. */
export interface Room {
  readonly namespace: pulumi.Output<string>;
  /** What pods must state where the team has nodes of its own. */
  readonly scheduling: pulumi.Output<TenantOutput["scheduling"]>;
}

/** Name, labels and metadata of a workload and of all that belongs to it. */
export function workloadNames(name: string, namespace: pulumi.Output<string>) {
  const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "shop" };
  return { name, labels, metadata: { name, namespace, labels } };
}

/** What the namespace's Pod Security Standard and the platform ask of every pod. */
export function podSettings({ scheduling }: Room, serviceAccount: string, user: number) {
  return {
    serviceAccountName: serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      seccompProfile: { type: "RuntimeDefault" },
    },
    nodeSelector: scheduling.apply((own) => own?.nodeSelector ?? {}),
    tolerations: scheduling.apply((own) => own?.tolerations ?? []),
  };
}

/** A container that writes nowhere but to its volumes. */
export function container(name: string, image: string): types.input.core.v1.Container {
  return {
    name,
    image,
    resources: {
      requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "32Mi" },
      limits: { memory: "256Mi", "ephemeral-storage": "128Mi" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
  };
}
