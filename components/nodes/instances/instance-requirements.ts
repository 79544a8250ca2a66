import type { Architecture } from "../images/ami-type";
import { instanceTypes, type InstanceType } from "./instance-types";

/**
 * What instances of a group must be, instead of their names. The types of one group have the same number of vCPUs,
 * since an autoscaler takes a group's nodes for equal.
 */
export interface InstanceRequirements {
  readonly vcpus: number;
  /** GiB of memory, both ends included. */
  readonly memoryGiB: { readonly min: number; readonly max: number };
  readonly architecture: Architecture;
  /** Families such as `m7i`, or categories such as `m`. Default the categories c, m and r. */
  readonly families?: readonly string[];
  /**
   * Generations of the families, both ends included. Default 5 to 7: these are in every region and in most zones, and EKS
   * refuses a group with a type that its region does not have.
   */
  readonly generations?: { readonly min: number; readonly max: number };
}

/** EKS takes at most as many instance types in a group. */
export const mostInstanceTypes = 20;

/** Fewer types than these make spot capacity run dry too often. */
export const spotInstanceTypes = 10;

/**
 * The instance types that meet the requirements, at most 20: newer generations first, then in the order of their names.
 * Machines without a hypervisor, burstable types and those with accelerators are left out, unless a family names them.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html
 */
export function typesOf(requirements: InstanceRequirements): readonly string[] {
  const { vcpus, memoryGiB, architecture, families = ["c", "m", "r"] } = requirements;
  const { min, max } = requirements.generations ?? { min: 5, max: 7 };
  return instanceTypes()
    .filter((type) => type.vcpus === vcpus && type.architecture === architecture)
    .filter(({ memoryMiB }) => memoryMiB >= memoryGiB.min * 1024 && memoryMiB <= memoryGiB.max * 1024)
    .filter((type) => families.includes(type.family) || (isUsual(type) && families.includes(series(type))))
    .filter((type) => generation(type) >= min && generation(type) <= max)
    .sort((one, other) => generation(other) - generation(one) || (one.name < other.name ? -1 : 1))
    .slice(0, mostInstanceTypes)
    .map(({ name }) => name);
}

/** What is wrong with requirements, each a sentence that begins with the path. */
export function requirementProblems(
  requirements: InstanceRequirements,
  capacity: "on-demand" | "spot" | "capacity-block",
): readonly string[] {
  const { memoryGiB, generations = { min: 5, max: 7 } } = requirements;
  const problems = Object.entries({ memoryGiB, generations }).flatMap(([path, { min, max }]) =>
    min <= max ? [] : [`${path}.min is ${min} and ${path}.max is ${max}; make the first the smaller one.`],
  );
  if (problems.length > 0) return problems;
  const found = typesOf(requirements);
  if (found.length === 0) return ["no instance type meets the requirements; widen memoryGiB, generations or families."];
  return capacity === "spot" && found.length < spotInstanceTypes
    ? [
        `only ${found.length} instance types meet the requirements (${found.join(", ")}), and spot capacity wants ` +
          `${spotInstanceTypes}; widen memoryGiB, generations or families.`,
      ]
    : [];
}

function isUsual({ bareMetal, accelerator }: InstanceType): boolean {
  return !bareMetal && accelerator === undefined;
}

/** `m` of `m7i-flex`, `im` of `im4gn`. */
function series({ family }: InstanceType): string {
  return /^[a-z]+/.exec(family)?.[0] ?? "";
}

function generation({ family }: InstanceType): number {
  return Number(/\d+/.exec(family)?.[0] ?? 0);
}
