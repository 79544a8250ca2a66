import { createHash } from "node:crypto";
import type { FargateProfileSettings } from "./selectors";

/** What a profile can't change in place, beside its settings. */
export interface ProfilePlace {
  readonly cluster: string;
  readonly role: string;
  /** Zone and address range stand for the subnet, whose id is not known before it exists. */
  readonly subnets: readonly { readonly availabilityZone: string; readonly cidr: string }[];
}

/**
 * The physical name of a profile: its own name and a short hash of everything else, since nothing of a profile can be
 * changed but its tags. A replacement therefore has another name and takes new pods before the old one goes and stops
 * its own; under a fixed name CoreDNS would be gone in between.
 */
export function fargateProfileName({ name, selectors }: FargateProfileSettings, place: ProfilePlace): string {
  const subnets = place.subnets.map(({ availabilityZone, cidr }) => `${availabilityZone}=${cidr}`).sort();
  const chosen = selectors
    .map(({ namespace, labels = {} }) => JSON.stringify([namespace, Object.entries(labels).sort()]))
    .sort();
  const replacing = [place.cluster, place.role, subnets, chosen];
  const hash = createHash("sha256").update(JSON.stringify(replacing)).digest("hex").slice(0, 8);
  return `${name}-${hash}`;
}
