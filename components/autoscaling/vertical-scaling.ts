import { podResources, targetReference, type PodResource, type ScaledWorkload } from "./scaled-workload";

/**
 * What happens to a recommendation: nothing; only new pods get it; pods are evicted to get it; or they get it in place, and
 * are evicted where that can't be.
 */
export const verticalModes = ["Off", "Initial", "Recreate", "InPlaceOrRecreate"] as const;

export type VerticalMode = (typeof verticalModes)[number];

/** Amounts as Kubernetes writes them, such as `100m` of CPU and `256Mi` of memory. */
export type ResourceAmounts = Readonly<Partial<Record<PodResource, string>>>;

/** How large the pods of a workload are. */
export interface VerticalScaling {
  /** Default `Off`: it recommends, and changes nothing. */
  readonly mode?: VerticalMode;
  /** Default both. */
  readonly resources?: readonly PodResource[];
  /** Least that a container requests. */
  readonly minAllowed?: ResourceAmounts;
  /** Most that a container requests: no more than a node has, or its pod waits forever. */
  readonly maxAllowed?: ResourceAmounts;
  /**
   * Whether limits move along with requests, in their proportion. Default false: limits stay those of the workload, and
   * `maxAllowed` should not go beyond them.
   */
  readonly limits?: boolean;
  /** Pods that have to run before any is evicted. Default 2. */
  readonly minReplicas?: number;
}

/** The resources whose requests it changes by itself. */
export function changedResources({ mode = "Off", resources = podResources }: VerticalScaling): readonly PodResource[] {
  return mode === "Off" ? [] : resources;
}

/** The specification of a VerticalPodAutoscaler. */
export function verticalSpec(workload: ScaledWorkload, scaling: VerticalScaling) {
  const { mode = "Off", resources = podResources, minAllowed, maxAllowed, limits = false, minReplicas = 2 } = scaling;
  return {
    targetRef: targetReference(workload),
    updatePolicy: { updateMode: mode, minReplicas },
    resourcePolicy: {
      containerPolicies: [
        {
          containerName: "*",
          controlledResources: [...resources],
          controlledValues: limits ? "RequestsAndLimits" : "RequestsOnly",
          ...(minAllowed === undefined ? {} : { minAllowed }),
          ...(maxAllowed === undefined ? {} : { maxAllowed }),
        },
      ],
    },
  };
}
