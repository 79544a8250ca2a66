import type { WarmPool } from "../capacity/capacity";
import { warmPoolProblems } from "../capacity/warm-pool-problems";
import { nodeOs } from "../images/custom-image";
import { nodeGroupProblems } from "../managed/node-group-problems";
import type { SelfManagedSettings } from "./self-managed-settings";

/**
 * Everything AWS would refuse in a group of nodes that no service manages, or accept and never get to work. Each problem
 * is one sentence that begins with the path of the offending value below the group.
 */
export function selfManagedProblems(settings: SelfManagedSettings): readonly string[] {
  const { warmPool, ...shared } = settings;
  const { image, release } = shared;
  return [
    // What holds for managed groups holds here as well, but for what EKS itself refuses.
    ...nodeGroupProblems(shared),
    ...shareProblems(settings),
    ...refreshProblems(settings),
    ...(release !== undefined && image !== undefined
      ? [`release is "${release}" beside an own image, which has none; leave it out.`]
      : []),
    ...(warmPool === undefined ? [] : poolProblems(warmPool, settings)),
    ...taintProblems(settings),
  ];
}

/** Whether some of the group's instances are spot capacity. */
export function hasSpot({ onDemand }: Pick<SelfManagedSettings, "onDemand">): boolean {
  return onDemand !== undefined && (onDemand.percentageAboveBase ?? 0) < 100;
}

function shareProblems(settings: SelfManagedSettings): string[] {
  const { onDemand, instanceTypes, maxSize } = settings;
  if (onDemand === undefined) return [];
  const { base = 0, percentageAboveBase: percentage = 0 } = onDemand;
  const problems: string[] = [];
  if (!Number.isInteger(base) || base < 0 || base > maxSize)
    problems.push(`onDemand.base is ${base}; write a whole number of at most maxSize ${maxSize}.`);
  if (!Number.isInteger(percentage) || percentage < 0 || percentage > 100)
    problems.push(`onDemand.percentageAboveBase is ${percentage}; write a whole percentage from 0 to 100.`);
  if (hasSpot(settings) && instanceTypes.length === 1) {
    problems.push(
      `onDemand leaves spot capacity with the single instance type "${instanceTypes.join()}"; ` +
        "list several of the same size, so that one shortage does not empty the group.",
    );
  }
  return problems;
}

function refreshProblems({ refresh }: SelfManagedSettings): string[] {
  const percentage = refresh?.minHealthyPercentage ?? 90;
  return Number.isInteger(percentage) && percentage >= 0 && percentage <= 100
    ? []
    : [`refresh.minHealthyPercentage is ${percentage}; write a whole percentage from 0 to 100.`];
}

function poolProblems(warmPool: WarmPool, settings: SelfManagedSettings): readonly string[] {
  if (hasSpot(settings))
    return ["warmPool is given beside spot capacity, which can't wait in one; leave one of the two out."];
  return warmPoolProblems(warmPool, nodeOs(settings), settings.maxSize);
}

/** The component of `@pulumi/eks` takes taints by their keys. */
function taintProblems({ taints = [] }: SelfManagedSettings): string[] {
  return taints.flatMap(({ key }, index) =>
    taints.findIndex((other) => other.key === key) === index
      ? []
      : [
          `taints[${index}] repeats the key "${key}", and a group of its own management has one taint of a key; drop one.`,
        ],
  );
}
