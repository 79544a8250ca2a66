import { compareQuantities, parseQuantity } from "../tenancy/namespace/quantity";
import type { HorizontalScaling } from "./horizontal-scaling";
import { podResources, type PodResource } from "./scaled-workload";
import { asksAws } from "./triggers";
import { changedResources, type VerticalScaling } from "./vertical-scaling";

/** How a workload is scaled. */
export interface Scaling {
  readonly horizontal?: HorizontalScaling | undefined;
  readonly vertical?: VerticalScaling | undefined;
}

export interface ScalingProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What autoscalers would refuse, or what would make two of them work against each other: one sentence each. */
export function scalingProblems({ horizontal, vertical }: Scaling): readonly ScalingProblem[] {
  return [
    ...(horizontal === undefined ? [] : horizontalProblems(horizontal)),
    ...(vertical === undefined ? [] : verticalProblems(vertical)),
    ...(horizontal === undefined || vertical === undefined
      ? []
      : conflictProblems(vertical, measuredResources(horizontal), '"horizontal.utilization" counts pods by it')),
  ];
}

/** The resources by whose requests the number of pods is worked out. */
export function measuredResources({ utilization = {} }: HorizontalScaling): readonly PodResource[] {
  return podResources.filter((name) => utilization[name] !== undefined);
}

/** Larger requests make the share of them that is used look small, so that pods go, whose work makes the rest grow. */
export function conflictProblems(
  vertical: VerticalScaling,
  measured: readonly PodResource[],
  because: string,
): readonly ScalingProblem[] {
  return changedResources(vertical)
    .filter((name) => measured.includes(name))
    .map((name) => ({
      path: ["vertical", "resources"],
      message: `"${name}" is changed by mode "${vertical.mode ?? "Off"}" while ${because}, and the two would fight; write the other resource alone, or mode "Off".`,
    }));
}

function horizontalProblems(scaling: HorizontalScaling): readonly ScalingProblem[] {
  const { minReplicas, maxReplicas } = scaling;
  const path = ["horizontal"];
  return [
    ...(minReplicas >= maxReplicas
      ? [
          {
            path: [...path, "maxReplicas"],
            message: `${maxReplicas} is not above ${minReplicas} of "minReplicas"; write ${minReplicas + 1} or more.`,
          },
        ]
      : []),
    ...(asksAws(scaling) || measuredResources(scaling).length > 0
      ? []
      : [
          {
            path,
            message:
              'nothing says when to scale; write "utilization", "queues", "queries" or "metrics", or leave it out.',
          },
        ]),
    ...(minReplicas === 0 && !asksAws(scaling) && measuredResources(scaling).length > 0
      ? [
          {
            path: [...path, "minReplicas"],
            message: "0 leaves no pod whose utilization could be measured; write 1 or more, or add another trigger.",
          },
        ]
      : []),
  ];
}

function verticalProblems({ minAllowed = {}, maxAllowed = {} }: VerticalScaling): readonly ScalingProblem[] {
  return podResources.flatMap((name) => {
    const [least, most] = [minAllowed[name], maxAllowed[name]];
    const [low, high] = [least, most].map((amount) => (amount === undefined ? undefined : parseQuantity(amount)));
    return low !== undefined && high !== undefined && compareQuantities(low, high) > 0
      ? [
          {
            path: ["vertical", "minAllowed", name],
            message: `"${least}" is more than "${most}" of "maxAllowed"; write no more than that.`,
          },
        ]
      : [];
  });
}
