import { z } from "zod";
import { hasSpot, selfManagedProblems } from "../../../../components/nodes/self-managed/self-managed-problems";
import type { SelfManagedSettings } from "../../../../components/nodes/self-managed/self-managed-settings";
import { given } from "../../../given";
import { checked } from "../../schema/checked";
import { groupFields, nodeGroupSettings } from "./group-fields";
import { imageOf, imageSchema, kubeletOf, kubeletSchema, reportOneOf, warmPoolOf, warmPoolSchema } from "./group-parts";
import { instanceTypesOf, reportInstances, requirementsSchema } from "./instances";

const selfManagedFields = groupFields.omit({ capacity: true, perZone: true }).extend({
  instanceTypes: groupFields.shape.instanceTypes.optional(),
  instanceRequirements: requirementsSchema.optional(),
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
  zones: z
    .array(z.string())
    .optional()
    .describe("Letters of the zones to use, such as a. All that the network has, if left out."),
  image: imageSchema.optional(),
  release: z
    .string()
    .optional()
    .describe(
      "Release of the image that AWS publishes: a version of Bottlerocket, or a date such as 20260911. The newest at each update, if left out.",
    ),
  warmPool: warmPoolSchema.optional(),
  refreshMinHealthyPercentage: z
    .int()
    .min(0)
    .max(100)
    .default(90)
    .describe("Percentage of nodes that stays while a new template or image replaces the others."),
  kubelet: kubeletSchema.optional(),
});

/** A group of nodes that no service manages. */
export const selfManagedGroupSchema = checked(selfManagedFields, {
  reads: [
    ...(["name", "instanceTypes", "instanceRequirements", "onDemand", "os", "variant", "minSize", "maxSize"] as const),
    ...(["desiredSize", "zones", "image", "release", "warmPool", "kubelet"] as const),
  ],
  check: (group, report) => {
    const { image, onDemand } = group;
    const spot = hasSpot(given({ onDemand }));
    const whole = [
      image === undefined || reportOneOf("image", { id: image.id, parameter: image.parameter }, report),
      reportInstances(group, spot, report),
    ];
    if (whole.includes(false)) return;
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
  const { instanceTypes, instanceRequirements, onDemand, zones, image, release, warmPool, kubelet, ...others } = group;
  const { refreshMinHealthyPercentage, ...fields } = others;
  const settings = nodeGroupSettings({
    ...fields,
    instanceTypes: [...instanceTypesOf({ instanceTypes, instanceRequirements })],
    capacity: "on-demand",
    perZone: false,
  });
  return {
    ...settings,
    refresh: { minHealthyPercentage: refreshMinHealthyPercentage },
    ...given({
      onDemand,
      zones,
      release,
      image: image && imageOf(image),
      warmPool: warmPool && warmPoolOf(warmPool),
      kubelet: kubelet && kubeletOf(kubelet),
    }),
  };
}
