import type { Rule } from "../../engine/rule";
import { capacitySuffices } from "./capacity-suffices";
import { imagesSupportedAndPinned } from "./images-supported-and-pinned";
import { imdsV2HopLimit } from "./imds-v2-hop-limit";
import { karpenterBounded } from "./karpenter-bounded";
import { kubeletNotWeakened } from "./kubelet-not-weakened";
import { noPublicAddresses } from "./no-public-addresses";
import { noSshAccess } from "./no-ssh-access";
import { selfManagedUseLaunchTemplates } from "./self-managed-use-launch-templates";
import { updateAndRepairConfigured } from "./update-and-repair-configured";
import { nodeVolumesEncrypted } from "./volumes-encrypted";
import { groupsSpanZones } from "./groups-span-zones";
import { roleBaselinePoliciesOnly } from "./role-baseline-policies-only";
import { subnetsHaveNoInternetRoute } from "./subnets-have-no-internet-route";

/** Node groups, launch templates and Karpenter. */
export const nodeRules: readonly Rule[] = [
  imdsV2HopLimit,
  noPublicAddresses,
  subnetsHaveNoInternetRoute,
  nodeVolumesEncrypted,
  roleBaselinePoliciesOnly,
  noSshAccess,
  imagesSupportedAndPinned,
  updateAndRepairConfigured,
  groupsSpanZones,
  kubeletNotWeakened,
  selfManagedUseLaunchTemplates,
  karpenterBounded,
  capacitySuffices,
];
