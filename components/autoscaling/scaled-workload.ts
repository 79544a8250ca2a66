/** A workload as autoscalers name it. */
export interface ScaledWorkload {
  readonly namespace: string;
  /** Default `Deployment`. */
  readonly kind?: "Deployment" | "StatefulSet";
  readonly name: string;
}

/** The reference to a workload in the specification of an autoscaler. */
export function targetReference({ kind = "Deployment", name }: ScaledWorkload) {
  return { apiVersion: "apps/v1", kind, name };
}

/** What containers request, and what both kinds of autoscalers can act on. */
export const podResources = ["cpu", "memory"] as const;

export type PodResource = (typeof podResources)[number];
