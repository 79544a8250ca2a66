import { z } from "zod";
import type { GroupSettings } from "../../../../components/nodes/group-settings";
import { given } from "../../../given";
import type { Report } from "../../schema/checked";
import { groupFields } from "./group-fields";
import { imageOf, imageSchema, kubeletOf, kubeletSchema, reportOneOf, warmPoolOf, warmPoolSchema } from "./group-parts";
import { reportInstances, requirementsSchema, type InstanceFields } from "./instances";

/** What the stack's own groups have, whoever manages them, beside what those of tenants have too. */
export const ownGroupFields = groupFields.extend({
  instanceTypes: groupFields.shape.instanceTypes.optional(),
  instanceRequirements: requirementsSchema.optional(),
  zones: z
    .array(z.string())
    .optional()
    .describe("Letters of the zones to use, such as a. All that the network has, if left out."),
  image: imageSchema.optional(),
  warmPool: warmPoolSchema.optional(),
  kubelet: kubeletSchema.optional(),
});

/** The fields that are read by every check of such a group. */
export const ownGroupReads = [
  ...(["name", "instanceTypes", "instanceRequirements", "os", "variant", "minSize", "maxSize", "desiredSize"] as const),
  ...(["zones", "image", "warmPool", "kubelet"] as const),
] as const;

type OwnFields = Pick<z.output<typeof ownGroupFields>, "zones" | "image" | "warmPool" | "kubelet">;

/** Reports what keeps a group from being looked at as a whole. Whether it can be. */
export function reportOwnParts(
  { image, ...group }: OwnFields & InstanceFields,
  spot: boolean,
  report: Report,
): boolean {
  const whole = [
    image === undefined || reportOneOf("image", { id: image.id, parameter: image.parameter }, report),
    reportInstances(group, spot, report),
  ];
  return !whole.includes(false);
}

/** These parts of a group as the component takes them. */
export function ownParts({
  zones,
  image,
  warmPool,
  kubelet,
}: OwnFields): Pick<GroupSettings, "zones" | "image" | "warmPool" | "kubelet"> {
  return given({
    zones,
    image: image && imageOf(image),
    warmPool: warmPool && warmPoolOf(warmPool),
    kubelet: kubelet && kubeletOf(kubelet),
  });
}
