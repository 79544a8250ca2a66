import type { RuleFixtures } from "../../fixture";
import { fixtures as capacitySuffices } from "./capacity-suffices.fixtures";
import { fixtures as imagesSupportedAndPinned } from "./images-supported-and-pinned.fixtures";
import { fixtures as imdsV2HopLimit } from "./imds-v2-hop-limit.fixtures";
import { fixtures as karpenterBounded } from "./karpenter-bounded.fixtures";
import { fixtures as kubeletNotWeakened } from "./kubelet-not-weakened.fixtures";
import { fixtures as noPublicAddresses } from "./no-public-addresses.fixtures";
import { fixtures as noSshAccess } from "./no-ssh-access.fixtures";
import { fixtures as selfManagedUseLaunchTemplates } from "./self-managed-use-launch-templates.fixtures";
import { fixtures as updateAndRepairConfigured } from "./update-and-repair-configured.fixtures";
import { fixtures as volumesEncrypted } from "./volumes-encrypted.fixtures";
import { fixtures as groupsSpanZones } from "./groups-span-zones.fixtures";
import { fixtures as roleBaselinePoliciesOnly } from "./role-baseline-policies-only.fixtures";
import { fixtures as subnetsHaveNoInternetRoute } from "./subnets-have-no-internet-route.fixtures";

export const nodeFixtures: readonly RuleFixtures[] = [
  imdsV2HopLimit,
  noPublicAddresses,
  subnetsHaveNoInternetRoute,
  volumesEncrypted,
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
