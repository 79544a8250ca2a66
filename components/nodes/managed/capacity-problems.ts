import { warmPoolProblems } from "../capacity/warm-pool-problems";
import { nodeOs } from "../images/custom-image";
import { instanceType } from "../instances/instance-types";
import type { NodeGroupSettings } from "./node-group-settings";

/** What AWS would refuse in how a group's instances are bought, placed and connected. */
export function capacityProblems(settings: NodeGroupSettings): readonly string[] {
  return [
    ...spotProblems(settings),
    ...capacityBlockProblems(settings),
    ...zoneProblems(settings),
    ...efaProblems(settings),
    ...poolProblems(settings),
  ];
}

function spotProblems({ capacity, capacityReservation, instanceTypes }: NodeGroupSettings): string[] {
  if (capacity !== "spot") return [];
  return [
    ...(instanceTypes.length === 1
      ? [
          `capacity is "spot" with the single instance type "${instanceTypes.join()}"; ` +
            `list several of the same size, so that one shortage does not empty the group.`,
        ]
      : []),
    ...(capacityReservation === undefined
      ? []
      : [
          'capacityReservation is given with capacity "spot", which reservations do not cover; write "on-demand" or leave the reservation out.',
        ]),
  ];
}

/** The template of a block names its one type, which the group must not name again. */
function capacityBlockProblems({ capacity, capacityReservation, instanceTypes }: NodeGroupSettings): string[] {
  if (capacity !== "capacity-block") return [];
  return [
    ...(capacityReservation !== undefined && "id" in capacityReservation
      ? []
      : ['capacity is "capacity-block" without capacityReservation.id; write the id of the block.']),
    ...(instanceTypes.length === 1
      ? []
      : [`capacity is "capacity-block" with ${instanceTypes.length} instance types; write the one of the block.`]),
  ];
}

/** Whatever lies in one zone only. */
function zoneProblems(settings: NodeGroupSettings): string[] {
  const { zones, perZone = false, placement, capacity, efa } = settings;
  const problems = (zones ?? []).flatMap((zone, index) => [
    ...(/^[a-z]$/.test(zone) ? [] : [`zones[${index}] is "${zone}"; write the letter of a zone, such as "a".`]),
    ...(zones?.indexOf(zone) === index ? [] : [`zones[${index}] repeats "${zone}"; name each zone once.`]),
  ]);
  if (zones?.length === 0) problems.push("zones is empty; name a zone, or leave it out for all.");
  if (perZone || zones?.length === 1) return problems;
  const where = zones === undefined ? "all zones" : `zones ${zones.join(" and ")}`;
  const instead = 'name one of them in zones, or write "perZone: true" for a group in each.';
  if (placement === "cluster")
    problems.push(`placement is "cluster" in ${where}, and such a group has one; ${instead}`);
  if (capacity === "capacity-block")
    problems.push(`capacity is "capacity-block" in ${where}, and a block has one; ${instead}`);
  if (efa === true) problems.push(`efa is true in ${where}, and adapters reach their own zone only; ${instead}`);
  return problems;
}

function efaProblems({ efa = false, instanceTypes }: NodeGroupSettings): string[] {
  if (!efa) return [];
  if (instanceTypes.length !== 1)
    return [
      `efa is true with ${instanceTypes.length} instance types; write one, since its adapters are in the template.`,
    ];
  const [name = ""] = instanceTypes;
  const type = instanceType(name);
  if (type === undefined || type.efaInterfaces === 0)
    return [
      `efa is true, and instanceTypes[0] is "${name}", which has no Elastic Fabric Adapter; choose a type that has.`,
    ];
  // Its first network card has no adapter, unlike that of all others.
  return type.family === "p6-b300" ? [`efa is true, and the adapters of "${name}" are not offered here.`] : [];
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/warm-pools-managed-node-groups.html */
function poolProblems(settings: NodeGroupSettings): string[] {
  const { warmPool, capacity = "on-demand", image, maxSize } = settings;
  if (warmPool === undefined) return [];
  return [
    ...(capacity === "on-demand"
      ? []
      : [`warmPool is given with capacity "${capacity}", and only on-demand instances wait in one; leave it out.`]),
    ...(image === undefined
      ? []
      : ["warmPool is given with an own image, which EKS refuses; leave one of the two out."]),
    ...warmPoolProblems(warmPool, nodeOs(settings), maxSize),
  ];
}
