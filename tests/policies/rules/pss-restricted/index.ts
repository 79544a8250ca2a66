import type { RuleFixtures } from "../../fixture";
import { fixtures as capabilitiesDropped } from "./capabilities-dropped.fixtures";
import { fixtures as noPrivilegeEscalation } from "./no-privilege-escalation.fixtures";
import { fixtures as procMountDefault } from "./proc-mount-default.fixtures";
import { fixtures as runAsUserNotZero } from "./run-as-user-not-zero.fixtures";
import { fixtures as runsAsNonRoot } from "./runs-as-non-root.fixtures";
import { fixtures as seccompProfileSet } from "./seccomp-profile-set.fixtures";
import { fixtures as volumeTypesLimited } from "./volume-types-limited.fixtures";

export const pssRestrictedFixtures: readonly RuleFixtures[] = [
  volumeTypesLimited,
  noPrivilegeEscalation,
  runsAsNonRoot,
  runAsUserNotZero,
  seccompProfileSet,
  capabilitiesDropped,
  procMountDefault,
];
