import { z } from "zod";
import type { CapacityReservation } from "../../../../components/nodes/capacity/capacity";
import { nodeGroupProblems } from "../../../../components/nodes/managed/node-group-problems";
import type { NodeGroupSettings } from "../../../../components/nodes/managed/node-group-settings";
import { given } from "../../../given";
import { checked } from "../../schema/checked";
import { nodeGroupSettings } from "./group-fields";
import { reportOneOf } from "./group-parts";
import { instanceTypesOf } from "./instances";
import { ownGroupFields, ownGroupReads, ownParts, reportOwnParts } from "./own-group";

const percentage = z.int().min(1).max(100);

const managedFields = ownGroupFields.extend({
  capacity: z
    .enum(["on-demand", "spot", "capacity-block"])
    .default("on-demand")
    .describe(
      "How instances are bought. Spot ones cost less and are taken away at two minutes' notice; a capacity block is GPU capacity that was reserved for some days.",
    ),
  capacityReservation: z
    .strictObject({
      id: z.string().optional().describe("Id of a reservation or of a capacity block, such as cr-0123456789abcdef0."),
      resourceGroupArn: z.string().optional().describe("Resource group of several reservations."),
    })
    .optional()
    .describe("Reservation that the instances are started in. One of id and resourceGroupArn."),
  placement: z
    .enum(["cluster", "partition", "spread"])
    .optional()
    .describe("How instances lie to each other: close in one zone, in separate racks, or each in a rack of its own."),
  efa: z.boolean().default(false).describe("Whether instances have all the Elastic Fabric Adapters of their type."),
  releaseVersion: z
    .string()
    .optional()
    .describe("Release of the image that EKS publishes. The newest when the group is made, if left out."),
  update: z
    .strictObject({
      maxUnavailable: percentage.optional().describe("Nodes that may be away at once."),
      maxUnavailablePercentage: percentage.optional().describe("Percentage of nodes that may be away at once."),
      strategy: z
        .enum(["DEFAULT", "MINIMAL"])
        .default("DEFAULT")
        .describe("Whether new nodes come first, or old ones go first where capacity is scarce."),
    })
    .optional()
    .describe("How an update replaces nodes. A third of the group at a time, if left out. One of the two numbers."),
  repair: z
    .strictObject({
      enabled: z.boolean().default(true).describe("Whether EKS replaces nodes that stay unhealthy."),
      maxParallelPercentage: percentage.optional().describe("Percentage of nodes that are replaced at once."),
      maxUnhealthyPercentage: percentage.optional().describe("Percentage of unhealthy nodes that stops repairs."),
    })
    .prefault({})
    .describe("What happens to unhealthy nodes."),
});

type Fields = z.output<typeof managedFields>;

/** A managed node group that AWS would take. */
export const managedGroupSchema = checked(managedFields, {
  reads: [
    ...ownGroupReads,
    ...([
      "capacity",
      "capacityReservation",
      "placement",
      "efa",
      "releaseVersion",
      "update",
      "repair",
      "perZone",
    ] as const),
  ],
  check: (group, report) => {
    const { capacityReservation, update, capacity } = group;
    const whole = [
      reportOwnParts(group, capacity === "spot", report),
      capacityReservation === undefined ||
        reportOneOf("capacityReservation", reservationFields(capacityReservation), report),
      update === undefined || reportOneOf("update", updateFields(update), report),
    ];
    if (whole.includes(false)) return;
    // The rest is right by itself where the schema finds nothing, and not there yet where it does.
    const settings = managedGroupSettings({ ...group, volumeSizeGiB: 80, labels: {}, taints: [] });
    for (const problem of nodeGroupProblems(settings)) report([], problem);
  },
});

/** The settings of a group as the component takes them. */
export function managedGroupSettings(group: Fields): NodeGroupSettings {
  const { zones, image, warmPool, kubelet, instanceRequirements, capacity, capacityReservation, ...others } = group;
  const { placement, efa, releaseVersion, update, repair, ...fields } = others;
  const { enabled, maxParallelPercentage, maxUnhealthyPercentage } = repair;
  return {
    ...nodeGroupSettings({
      ...fields,
      instanceTypes: [...instanceTypesOf({ instanceTypes: fields.instanceTypes, instanceRequirements })],
      capacity: "on-demand",
    }),
    capacity,
    ...(efa ? { efa } : {}),
    ...ownParts({ zones, image, warmPool, kubelet }),
    ...given({
      placement,
      releaseVersion,
      capacityReservation: capacityReservation && reservationOf(capacityReservation),
      update: update && updateOf(update),
    }),
    repair: enabled && { ...given({ maxParallelPercentage, maxUnhealthyPercentage }) },
  };
}

function reservationFields({ id, resourceGroupArn }: NonNullable<Fields["capacityReservation"]>) {
  return { id, resourceGroupArn };
}

function updateFields({ maxUnavailable, maxUnavailablePercentage }: NonNullable<Fields["update"]>) {
  return { maxUnavailable, maxUnavailablePercentage };
}

function reservationOf({ id, resourceGroupArn }: NonNullable<Fields["capacityReservation"]>): CapacityReservation {
  return id === undefined ? { resourceGroupArn: resourceGroupArn ?? "" } : { id };
}

function updateOf(update: NonNullable<Fields["update"]>): NonNullable<NodeGroupSettings["update"]> {
  const { maxUnavailable, maxUnavailablePercentage = 33, strategy } = update;
  return maxUnavailable === undefined ? { maxUnavailablePercentage, strategy } : { maxUnavailable, strategy };
}
