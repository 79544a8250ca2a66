import type { Rule } from "../../engine/rule";
import { accessEntriesNameRoles } from "./access-entries-name-roles";
import { authenticationModeApi } from "./authentication-mode-api";
import { clusterAdminAssociationsLimited } from "./cluster-admin-associations-limited";
import { controlPlaneLogsAllTypes } from "./control-plane-logs-all-types";
import { coreAddonsManagedAndPinned } from "./core-addons-managed-and-pinned";
import { creatorAdminOff } from "./creator-admin-off";
import { deletionProtectionOn } from "./deletion-protection-on";
import { networkPolicyEngineOn } from "./network-policy-engine-on";
import { privateEndpointEnabled } from "./private-endpoint-enabled";
import { publicEndpointCidrBudget } from "./public-endpoint-cidr-budget";
import { secretsEnvelopeEncrypted } from "./secrets-envelope-encrypted";
import { subnetsSpanZones } from "./subnets-span-zones";
import { versionInStandardSupport } from "./version-in-standard-support";
import { zonalShiftEnabled } from "./zonal-shift-enabled";

/** The control plane. */
export const eksRules: readonly Rule[] = [
  publicEndpointCidrBudget,
  privateEndpointEnabled,
  secretsEnvelopeEncrypted,
  controlPlaneLogsAllTypes,
  authenticationModeApi,
  creatorAdminOff,
  clusterAdminAssociationsLimited,
  accessEntriesNameRoles,
  versionInStandardSupport,
  zonalShiftEnabled,
  deletionProtectionOn,
  subnetsSpanZones,
  coreAddonsManagedAndPinned,
  networkPolicyEngineOn,
];
