import type { RuleFixtures } from "../../fixture";
import { fixtures as accessEntriesNameRoles } from "./access-entries-name-roles.fixtures";
import { fixtures as authenticationModeApi } from "./authentication-mode-api.fixtures";
import { fixtures as clusterAdminAssociationsLimited } from "./cluster-admin-associations-limited.fixtures";
import { fixtures as controlPlaneLogsAllTypes } from "./control-plane-logs-all-types.fixtures";
import { fixtures as coreAddonsManagedAndPinned } from "./core-addons-managed-and-pinned.fixtures";
import { fixtures as creatorAdminOff } from "./creator-admin-off.fixtures";
import { fixtures as deletionProtectionOn } from "./deletion-protection-on.fixtures";
import { fixtures as networkPolicyEngineOn } from "./network-policy-engine-on.fixtures";
import { fixtures as privateEndpointEnabled } from "./private-endpoint-enabled.fixtures";
import { fixtures as publicEndpointCidrBudget } from "./public-endpoint-cidr-budget.fixtures";
import { fixtures as secretsEnvelopeEncrypted } from "./secrets-envelope-encrypted.fixtures";
import { fixtures as subnetsSpanZones } from "./subnets-span-zones.fixtures";
import { fixtures as versionInStandardSupport } from "./version-in-standard-support.fixtures";
import { fixtures as zonalShiftEnabled } from "./zonal-shift-enabled.fixtures";

export const eksFixtures: readonly RuleFixtures[] = [
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
