import { z } from "zod";
import { requirementProblems, typesOf } from "../../../../components/nodes/instances/instance-requirements";
import { given } from "../../../given";
import type { Report } from "../../schema/checked";
import { textLike } from "../../schema/fields";

const range = (least: number, most: number, what: string) =>
  z.strictObject({
    min: z.int().min(least).max(most).describe(`Least ${what}.`),
    max: z.int().min(least).max(most).describe(`Most ${what}.`),
  });

/** Instance types by what they are, instead of by their names. */
export const requirementsSchema = z
  .strictObject({
    vcpus: z.int().min(1).max(448).describe("vCPUs, the same for all types of the group."),
    memoryGiB: range(1, 32_768, "GiB of memory").describe("Memory."),
    architecture: z.enum(["x86_64", "arm64"]).default("x86_64").describe("Processor architecture."),
    families: z
      .array(textLike(/^[a-z]+([0-9]+[a-z0-9-]*)?$/, "a family or category of instance types", "m7i"))
      .min(1)
      .default(["c", "m", "r"])
      .describe("Families such as m7i, or categories such as m. Accelerators come only with a family that is named."),
    generations: range(1, 20, "generation")
      .prefault({ min: 5, max: 7 })
      .describe(
        "Generations. EKS refuses types that a region does not have yet, which is why the newest are left out.",
      ),
  })
  .describe("What instances are, instead of instanceTypes: up to 20 types are chosen, the newest first.");

/** The part of a group that says which instances it has: one of the two. */
export interface InstanceFields {
  readonly instanceTypes?: readonly string[] | undefined;
  readonly instanceRequirements?: z.output<typeof requirementsSchema> | undefined;
}

/** The instance types of a group: those it names, or those that meet its requirements. */
export function instanceTypesOf({ instanceTypes, instanceRequirements }: InstanceFields): readonly string[] {
  return instanceTypes ?? (instanceRequirements === undefined ? [] : typesOf(instanceRequirements));
}

/** Reports what keeps a group from having instance types. Whether it has any. */
export function reportInstances(fields: InstanceFields, spot: boolean, report: Report): boolean {
  const { instanceTypes, instanceRequirements } = fields;
  const stated = Object.keys(given({ instanceTypes, instanceRequirements }));
  if (stated.length !== 1) {
    report(
      [],
      `${stated.length === 0 ? "neither instanceTypes nor instanceRequirements is" : "instanceTypes and instanceRequirements are both"} given; write one of them.`,
    );
    return false;
  }
  if (instanceRequirements === undefined) return true;
  const problems = requirementProblems(instanceRequirements, spot ? "spot" : "on-demand");
  for (const problem of problems) report(["instanceRequirements"], problem);
  return problems.length === 0;
}
