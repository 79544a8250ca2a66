import { createHash } from "node:crypto";
import type { Capacity } from "../capacity/capacity";
import type { AmiType } from "../images/ami-type";

/** What a managed node group can't change in place: EKS replaces the group when one of these does. */
export interface ReplacingInputs {
  readonly cluster: string;
  readonly role: string;
  readonly launchTemplate: string;
  readonly amiType: AmiType | "CUSTOM";
  readonly capacity: Capacity;
  /** In their order, which counts. */
  readonly instanceTypes: readonly string[];
  /** Zone and address range stand for the subnet, whose id is not known before it exists. */
  readonly subnets: readonly { readonly availabilityZone: string; readonly cidr: string }[];
}

/**
 * The physical name of a node group: its own name and a short hash of everything that replaces it. A replacement
 * therefore has another name and can stand beside the old group until the pods have moved; with a fixed name EKS would
 * refuse it, and deleting first would take the nodes away. The name is known at preview and stays while nothing changes.
 * @throws when the result would be longer than the 63 characters of EKS.
 */
export function nodeGroupName(name: string, inputs: ReplacingInputs): string {
  const subnets = inputs.subnets.map(({ availabilityZone, cidr }) => `${availabilityZone}=${cidr}`).sort();
  const replacing = [
    inputs.cluster,
    inputs.role,
    inputs.launchTemplate,
    inputs.amiType,
    inputs.capacity,
    inputs.instanceTypes,
    subnets,
  ];
  const hash = createHash("sha256").update(JSON.stringify(replacing)).digest("hex").slice(0, 8);
  const physicalName = `${name}-${hash}`;
  if (physicalName.length > 63) {
    throw new Error(
      `The node group name "${physicalName}" has ${String(physicalName.length)} characters; ` +
        `shorten "${name}" to at most 54, since EKS takes 63.`,
    );
  }
  return physicalName;
}
