import { z } from "zod";
import { hasSpot, selfManagedProblems } from "../../../../components/nodes/self-managed/self-managed-problems";
import type { SelfManagedSettings } from "../../../../components/nodes/self-managed/self-managed-settings";
import { given } from "../../../given";
import { checked } from "../../schema/checked";
import { nodeGroupSettings } from "./group-fields";
import { instanceTypesOf } from "./instances";
import { ownGroupFields, ownGroupReads, ownParts, reportOwnParts } from "./own-group";

const selfManagedFields = ownGroupFields.omit({ capacity: true, perZone: true }).extend({
  onDemand: z
    .strictObject({
      base: z.int().min(0).max(450).default(0).describe("Instances that are always on demand."),
      percentageAboveBase: z
        .int()
        .min(0)
        .max(100)
        .default(0)
        .describe("Percentage of on-demand instances above these."),
    })
    .optional()
    .describe("How much is bought on demand; the rest is spot capacity. Everything, if left out."),
  release: z
    .string()
    .optional()
    .describe(
      "Release of the image that AWS publishes: a version of Bottlerocket, or a date such as 20260911. The newest at each update, if left out.",
    ),
  refreshMinHealthyPercentage: z
    .int()
    .min(0)
    .max(100)
    .default(90)
    .describe("Percentage of nodes that stays while a new template or image replaces the others."),
});

/** A group of nodes that no service manages. */
export const selfManagedGroupSchema = checked(selfManagedFields, {
  reads: [...ownGroupReads, "onDemand", "release"],
  check: (group, report) => {
    if (!reportOwnParts(group, hasSpot(given({ onDemand: group.onDemand })), report)) return;
    // The rest is right by itself where the schema finds nothing, and not there yet where it does.
    const settings = selfManagedSettings({
      ...group,
      ...{ volumeSizeGiB: 80, labels: {}, taints: [], refreshMinHealthyPercentage: 90 },
    });
    for (const problem of selfManagedProblems(settings)) report([], problem);
  },
});

/** The settings of a group as the component takes them. */
export function selfManagedSettings(group: z.output<typeof selfManagedFields>): SelfManagedSettings {
  const { zones, image, warmPool, kubelet, instanceRequirements, onDemand, release, ...others } = group;
  const { refreshMinHealthyPercentage, ...fields } = others;
  return {
    ...nodeGroupSettings({
      ...fields,
      instanceTypes: [...instanceTypesOf({ instanceTypes: fields.instanceTypes, instanceRequirements })],
      capacity: "on-demand",
      perZone: false,
    }),
    ...ownParts({ zones, image, warmPool, kubelet }),
    ...given({ onDemand, release }),
    refresh: { minHealthyPercentage: refreshMinHealthyPercentage },
  };
}
